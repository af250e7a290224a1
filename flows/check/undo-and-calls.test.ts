import { describe, expect, test } from 'vitest';
import type { Flow, FlowInput } from '../document/flow.ts';
import { canConnect } from '../graph/can-connect.ts';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { check } from './check.ts';
import { checkAcrossFlows } from './check-across-flows.ts';

const codes = (flow: Flow) => check(flow, testCatalog).map(({ code }) => code);
const begin = (settings: FlowInput['settings'] = {}) =>
  aFlow({ settings })
    .with('in', 'test.trigger', { config: { path: 'orders' } })
    .to('book', 'test.send');
const undoCodes = (flow: Flow) => codes(flow).filter((code) => code.includes('UNDO') || code === 'UNKNOWN_OUTPUT');

describe('undo wires', () => {
  test('an effect may lead to the step that takes it back', () => {
    expect(undoCodes(begin({ compensate: 'when-failed' }).with('cancel', 'test.post').edge('book.undo', 'cancel').build())).toEqual([]);
  });

  test('a step that changes nothing outside has no undo output', () => {
    const flow = begin().to('map').with('cancel', 'test.post').edge('map.undo', 'cancel').build();
    expect(undoCodes(flow)).toEqual(['UNKNOWN_OUTPUT']);
    expect(canConnect(flow, testCatalog, { node: 'map', port: 'undo' }, { node: 'book', port: 'in' })).toMatchObject({ ok: false });
  });

  test('a step is either behind an undo output or in the flow', () => {
    expect(undoCodes(begin().to('cancel', 'test.post').edge('book.undo', 'cancel').build())).toEqual(['UNDO_MIXED']);
  });

  test('what takes back is not taken back itself', () => {
    const flow = begin()
      .with('cancel', 'test.send')
      .edge('book.undo', 'cancel')
      .with('again', 'test.post')
      .edge('cancel.undo', 'again')
      .build();
    expect(undoCodes(flow)).toEqual(['UNDO_OF_UNDO']);
  });

  test('an undo branch that changes nothing outside is probably forgotten', () => {
    expect(undoCodes(begin().with('map').edge('book.undo', 'map').build())).toEqual(['UNDO_WITHOUT_EFFECT']);
  });

  test('a branch may prepare the record before the step that takes back', () => {
    expect(undoCodes(begin().with('map').edge('book.undo', 'map').to('cancel', 'test.post').build())).toEqual([]);
  });

  test('a flow that is to take back and cannot says so', () => {
    expect(undoCodes(begin({ compensate: 'when-failed' }).build())).toEqual(['NOTHING_TO_UNDO']);
  });
});

describe('called flows', () => {
  const caller = (id: string, ...called: string[]): Flow => ({
    ...aFlow({ id, name: id }).build(),
    nodes: called.map((flow, i) => ({
      ...(aFlow().with(`call-${i}`, 'test.map').build().nodes[0] as Flow['nodes'][number]),
      type: 'routing.call-flow',
      config: { flow },
    })),
  });
  const across = (...flows: Flow[]) => checkAcrossFlows(flows, () => undefined);

  test('a flow that calls itself would never end', () => {
    expect(check(caller('a', 'a'), testCatalog).map(({ code }) => code)).toContain('CALLS_ITSELF');
  });

  test('a flow is not told of its own failures', () => {
    expect(codes(begin({ errorFlow: 'test' }).build())).toContain('OWN_ERROR_FLOW');
  });

  test('a circle over several flows is found at each of them, with the way round', () => {
    const found = across(caller('a', 'b'), caller('b', 'x', 'c'), caller('c', 'a'), caller('x'));
    expect(found.map(({ flowId }) => flowId)).toEqual(['a', 'b', 'c']);
    expect(found[0]?.problem.message).toContain('"a" → "b" → "c" → "a"');
  });

  test('calls that come together again are no circle', () => {
    expect(across(caller('a', 'b', 'c'), caller('b', 'd'), caller('c', 'd'), caller('d'))).toEqual([]);
  });
});
