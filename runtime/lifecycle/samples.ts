import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { Flow, SampleMessage } from '@crossdock/flows/document/flow';
import type { Message } from '@crossdock/nodes/contract/intake';
import type { FlowKnowledge } from './flow-knowledge.ts';
import type { Sample } from './flows.ts';

/** Messages to try a flow with: those of its test cases, then the examples of its trigger. */
export function samplesOf(flow: Flow, { catalog }: Pick<FlowKnowledge, 'catalog'>): readonly Sample[] {
  const tests = flow.tests.map(({ id, name, message }): Sample => ({ id: `test:${id}`, name, source: 'test case', message }));
  const examples = flow.nodes.flatMap((node) => {
    const descriptor = catalog.get(node.type, node.version);
    if (descriptor?.kind !== 'trigger') return [];
    return (descriptor.examples as readonly TriggerExample[]).map(
      ({ title, message }, i): Sample => ({ id: `example:${node.id}:${i}`, name: title, source: 'example', message: sampleOf(message) }),
    );
  });
  return [...tests, ...examples];
}

type TriggerExample = { readonly title: string; readonly message: Message };

/** JSON is given as a body, so that it can be looked at and edited; any other format as text. */
function sampleOf({ text, contentType, headers, query }: Message): SampleMessage {
  const rest = { contentType, headers: { ...headers }, query: { ...query } };
  if (!/[/+]json\b/.test(contentType)) return { text, ...rest };
  try {
    return { body: parseExactJson(text), ...rest };
  } catch {
    return { text, ...rest };
  }
}
