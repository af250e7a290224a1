import { useMutation, useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import type { Pin } from './shapes.ts';
import { useMaySee } from './use-may-see.ts';

/** The outputs pinned to steps of a draft, for tests. */
export function usePins(flowId: string) {
  const maySee = useMaySee({ flow: flowId });
  return useQuery({
    queryKey: queryKeys.pins(flowId),
    queryFn: async () => (await reply(client.GET('/api/flows/{id}/pins', { params: { path: { id: flowId } } }))).items,
    staleTime: 30_000,
    enabled: maySee,
  });
}

/** Pins records to a step, or with `outputs: null` unpins it. Shown at once, taken back when the server refuses. */
export function useChangePin(flowId: string) {
  return useMutation({
    mutationFn: async ({ nodeId, outputs }: { nodeId: string; outputs: Pin['outputs'] | null; by: string }) => {
      const params = { path: { id: flowId, nodeId } };
      if (outputs === null) await reply(client.DELETE('/api/flows/{id}/pins/{nodeId}', { params }));
      else await reply(client.PUT('/api/flows/{id}/pins/{nodeId}', { params, body: { outputs } as never }));
    },
    onMutate: ({ nodeId, outputs, by }) => {
      const before = queryClient.getQueryData<Pin[]>(queryKeys.pins(flowId));
      const others = (before ?? []).filter((pin) => pin.nodeId !== nodeId);
      const now = new Date().toISOString();
      queryClient.setQueryData<Pin[]>(
        queryKeys.pins(flowId),
        outputs === null ? others : [...others, { nodeId, outputs, by, at: now, bytes: JSON.stringify(outputs).length }],
      );
      return { before };
    },
    onError: (_error, _asked, kept) => queryClient.setQueryData(queryKeys.pins(flowId), kept?.before),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.pins(flowId) }),
  });
}
