import { defineEffect, definePure, defineTrigger } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { describe } from '@crossdock/nodes/contract/descriptor';
import { code, expression } from '@crossdock/nodes/contract/expression';
import { z } from 'zod';
import { type Catalog, catalogOf } from '../graph/catalog.ts';

const common = {
  version: 1,
  summary: '',
  help: '',
  icon: 'box',
  caption: '',
  examples: [],
} as const;
const oneIn = [{ name: 'in' }];
const oneOut = [{ name: 'out' }];

const trigger = defineTrigger({
  ...common,
  type: 'test.trigger',
  title: 'Webhook',
  tile: 'outside',
  section: 'Triggers',
  ports: { inputs: [], outputs: oneOut },
  config: z.strictObject({ path: z.string(), method: z.enum(['POST', 'PUT']).default('POST') }),
  binding: (config) => ({ kind: 'http', method: config.method, path: config.path, auth: { kind: 'none' } }),
  open: () => [],
});

const map = definePure({
  ...common,
  type: 'test.map',
  version: 2,
  title: 'Map',
  tile: 'transform',
  section: 'Transform',
  scope: 'item',
  ports: { inputs: oneIn, outputs: oneOut },
  config: z.strictObject({
    fields: z.array(z.strictObject({ target: z.string(), value: expression(z.json(), { title: 'Value' }) })).default([]),
    label: z.string().default(''),
    contract: z.string().meta({ control: 'contract' }).optional(),
    headers: z.record(z.string(), expression(z.string(), { title: 'Header' })).default({}),
    script: code<(item: unknown) => unknown>({ title: 'Script', parameters: ['item'] }).optional(),
    when: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('never'), reason: z.string() }),
        z.strictObject({ kind: z.literal('if'), test: expression(z.boolean(), { title: 'Test' }) }),
      ])
      .optional(),
  }),
  run: ({ items }) => ({ out: items }),
});

const route = definePure({
  ...common,
  type: 'test.switch',
  title: 'Switch',
  tile: 'routing',
  section: 'Routing',
  scope: 'item',
  ports: { inputs: oneIn, outputs: { from: 'cases', name: 'name', also: [{ name: 'otherwise' }] } },
  config: z.strictObject({ cases: z.array(z.strictObject({ name: z.string() })).default([]) }),
  run: () => ({}),
});

const join = definePure({
  ...common,
  type: 'test.join',
  title: 'Join',
  tile: 'routing',
  section: 'Routing',
  scope: 'all',
  barrier: true,
  ports: { inputs: [{ name: 'left' }, { name: 'right' }], outputs: oneOut },
  config: z.strictObject({}),
  run: () => ({}),
});

const unique = definePure({
  ...common,
  type: 'test.reject-duplicates',
  title: 'Reject duplicates',
  tile: 'routing',
  section: 'Routing',
  scope: 'item',
  ports: { inputs: oneIn, outputs: oneOut },
  config: z.strictObject({ key: z.string().optional() }),
  dedupe: ({ key }) => ({ key, windowSeconds: 60, onDifferentBody: 'ignore' }),
  run: ({ items }) => ({ out: items }),
});

const respond = definePure({
  ...common,
  type: 'test.respond',
  title: 'Respond',
  tile: 'outside',
  section: 'Routing',
  scope: 'all',
  barrier: true,
  ports: { inputs: oneIn, outputs: [] },
  config: z.strictObject({}),
  run: () => ({}),
});

const send = (type: string, idempotency: 'none' | { key: { lifetimeHours: number } }) =>
  defineEffect({
    ...common,
    type,
    title: 'Create order',
    tile: 'outside',
    section: 'Systems',
    kind: 'effect',
    needs: ['http'],
    system: 'erp',
    idempotency,
    ports: { inputs: oneIn, outputs: oneOut },
    config: z.strictObject({ connection: z.string().meta({ control: 'connection' }).default('erp') }),
    prepare: () => ({ method: 'POST', path: '/orders' }),
    call: async () => ({ body: '', status: 200, headers: {} }),
    complete: () => ({}),
  });

export const testNodes = [
  trigger,
  map,
  route,
  join,
  unique,
  respond,
  send('test.send', { key: { lifetimeHours: 24 } }),
  send('test.post', 'none'),
];

/** The kinds of node that the rules tell apart, made with the real node contract; `test.map` exists in versions 1 and 2. */
export const testCatalog: Catalog = catalogOf([
  ...testNodes.map((definition): NodeDescriptor => describe(definition)),
  { ...describe(map), version: 1 },
]);
