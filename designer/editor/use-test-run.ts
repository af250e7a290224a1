import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { client, reply } from '../server/client.ts';
import { useFlowSamples } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Sample } from '../server/shapes.ts';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';
import { tabPath } from './editor-tabs.ts';

/** Tests the draft with the chosen sample. */
export function useTestRun() {
  const { flowId, env, document, view } = useEditor();
  const [, go] = useLocation();
  const sample = useSample();
  const run = useMutation({
    mutationFn: async ({ until, stay }: { until?: string | undefined; stay?: boolean }) => {
      if (!sample) throw new Error('choose a sample first.');
      await document.flush();
      const { usesPins } = view.getState();
      const body = { env, message: sample.message, usePins: usesPins, ...(until !== undefined && { until }) };
      const started = await reply(client.POST('/api/flows/{id}/test-runs', { params: { path: { id: flowId } }, body: body as never }));
      return { runId: started.runId, stay: stay === true };
    },
    onSuccess: ({ runId, stay }) => {
      view.setState({ testRunId: runId });
      void queryClient.invalidateQueries({ queryKey: queryKeys.runs });
      if (!stay) go(tabPath(flowId, 'runs', runId));
    },
  });
  return { run, sample };
}

/** The sample in use: the chosen one, else the first test case that ends well, else the first there is. */
export function useSample(): Sample | undefined {
  const { flowId } = useEditor();
  const samples = useFlowSamples(flowId);
  const chosen = useView((view) => view.sampleId);
  const own = useView((view) => view.ownSample);
  const plain = useDocument((state) => state.flow.tests.find((test) => test.expect.status === 'done')?.name);
  if (own !== null && own.id === chosen) return own;
  return samples.data?.find((sample) => sample.id === chosen) ?? samples.data?.find((sample) => sample.name === plain) ?? samples.data?.[0];
}
