import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';

export type NewFlow = {
  readonly name: string;
  readonly channel: string;
  readonly from: 'blank' | { readonly sample: string } | { readonly flow: unknown };
  /** Open it with the guide of a first flow. */
  readonly isGuided?: boolean;
};

/** Creates a flow and opens it. */
export function useCreateFlow() {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: async ({ name, channel, from, isGuided }: NewFlow) => {
      const body = { name, ...(channel !== '' && { channel }), from };
      const draft = await reply(client.POST('/api/flows', { body: body as never }));
      return { id: (draft as unknown as { flow: { id: string } }).flow.id, isGuided };
    },
    onSuccess: ({ id, isGuided }) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      go(`/flows/${id}${isGuided ? '?guide=first-flow' : ''}`);
    },
  });
}
