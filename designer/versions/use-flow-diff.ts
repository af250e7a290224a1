import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Change } from '../server/shapes.ts';

/** The differences of two documents of a flow: version numbers, or `draft`. `revision` makes a diff of the draft follow its edits. */
export function useFlowDiff(flowId: string, from: string, to: string, revision: number) {
  return useQuery({
    queryKey: [...queryKeys.flowDiff(flowId, from, to), from === 'draft' || to === 'draft' ? revision : 0],
    queryFn: async (): Promise<Change[]> => {
      const query = { from, to } as never;
      return (await reply(client.GET('/api/flows/{id}/diff', { params: { path: { id: flowId }, query } }))).changes;
    },
    placeholderData: keepPreviousData,
  });
}
