import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useEditor } from '../state/editor-context.tsx';

type Given = { readonly note: string; readonly deployTo: readonly string[]; readonly askFor: readonly string[] };

/** That a version was made, but promotion to an environment could not be asked for. */
export type NotAsked = { readonly env: string; readonly version: number; readonly failure: unknown };

/**
 * Publishes the draft, deploys it where nobody has to approve, and asks for promotion elsewhere. What was published stays so when asking fails;
 * `onDone` is given the last request made.
 */
export function usePublish(onDone: (request: string | null) => void) {
  const { flowId, document } = useEditor();
  const [notAsked, setNotAsked] = useState<NotAsked | null>(null);
  const publish = useMutation({
    mutationFn: async ({ note, deployTo, askFor }: Given) => {
      await document.flush();
      const body = { note, deployTo: [...deployTo] };
      const { number } = await reply(client.POST('/api/flows/{id}/versions', { params: { path: { id: flowId } }, body }));
      let request: string | null = null;
      for (const env of askFor) {
        try {
          const items = [{ kind: 'flow' as const, flow: flowId, version: number }];
          request = (await reply(client.POST('/api/promotions', { body: { to: env, items, note } }))).id;
        } catch (failure) {
          return { request, notAsked: { env, version: number, failure } };
        }
      }
      return { request, notAsked: null };
    },
    onSuccess: ({ request, notAsked: failed }) => {
      for (const queryKey of [queryKeys.flows, queryKeys.board, queryKeys.promotions]) void queryClient.invalidateQueries({ queryKey });
      setNotAsked(failed);
      if (!failed) onDone(request);
    },
  });
  return { publish, notAsked };
}
