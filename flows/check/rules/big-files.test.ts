import { describe as descriptorOf } from '@crossdock/nodes/contract/descriptor';
import { definitionOf, definitions } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { type FlowInput, flowSchema } from '../../document/flow.ts';
import { catalogOf } from '../../graph/catalog.ts';
import { chunkTraits } from '../../graph/chunk-traits.ts';
import { check } from '../check.ts';

type Step = NonNullable<FlowInput['nodes']>[number];
const catalog = catalogOf(definitions.map(descriptorOf));

/** Problems of these codes in a flow of steps in a row, as `CODE step severity`. */
function problemsOf(steps: readonly Step[], settings: FlowInput['settings'] = {}): string[] {
  const edges = steps.slice(1).map((step, i) => {
    const from = steps[i] as Step;
    const port = from.type === 'format.parse-csv' ? 'rows' : 'out';
    return { from: { node: from.id, port }, to: { node: step.id, port: 'in' } };
  });
  const flow = flowSchema.parse({ format: 1, id: 'f', name: 'F', nodes: steps, edges, settings });
  const problems = check(flow, catalog, {
    bindingOf(node) {
      const definition = definitionOf(node.type, node.version);
      return definition?.kind === 'trigger' ? definition.binding(definition.config.parse(node.config)) : undefined;
    },
    chunkTraitsOf(node) {
      const definition = definitionOf(node.type, node.version);
      return definition && chunkTraits(definition, definition.config.parse(node.config) as Record<string, unknown>, node.disabled);
    },
  });
  return problems
    .filter(({ code }) => ['NOT_IN_CHUNKS', 'FILES_READ_WHOLE', 'ROWS_OUT_OF_ORDER'].includes(code))
    .map(({ code, nodeId, severity }) => `${code} ${nodeId} ${severity}`);
}

const file: Step = { id: 'file', type: 'trigger.file', name: 'File', config: { folder: 'in' } };
const hook: Step = { id: 'hook', type: 'trigger.webhook', name: 'Hook', config: { path: 'in' } };
const rows: Step = { id: 'rows', type: 'format.parse-csv', name: 'Rows' };
const sum: Step = { id: 'sum', type: 'routing.aggregate', name: 'Sum', config: { by: 'all' } };
const reply: Step = { id: 'reply', type: 'routing.respond', name: 'Reply' };
const call: Step = { id: 'call', type: 'connector.http', name: 'Call', config: { connection: 'erp', path: '/x' } };
const once: Step = { id: 'once', type: 'routing.reject-duplicates', name: 'Once', config: { key: '{{ item.file }}' } };

test.each<[string, Step[], string[]]>([
  ['rows that are summed', [file, rows, sum, call], []],
  ['duplicates rejected before the rows are read', [file, once, rows, sum], []],
  ['rows that are sent one by one', [file, rows, call], []],
  ['an answer that needs all rows, to files', [file, rows, reply], ['NOT_IN_CHUNKS reply error']],
  ['an answer that needs all rows, to a webhook', [hook, rows, reply], ['NOT_IN_CHUNKS reply hint']],
  ['an answer behind the sum', [hook, rows, sum, reply], []],
  ['files that are not read record by record', [file, call], ['FILES_READ_WHOLE file warning']],
  ['messages that are not read record by record', [hook, call], []],
  [
    'a text that is looked for elsewhere',
    [file, { ...rows, config: { text: '{{ item.body }}' } }, call],
    ['FILES_READ_WHOLE file warning'],
  ],
])('%s', (_, steps, expected) => {
  expect(problemsOf(steps)).toEqual(expected);
});

test('an ordering key does not order the rows of a file that are sent from its chunks', () => {
  const settings = { orderingKey: '{{ item.file }}' };
  expect(problemsOf([file, rows, call], settings)).toEqual(['ROWS_OUT_OF_ORDER null warning']);
  expect(problemsOf([file, rows, sum, call], settings)).toEqual([]);
});
