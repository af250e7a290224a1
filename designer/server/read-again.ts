import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** First loads under way that are to be read once more. */
const loadedTooSoon = new WeakSet<Query>();

/**
 * Reads anew what is known under a key, and everything below it. Unlike with `invalidateQueries` alone, a first load that is under way
 * counts too: the server may have given its answer before the change that is heard of now, so it is read once more when it is here.
 */
export function readAgain(client: QueryClient, queryKey: QueryKey): void {
  for (const query of client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })) {
    if (query.state.data !== undefined || loadedTooSoon.has(query)) continue;
    loadedTooSoon.add(query);
    const again = () => {
      loadedTooSoon.delete(query);
      return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    // Joins the load that is under way.
    void query.fetch().then(again, again);
  }
  void client.invalidateQueries({ queryKey });
}
