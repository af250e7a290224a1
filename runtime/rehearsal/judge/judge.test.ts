import { type TestCase, testCaseSchema } from '@crossdock/flows/document/flow';
import { cpuTime } from '@crossdock/nodes/test/cpu-time';
import { describe, expect, test } from 'vitest';
import { judge, type Outcome } from './judge.ts';

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  status: 'done',
  error: null,
  outputs: {},
  requests: {},
  errors: {},
  violations: {},
  ...more,
});
const messages = (expected: Record<string, unknown>, came: Partial<Outcome>) => {
  const given: TestCase = testCaseSchema.parse({ id: 'a', name: 'A', message: {}, expect: expected });
  return judge(given, outcome(came)).map(({ message }) => message);
};
const order = {
  number: '4711',
  lines: [
    { sku: 'A', quantity: 1 },
    { sku: 'B', quantity: 23 },
  ],
};

describe('a difference is told with its place', () => {
  test('deep inside a record', () => {
    expect(messages({ outputs: { 'map.out': [{ lines: [{}, { quantity: 24 }] }] } }, { outputs: { 'map.out': [order] } })).toEqual([
      'outputs.map.out[0].lines[1].quantity: expected 24, but it is 23',
    ]);
  });

  test('a field that is not there', () => {
    expect(messages({ outputs: { 'map.out': [{ po: '1' }] } }, { outputs: { 'map.out': [order] } })).toEqual([
      'outputs.map.out[0].po: expected "1", but it is missing',
    ]);
  });

  test('a list of another length, once and not for each entry', () => {
    expect(messages({ outputs: { 'map.out': [{ lines: [{ sku: 'Z' }] }] } }, { outputs: { 'map.out': [order] } })).toEqual([
      expect.stringMatching(/^outputs\.map\.out\[0\]\.lines: expected 1 entry, but there are 2: /),
    ]);
  });

  test('records that did not come', () => {
    expect(messages({ outputs: { 'map.out': [{}, {}] } }, {})).toEqual(['outputs.map.out: expected 2 records, but there are none: []']);
  });

  test('the status, with the reason', () => {
    expect(messages({}, { status: 'failed', error: { code: 'X', message: 'It broke.' } })).toEqual([
      'status: expected done, but it is failed (X: It broke.)',
    ]);
  });

  test('requests and error codes', () => {
    expect(
      messages(
        { requests: { erp: [{ body: { a: 1 } }] }, errors: { erp: ['GONE'] } },
        { requests: { erp: [{ body: { a: 2, b: 3 } }] }, errors: { erp: ['BUSY'] } },
      ),
    ).toEqual(['requests.erp[0].body.a: expected 1, but it is 2', 'errors.erp[0]: expected "GONE", but it is "BUSY"']);
  });
});

describe('how much must agree', () => {
  test('a subset leaves further fields alone', () => {
    expect(messages({ outputs: { 'map.out': [{ number: '4711' }] } }, { outputs: { 'map.out': [order] } })).toEqual([]);
  });

  test('exact names each field that was not expected', () => {
    const expected = { outputs: { 'map.out': [{ number: '4711' }] }, match: { 'map.out': 'exact' } };
    expect(messages(expected, { outputs: { 'map.out': [{ number: '4711', channel: 'web' }] } })).toEqual([
      'outputs.map.out[0].channel: is not expected, but it is "web"',
    ]);
  });

  test('a schema judges each record, and asks for at least one', () => {
    const expected = { schemas: { 'map.out': 'order@1' }, match: { 'map.out': 'schema' }, outputs: { 'map.out': [{ other: 1 }] } };
    const violations = { 'map.out': [{ item: 0, path: 'lines[0].sku', message: 'is missing' }] };
    expect(messages(expected, { outputs: { 'map.out': [order] }, violations })).toEqual(['outputs.map.out[0].lines[0].sku: is missing']);
    expect(messages(expected, {})).toEqual(['outputs.map.out: expected records that fit the schema, but there are none']);
  });
});

describe('placeholders stand for what differs from run to run', () => {
  const record = { id: 'SO-17', at: '2026-11-21T08:00:00Z', total: '12.4999', note: null };
  const found = (expected: unknown) => messages({ outputs: { 'map.out': [expected] } }, { outputs: { 'map.out': [record] } });

  test('those that fit', () => {
    expect(found({ id: { $like: 'SO-*' }, at: { $any: 'date' }, total: { $near: 12.5, $within: 0.01 }, note: { $any: true } })).toEqual([]);
    expect(found({ gone: { $absent: true } })).toEqual([]);
  });

  test('those that do not', () => {
    expect(found({ id: { $like: 'PO-?' } })).toEqual(['outputs.map.out[0].id: expected a text like PO-?, but it is "SO-17"']);
    expect(found({ total: { $near: 12 } })).toEqual(['outputs.map.out[0].total: expected 12 within 0.005, but it is "12.4999"']);
    expect(found({ gone: { $any: true } })).toEqual(['outputs.map.out[0].gone: expected any value, but it is missing']);
    expect(found({ id: { $absent: true } })).toEqual(['outputs.map.out[0].id: expected no such field, but it is "SO-17"']);
  });

  test('an object that only looks like one stands for itself', () => {
    expect(found({ id: { $any: true, and: 'more' } })).toHaveLength(1);
  });

  test('a pattern of stars takes no time', () => {
    const expected = { outputs: { 'map.out': [{ text: { $like: `${'*a'.repeat(30)}b` } }] } };
    const judge = () => expect(messages(expected, { outputs: { 'map.out': [{ text: 'a'.repeat(5000) }] } })).toHaveLength(1);
    expect(cpuTime(judge)).toBeLessThan(500);
  });
});
