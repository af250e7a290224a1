import { useQueries } from '@tanstack/react-query';
import { connectionsQuery } from '../server/connection-queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';

/** An environment with its connections; undefined: not known yet. */
export type ConnectionsOf = { readonly environment: Environment; readonly connections: readonly Connection[] | undefined };

/** The connections of all environments that may be seen, in their order. */
export function useConnectionsEverywhere(): readonly ConnectionsOf[] {
  const may = useMay();
  const environments = useSignedIn().environments.filter(({ name }) => may('connections.read', name));
  return useQueries({
    queries: environments.map(({ name }) => connectionsQuery(name)),
    combine: (results) => environments.map((environment, i) => ({ environment, connections: results[i]?.data })),
  });
}
