import { describe, expect, test } from 'vitest';
import { aFlow } from '../../engine/test/a-flow.ts';
import { compareFacts, toldOnce, withoutDrift } from './compare-facts.ts';
import type { Facts } from './facts.ts';
import { pairSent, type Sent } from './sent.ts';

const flow = aFlow()
  .step('rate', 'transform.set-fields', { fields: [] })
  .step('erp', 'connector.http', { connection: 'erp' })
  .step('note', 'transform.set-fields', { fields: [] })
  .build();
const both = { before: flow, after: flow };
const nobody: ReadonlySet<string> = new Set();

const order = (body: unknown, path = '/orders'): Sent => ({ method: 'POST', path, query: {}, body });
const facts = (more: Partial<Facts> = {}): Facts => ({
  status: 'done',
  error: null,
  requests: {},
  outputs: {},
  errors: {},
  decisions: {},
  ...more,
});

describe('two outcomes of the same message', () => {
  test('are the same when everything that was sent would be sent', () => {
    const sent = facts({ requests: { erp: [order({ n: 1 }), order({ n: 2 })] } });
    const swapped = facts({ requests: { erp: [order({ n: 2 }), order({ n: 1 })] } });
    expect(compareFacts(sent, swapped, both, nobody)).toEqual([]);
  });

  test('differ by the field of the request, with what was and what would be', () => {
    const then = facts({ requests: { erp: [order({ n: 1, lines: [{ sku: 'A' }], old: 1 })] } });
    const would = facts({ requests: { erp: [order({ n: 1, lines: [{ sku: 'B' }], more: 1 })] } });
    expect(compareFacts(then, would, both, nobody)).toMatchObject([
      { part: 'request', step: 'erp', kind: 'differs', path: ['body', 'lines', 0, 'sku'], from: 'A', to: 'B' },
      { kind: 'missing', path: ['body', 'old'], from: 1 },
      { kind: 'unexpected', path: ['body', 'more'], to: 1 },
    ]);
  });

  test('differ by requests that would not be sent, or sent as well', () => {
    const then = facts({ requests: { erp: [order({ n: 1 }), order({ n: 2 })] } });
    const would = facts({ requests: { erp: [order({ n: 2 })], note: [order({ n: 2 }, '/notes')] } });
    expect(compareFacts(then, would, both, nobody)).toMatchObject([
      { step: 'erp', kind: 'not-sent', from: { body: { n: 1 } } },
      { step: 'note', kind: 'sent', to: { path: '/notes' } },
    ]);
  });

  test('differ by how they end, what fails, and what leaves the flow', () => {
    const then = facts({ outputs: { 'note.out': [{ ok: true }] } });
    const would = facts({ status: 'failed', errors: { rate: ['NO_RATE'] } });
    expect(compareFacts(then, would, both, nobody)).toMatchObject([
      { part: 'status', step: 'rate', from: 'done', to: 'failed', code: 'NO_RATE' },
      { part: 'output', step: 'note', port: 'out', kind: 'count', from: 1, to: 0 },
      { part: 'error', step: 'rate', kind: 'count', from: 0, to: 1 },
    ]);
    // What fails does not go on.
    expect(toldOnce(compareFacts(then, would, both, nobody))).toMatchObject([{ part: 'status', step: 'rate' }]);
  });

  test('a call without a recorded answer is no fault, and what comes after it is not known', () => {
    const then = facts({ outputs: { 'note.out': [{ ok: true }] } });
    const would = facts({ status: 'failed', errors: { erp: ['NO_RECORDED_ANSWER'] }, requests: { erp: [order({ n: 1 })] } });
    expect(compareFacts(then, would, both, new Set(['erp']))).toMatchObject([{ part: 'request', step: 'erp', kind: 'sent' }]);
  });

  test('but what fails before it is one', () => {
    const would = facts({ status: 'failed', errors: { erp: ['NO_RECORDED_ANSWER'], rate: ['NO_RATE'] } });
    expect(compareFacts(facts(), would, both, new Set(['erp']))).toMatchObject([{ part: 'status' }, { part: 'error', step: 'rate' }]);
  });
});

test('what the version that ran shows as well, run again, comes from what has changed since', () => {
  const then = facts({ requests: { erp: [order({ rate: 1, priority: 'normal' })] } });
  const would = facts({ requests: { erp: [order({ rate: 2, priority: 'priority' })] } });
  const again = facts({ requests: { erp: [order({ rate: 2, priority: 'normal' })] } });
  const found = withoutDrift(compareFacts(then, would, both, nobody), compareFacts(then, again, both, nobody));
  expect(found).toMatchObject([{ path: ['body', 'priority'], from: 'normal', to: 'priority' }]);
  expect(found).toHaveLength(1);
});

test('a change of a field is told once, where it is sent', () => {
  const then = facts({ requests: { erp: [order({ priority: 'normal' })] }, decisions: { rate: [{ priority: 'normal', days: 1 }] } });
  const would = facts({ requests: { erp: [order({ priority: 'high' })] }, decisions: { rate: [{ priority: 'high', days: 2 }] } });
  expect(toldOnce(compareFacts(then, would, both, nobody))).toMatchObject([
    { part: 'request', path: ['body', 'priority'] },
    { part: 'decision', path: [0, 'days'] },
  ]);
});

test('a request is held against the one that is most like it', () => {
  const [a, b] = [order({ n: 1, city: 'Oslo' }), order({ n: 2, city: 'Bergen' })];
  const { both: pairs } = pairSent([a, b], [order({ n: 2, city: 'Voss' }), order({ n: 1, city: 'Hamar' })]);
  expect(pairs.map(([was, is]) => [was.body, is.body])).toEqual([
    [b.body, { n: 2, city: 'Voss' }],
    [a.body, { n: 1, city: 'Hamar' }],
  ]);
});
