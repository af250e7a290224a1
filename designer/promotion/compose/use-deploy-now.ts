import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { client, reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';
import { cellPath } from '../promotion-address.ts';

type Given = { readonly flow: string; readonly version: number; readonly why: string };

/** Deploys a flow to an environment that asks for no promotion, then shows what runs there. */
export function useDeployNow(env: string) {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: ({ flow, version, why }: Given) =>
      reply(
        client.POST('/api/flows/{id}/deployments', { params: { path: { id: flow } }, body: { env, version, ...(why !== '' && { why }) } }),
      ),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.board });
      void queryClient.invalidateQueries({ queryKey: queryKeys.deploymentsOfAll });
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
    },
    onSuccess: (_, { flow }) => go(cellPath(flow, env)),
  });
}
