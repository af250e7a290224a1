import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { client, reply } from '../server/client.ts';
import type { RunFilter } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import { chooseEnvironment } from '../shell/environment.ts';
import { isFiltered, spanOf } from './run-filter.ts';

/** Why the list is empty, and where else to look. */
export function NoRuns({ filter, onChange }: { filter: RunFilter; onChange: (filter: RunFilter) => void }) {
  const { hasDemo } = useSignedIn();
  const elsewhere = useElsewhere(filter);
  const key = filter.key.trim();
  if (key !== '') {
    return (
      <EmptyState
        title={`No run for ${key} in ${filter.env} ${spanOf(filter.hours).words}.`}
        action={
          <>
            {elsewhere.map((env) => (
              <Button key={env} onClick={() => chooseEnvironment(env)}>
                Search {env}
              </Button>
            ))}
            {filter.hours !== null && <Button onClick={() => onChange({ ...filter, hours: null })}>Search all time</Button>}
          </>
        }
      >
        {elsewhere.length > 0
          ? `It exists in ${elsewhere.join(' and ')}.`
          : 'A key is found exactly or by its beginning. Spaces, # and case do not matter where the flow says so.'}
      </EmptyState>
    );
  }
  if (isFiltered(filter)) {
    return (
      <EmptyState
        title={`No run in ${filter.env} ${spanOf(filter.hours).words} matches the filters.`}
        action={<Button onClick={() => onChange({ ...filter, flow: '', status: [], tests: 'with', hours: null })}>Clear filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={`No runs in ${filter.env} ${spanOf(filter.hours).words}.`}
      action={
        hasDemo ? (
          <Button component={Link} href="/systems" variant="filled">
            Send a test order
          </Button>
        ) : (
          <Button component={Link} href="/flows">
            Go to flows
          </Button>
        )
      }
    >
      Each message that a deployed flow takes in becomes a run and appears here at once.
    </EmptyState>
  );
}

/** The other environments in which a key is known. */
function useElsewhere(filter: RunFilter): string[] {
  const { environments } = useSignedIn();
  const key = filter.key.trim();
  const others = environments.filter((environment) => environment.name !== filter.env);
  const found = useQueries({
    queries: others.map((environment) => ({
      queryKey: ['runs', 'elsewhere', environment.name, key],
      queryFn: async () =>
        (await reply(client.GET('/api/runs', { params: { query: { env: environment.name, key, limit: 1 } } }))).items.length > 0,
      enabled: key !== '',
    })),
  });
  return others.filter((_, index) => found[index]?.data === true).map((environment) => environment.name);
}
