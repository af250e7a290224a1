import { useMutation } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useEditor } from '../state/editor-context.tsx';

type Inputs = Readonly<Record<string, readonly unknown[]>>;

/** Executes one step of the draft alone, on given records; its data then stand beside the form. */
export function useStepRun() {
  const { flowId, env, document, view } = useEditor();
  return useMutation({
    mutationFn: async ({ node, inputs }: { node: string; inputs: Inputs }) => {
      await document.flush();
      const body = { env, node, inputs } as never;
      return reply(client.POST('/api/flows/{id}/step-runs', { params: { path: { id: flowId } }, body }));
    },
    onSuccess: ({ runId }) => {
      view.setState({ testRunId: runId });
      void queryClient.invalidateQueries({ queryKey: queryKeys.runs });
    },
  });
}
