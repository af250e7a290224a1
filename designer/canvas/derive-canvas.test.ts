import { type FlowInput, flowSchema, type Problem } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { applyAll } from '@crossdock/flows/operations/apply';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { describe, expect, test } from 'vitest';
import type { Step } from '../server/shapes.ts';
import { deriveCanvas } from './derive-canvas.ts';
import type { CanvasInput, StepNode } from './drawing.ts';

const descriptor = (given: Partial<NodeDescriptor> & { type: string }): NodeDescriptor =>
  ({
    version: 1,
    kind: 'pure',
    title: given.type,
    caption: '',
    ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] },
    configSchema: {},
    ...given,
  }) as NodeDescriptor;

const catalog = catalogOf([
  descriptor({ type: 'trigger.webhook', kind: 'trigger', caption: '{path}', ports: { inputs: [], outputs: [{ name: 'out' }] } }),
  descriptor({
    type: 'routing.switch',
    caption: '{cases.length} ports',
    ports: { inputs: [{ name: 'in' }], outputs: { from: 'cases', name: 'port', also: [{ name: 'otherwise', title: 'Otherwise' }] } },
  }),
  descriptor({ type: 'routing.log', configSchema: { properties: { level: { default: 'info' } } }, caption: '{level}' }),
]);

const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path: 'orders' } },
    { id: 'route', type: 'routing.switch', name: 'Route', config: { cases: [{ port: 'high' }, { port: 'low' }] } },
    { id: 'log', type: 'routing.log', name: 'Log' },
    { id: 'odd', type: 'vendor.gone', name: 'Gone' },
  ],
  edges: [
    { from: { node: 'hook', port: 'out' }, to: { node: 'route', port: 'in' } },
    { from: { node: 'route', port: 'low' }, to: { node: 'log', port: 'in' } },
  ],
};
const flow = flowSchema.parse(input);
const base: CanvasInput = { flow, catalog, problems: [], run: null, selected: [], selectedEdge: null, places: new Map() };
const step = (id: string, given: CanvasInput) => deriveCanvas(given).nodes.find((node) => node.id === id) as StepNode;

describe('the drawing', () => {
  test('takes its outputs from the configuration', () => {
    expect(step('route', base).data.shape.outputs.map((port) => port.title)).toEqual(['high', 'low', 'Otherwise']);
    expect(step('route', base).data.caption).toBe('2 ports');
  });

  test('shows a default that was left out', () => {
    expect(step('log', base).data.caption).toBe('info');
  });

  test('draws a step of an unknown type, so that the flow still opens', () => {
    expect(step('odd', base).data).toMatchObject({ descriptor: undefined, shape: { width: 128, errorX: null } });
  });

  test('only a step that changed and the wires that name it get new objects', () => {
    const before = deriveCanvas(base);
    const after = deriveCanvas({ ...base, flow: applyAll(flow, [{ op: 'rename-node', node: 'log', name: 'Write down' }]).flow }, before);
    expect(after.nodes.map((node, i) => node === before.nodes[i])).toEqual([true, true, false, true]);
    expect(after.edges.map((edge, i) => edge === before.edges[i])).toEqual([true, false]);
    expect(after.edges[1]?.ariaLabel).toBe('Wire from Route to Write down');
  });

  test('a drag touches only what is dragged', () => {
    const before = deriveCanvas(base);
    const after = deriveCanvas({ ...base, places: new Map([['hook', { x: 80, y: 16 }]]) }, before);
    expect(after.nodes[0]?.position).toEqual({ x: 80, y: 16 });
    expect(after.nodes[1]).toBe(before.nodes[1]);
  });

  test('the worst problem of a step gives its mark; hints give none', () => {
    const problem = (severity: Problem['severity'], nodeId: string): Problem => ({
      severity,
      nodeId,
      field: null,
      message: '',
      remedy: '',
      code: 'X',
    });
    const marked = { ...base, problems: [problem('warning', 'log'), problem('error', 'log'), problem('hint', 'hook')] };
    expect(step('log', marked).data.problems).toEqual({ count: 2, severity: 'error' });
    expect(step('hook', marked).data.problems).toBeNull();
  });

  test('a run colours the wires by what went over them', () => {
    const steps = new Map([['log', { status: 'running' } as Step]]);
    const items = new Map([
      ['hook.out>route.in', 3],
      ['route.low>log.in', 2],
    ]);
    const { edges } = deriveCanvas({ ...base, run: { steps, items } });
    expect(edges.map((edge) => [edge.data?.items, edge.data?.state])).toEqual([
      [3, 'taken'],
      [2, 'live'],
    ]);
  });
});
