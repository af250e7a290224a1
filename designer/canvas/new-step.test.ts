import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { describe, expect, test } from 'vitest';
import { addStep, makeStep, placeFor } from './new-step.ts';
import { onlyEnd } from './only-end.ts';

const descriptor = (given: Partial<NodeDescriptor> & { type: string }): NodeDescriptor =>
  ({
    version: 1,
    kind: 'pure',
    title: given.type,
    caption: '',
    ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
    configSchema: { type: 'object', properties: { level: { enum: ['info', 'warn'] } }, required: ['level'] },
    ...given,
  }) as NodeDescriptor;
const log = descriptor({ type: 'routing.log', title: 'Log' });
const hook = descriptor({ type: 'trigger.webhook', title: 'Webhook', kind: 'trigger', ports: { inputs: [], outputs: [{ name: 'out' }] } });
const catalog = catalogOf([log, hook]);

const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Webhook', position: { x: 0, y: 0 } },
    { id: 'log', type: 'routing.log', name: 'Log', position: { x: 176, y: 0 } },
  ],
  edges: [{ from: { node: 'hook', port: 'out' }, to: { node: 'log', port: 'in' } }],
  retired: ['log-2'],
};
const flow = flowSchema.parse(input);
const site = { flow, catalog };

describe('a new step', () => {
  test('has a name and an id of its own, also not one of a step that is gone, and the settings it must have', () => {
    expect(makeStep(site, log, { x: 3, y: 5 })).toMatchObject({
      id: 'log-2-2',
      name: 'Log 2',
      config: { level: 'info' },
      position: { x: 0, y: 8 },
    });
  });

  test('is wired behind the port it was asked for', () => {
    const node = makeStep(site, log, { x: 400, y: 0 });
    const after = applyAll(flow, addStep(site, node, { kind: 'after', node: 'log', port: 'out' })).flow;
    expect(after.edges.at(-1)).toEqual({ from: { node: 'log', port: 'out' }, to: { node: node.id, port: 'in' } });
  });

  test('put into a tight wire it pushes what is behind to the right', () => {
    const link = { kind: 'edge' as const, edge: flow.edges[0] as (typeof flow.edges)[number] };
    const node = makeStep(site, log, placeFor(site, link, { x: 0, y: 0 }));
    const after = applyAll(flow, addStep(site, node, link)).flow;
    expect(after.edges).toHaveLength(2);
    expect(after.nodes.find((other) => other.id === 'log')?.position.x).toBeGreaterThanOrEqual(node.position.x + 128 + 40);
  });

  test('put between two steps of a group it belongs to the group', () => {
    const grouped = { ...flow, groups: [{ id: 'g', title: 'All', nodes: ['hook', 'log'], collapsed: false }] };
    const link = { kind: 'edge' as const, edge: flow.edges[0] as (typeof flow.edges)[number] };
    const node = makeStep(site, log, { x: 88, y: 0 });
    const after = applyAll(grouped, addStep({ flow: grouped, catalog }, node, link)).flow;
    expect(after.groups[0]?.nodes).toEqual(['hook', 'log', node.id]);
  });

  test('never lies on another card', () => {
    const place = placeFor(site, { kind: 'after', node: 'hook', port: 'out' }, { x: 0, y: 0 });
    expect(place.y).toBeGreaterThanOrEqual(82 + 16);
  });

  test('a trigger asked for behind a step is added without a wire', () => {
    const node = makeStep(site, hook, { x: 400, y: 0 });
    expect(addStep(site, node, { kind: 'after', node: 'log', port: 'out' })).toHaveLength(1);
  });
});

test('with nothing selected a step goes behind the end of the line, where there is one end', () => {
  expect(onlyEnd(flow, catalog)).toBe('log');
  expect(onlyEnd({ ...flow, edges: [] }, catalog)).toBeNull();
  expect(onlyEnd({ nodes: [], edges: [] }, catalog)).toBeNull();
});
