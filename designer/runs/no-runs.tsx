import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { client, reply } from '../server/client.ts';
import type { RunFilter } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import { chooseEnvironment } from '../shell/environment.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { isFiltered, spanOf } from './run-filter.ts';

/** Why the list is empty, and where else to look. */
export function NoRuns({ filter, onChange }: { filter: RunFilter; onChange: (filter: RunFilter) => void }) {
  const { hasDemo } = useSignedIn();
  const elsewhere = useElsewhere(filter);
  const key = filter.key.trim();
  if (key !== '') {
    return (
      <EmptyState
        title={texts.noRunForIn(key, filter.env, spanOf(filter.hours).words)}
        action={
          <>
            {elsewhere.map((env) => (
              <Button key={env} onClick={() => chooseEnvironment(env)}>
                {texts.searchIn(env)}
              </Button>
            ))}
            {filter.hours !== null && <Button onClick={() => onChange({ ...filter, hours: null })}>{texts.searchAllTime}</Button>}
          </>
        }
      >
        {elsewhere.length > 0 ? texts.itExistsIn(elsewhere.join(' and ')) : texts.aKeyIsFoundExactly}
      </EmptyState>
    );
  }
  if (isFiltered(filter)) {
    return (
      <EmptyState
        title={texts.noRunInMatchesThe(filter.env, spanOf(filter.hours).words)}
        action={
          <Button onClick={() => onChange({ ...filter, flow: '', status: [], tests: 'with', hours: null })}>{texts.clearFilters}</Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={texts.noRunsIn(filter.env, spanOf(filter.hours).words)}
      action={
        hasDemo ? (
          <Button component={Link} href="/systems" variant="filled">
            {texts.sendATestOrder}
          </Button>
        ) : (
          <Button component={Link} href="/flows">
            {texts.goToFlows}
          </Button>
        )
      }
    >
      {texts.eachMessageThatADeployed}
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
