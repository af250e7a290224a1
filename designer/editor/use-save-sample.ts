import { type SampleMessage, sampleMessageSchema, testCaseSchema } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Sample } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { dataTexts } from '../texts/data.ts';

/** Keeps a message with the flow as a test case, and takes it as the sample. Resolves to the id of the test case. */
export function useSaveSample(): (name: string, message: Sample['message'] | SampleMessage) => Promise<string> {
  const { flowId, document, view } = useEditor();
  return async (name, message) => {
    const { tests } = document.store.getState().flow;
    const free = freeName(name.trim(), new Set(tests.map((test) => test.name)));
    const id = freeId(free, 'case', new Set(tests.map((test) => test.id)));
    const test = testCaseSchema.parse({ id, name: free, message: sampleMessageSchema.parse(message) });
    document.change([{ op: 'add-test', test }], { title: dataTexts.samples.addCase(free) });
    await document.flush();
    await queryClient.invalidateQueries({ queryKey: queryKeys.flowSamples(flowId) });
    const samples = queryClient.getQueryData<Sample[]>(queryKeys.flowSamples(flowId));
    view.setState({ sampleId: samples?.find((sample) => sample.name === free)?.id ?? id });
    return id;
  };
}

/** The name, or with a number behind it when a test case has it already. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name} ${n}`)) n += 1;
  return `${name} ${n}`;
}
