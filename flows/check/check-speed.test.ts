import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import { expect, test } from 'vitest';
import type { FlowInput } from '../document/flow.ts';
import { apply } from '../operations/apply.ts';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { check } from './check.ts';

test('a flow of 500 steps with 3,000 expressions is checked in less than 50 ms while it is edited', () => {
  let flow = aFlow({ nodes: [{ id: 'in', type: 'test.trigger', name: 'In', config: { path: 'x' } }, ...steps()], edges: edges() }).build();
  check(flow, testCatalog);
  const times = Array.from({ length: 8 }, (_, i) => {
    flow = apply(structuredClone(flow), { op: 'set-config', node: 'n7', path: 'fields.0.value', value: `{{ item.a + ${i} }}` }).flow;
    return cpuTime(() => expect(check(flow, testCatalog).some((problem) => problem.severity === 'error')).toBe(false), { times: 1 });
  });
  expect(Math.min(...times)).toBeLessThan(50);
});

function steps(): NonNullable<FlowInput['nodes']> {
  return Array.from({ length: 499 }, (_, i) => ({
    id: `n${i}`,
    type: 'test.map',
    version: 2,
    name: `Step ${i}`,
    config: {
      fields: Array.from({ length: 6 }, (_, j) => ({ target: `f${j}`, value: `{{ item.lines.filter((l) => l.qty > ${i * 6 + j}) }}` })),
    },
  }));
}

function edges(): NonNullable<FlowInput['edges']> {
  return Array.from({ length: 499 }, (_, i) => ({
    from: { node: i === 0 ? 'in' : `n${Math.floor((i - 1) / 2)}`, port: 'out' },
    to: { node: `n${i}`, port: 'in' },
  }));
}
