import { flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { describe as describeNode } from '@crossdock/nodes/contract/descriptor';
import { definitions } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { inputKey, portTypes } from './port-types.ts';

const catalog = catalogOf(definitions.map(describeNode));
const wire = (from: string, to: string, port = 'out') => ({ from: { node: from, port }, to: { node: to, port: 'in' } });
const types = portTypes(
  flowSchema.parse({
    format: 1,
    id: 'orders',
    name: 'Orders',
    nodes: [
      { id: 'hook', type: 'trigger.webhook', name: 'In', config: { path: 'x' } },
      { id: 'check', type: 'transform.validate', name: 'Check', config: { contract: 'order@1' } },
      { id: 'seen', type: 'routing.reject-duplicates', name: 'Seen' },
      { id: 'log', type: 'routing.log', name: 'Log' },
    ],
    edges: [wire('hook', 'check'), wire('check', 'seen', 'valid'), wire('seen', 'log'), wire('check', 'log', 'invalid')],
  }),
  catalog,
);

test('a contract goes on through steps that only route, and not over the exit of what failed it', () => {
  expect(types.get('check valid')).toBe('order@1');
  expect(types.get('check invalid')).toBe('JSON');
  expect(types.get('seen out')).toBe('order@1');
});

test('where different records meet, the input says so', () => {
  expect(types.get(inputKey('seen', 'in'))).toBe('order@1');
  expect(types.get(inputKey('log', 'in'))).toBe('different records');
});
