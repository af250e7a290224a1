import { check } from '@crossdock/flows/check/check';
import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { applyAll } from '@crossdock/flows/operations/apply';
import { describe as describeNode } from '@crossdock/nodes/contract/descriptor';
import { definitions } from '@crossdock/nodes/registry';
import { describe, expect, test } from 'vitest';
import { extract } from './extract.ts';

const catalog = catalogOf(definitions.map(describeNode));
const wire = (from: string, to: string, port = 'out') => ({ from: { node: from, port }, to: { node: to, port: 'in' } });
const node = (id: string, type: string, x: number, config: Record<string, unknown> = {}) => ({
  id,
  type,
  name: `The ${id}`,
  config,
  position: { x, y: 0 },
});
const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    node('in', 'trigger.manual', 0),
    node('seen', 'routing.reject-duplicates', 184, { key: '{{ item.id }}', days: 7 }),
    node('map', 'transform.code', 368),
    node('log', 'routing.log', 552, { message: 'x' }),
    node('say', 'routing.respond', 736),
    node('other', 'routing.log', 736, { message: 'y' }),
  ],
  edges: [wire('in', 'seen'), wire('seen', 'map'), wire('map', 'log'), wire('log', 'say'), wire('log', 'other')],
  groups: [{ id: 'g', title: 'Middle', nodes: ['map', 'log'] }],
};
const flow = flowSchema.parse(input);
const cut = (ids: string[], of = flow) => {
  const found = extract(of, catalog, ids);
  if (!found.ok) throw new Error(found.reason);
  return found;
};
const reason = (ids: string[], of = flow) => {
  const found = extract(of, catalog, ids);
  return found.ok ? null : found.reason;
};

describe('steps that become a flow of their own', () => {
  test('get a trigger that can be called and an answer, and are sound', () => {
    const called = flowSchema.parse({ ...cut(['map', 'log']).document, id: 'middle', name: 'Middle' });
    expect(called.nodes.map(({ id }) => id)).toEqual(['called', 'map', 'log', 'answer']);
    expect(called.edges.map(({ from, to }) => [from.node, to.node])).toEqual([
      ['called', 'map'],
      ['map', 'log'],
      ['log', 'answer'],
    ]);
    expect(called.settings.answer.mode).toBe('when-finished');
    expect(check(called, catalog).filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  test('leave a call in their place, wired as they were', () => {
    const { operations, call } = cut(['map', 'log']).replace({ id: 'middle', name: 'Middle' });
    const after = applyAll(flow, operations).flow;
    expect(after.nodes.map(({ id }) => id)).toEqual(['in', 'seen', 'say', 'other', call, 'go-on-with-the-answer']);
    expect(after.edges.map(({ from, to }) => `${from.node} ${to.node}`)).toEqual([
      'in seen',
      'seen middle',
      'middle go-on-with-the-answer',
      'go-on-with-the-answer say',
      'go-on-with-the-answer other',
    ]);
    expect(after.nodes.find(({ id }) => id === call)).toMatchObject({
      type: 'routing.call-flow',
      config: { flow: 'middle' },
      position: { x: 368 },
    });
    expect(after.groups).toEqual([]);
    expect(check(after, catalog).filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  test('at the end of a flow need no answer', () => {
    const found = cut(['other']);
    expect(found.document.nodes?.map(({ id }) => id)).toEqual(['called', 'other']);
    const after = applyAll(flow, found.replace({ id: 'x', name: 'X' }).operations).flow;
    expect(after.edges.at(-1)).toEqual({ from: { node: 'log', port: 'out' }, to: { node: 'x', port: 'in' } });
  });

  test('are refused with the reason', () => {
    expect(reason([])).toBe('Select the steps that are to become a flow of their own.');
    expect(reason(['in', 'map'])).toContain('The in is the trigger');
    expect(reason(['log', 'say'])).toContain('The say answers the sender');
    expect(reason(['seen', 'log'])).toContain('lead into the selection: The seen and The log');
    const wired = applyAll(flow, [{ op: 'add-edge', edge: wire('seen', 'other', 'duplicate') }]).flow;
    expect(reason(['seen', 'map'], wired)).toContain('lead out of the selection: The map and The seen (duplicate)');
    expect(reason(['map'], { ...flow, edges: [] })).toContain('Nothing leads into');
  });
});
