import { definePure, defineTrigger, type NodeDefinition } from '@crossdock/nodes/contract/define-node';
import { z } from 'zod';
import type { NodeRegistry } from '../core.ts';

/** Two small node types, so that tests of the runtime do not hang on the node library. */
const hook = defineTrigger({
  type: 'test.hook',
  version: 1,
  title: 'Hook',
  summary: 'Takes messages',
  help: 'Takes messages.',
  icon: 'webhook',
  tile: 'outside',
  section: 'Triggers',
  caption: 'POST {path}',
  config: z.strictObject({
    path: z.string().min(1).meta({ title: 'Path' }),
    connection: z.string().default('').meta({ title: 'Connection' }),
  }),
  ports: { inputs: [], outputs: [{ name: 'out' }] },
  binding: ({ path, connection }) => ({
    kind: 'http',
    method: 'POST',
    path,
    auth: connection === '' ? { kind: 'none' } : { kind: 'api-key', header: 'x-key', connection },
  }),
  open: ({ message }) => [JSON.parse(message.text)],
  examples: [
    {
      title: 'An order',
      config: { path: 'orders' },
      message: { text: '{"id":820982911946154508}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ id: '820982911946154508' }],
    },
  ],
});

const label = definePure({
  type: 'test.label',
  version: 1,
  title: 'Label',
  summary: 'Hands on what comes in',
  help: 'Hands on what comes in.',
  icon: 'tag',
  tile: 'transform',
  section: 'Transform',
  caption: '{text}',
  config: z.strictObject({
    text: z.string().min(1).meta({ title: 'Text' }),
    size: z.int().min(1).max(9).default(1).meta({ title: 'Size' }),
  }),
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
  scope: 'item',
  run: ({ items }) => ({ out: items }),
  examples: [],
});

const definitions: readonly NodeDefinition[] = [hook, label];

export const testRegistry: NodeRegistry = {
  definitions,
  definitionOf: (type, version) => definitions.find((definition) => definition.type === type && definition.version === version),
  upgradeConfig: (_type, _from, config) => config,
};

/** A flow of the two, as a file would hold it. */
export function testFlow(id: string, { path = id, connection = '' }: { readonly path?: string; readonly connection?: string } = {}) {
  return {
    format: 1 as const,
    id,
    name: `Flow ${id}`,
    nodes: [
      { id: 'hook', type: 'test.hook', name: 'Orders', config: connection === '' ? { path } : { path, connection } },
      { id: 'label', type: 'test.label', name: 'Label', config: { text: 'new' } },
    ],
    edges: [{ from: { node: 'hook', port: 'out' }, to: { node: 'label', port: 'in' } }],
    tests: [{ id: 'first', name: 'One order', message: { body: { id: 1 } } }],
  };
}
