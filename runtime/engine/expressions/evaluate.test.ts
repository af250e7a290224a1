import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { noTables } from '../../lookups/lookup-tables.ts';
import { loadBundle } from '../../sandbox/bundle.ts';
import { createProcessSandbox } from '../../sandbox/process-sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { noVariables } from '../../variables/variable-source.ts';
import { type Evaluation, evaluateExpressions } from './evaluate.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createProcessSandbox({ bundle: await loadBundle() });
});
afterAll(() => sandbox.close());

const evaluate = (expressions: string[], items: unknown[], more: Partial<Evaluation> = {}) =>
  evaluateExpressions(
    { sandbox, tables: noTables, variables: noVariables, clock: testClock() },
    { env: 'dev', expressions, items, ...more },
  );
const wrong = async (expression: string, item: unknown) => {
  const result = (await evaluate([expression], [item]))[0]?.[0];
  if (result?.ok !== false) throw new Error(`it gave ${JSON.stringify(result)}`);
  return { error: result.error, part: result.at && expression.slice(result.at.from, result.at.to) };
};

test('every expression is tried on every record, with the function library and the loop it stands in', async () => {
  const orders = [{ price: '0.10', name: 'A' }, { price: '0.20' }];
  const templates = ['{{ money.multiply(item.price, 3) }}', 'Order {{ item.name }}!', '{{ index }} {{ each.sku }} {{ env }}', 'plain'];
  expect(await evaluate(templates, orders, { each: { sku: 'X' }, index: 4 })).toEqual(
    [
      ['0.30', '0.60'],
      ['Order A!', 'Order !'],
      ['4 X dev', '4 X dev'],
      ['plain', 'plain'],
    ].map((values) => values.map((value) => ({ ok: true, value }))),
  );
});

test('one record that fails does not take the others with it', async () => {
  const [results] = await evaluate(['{{ item.shipTo.city }}'], [{ shipTo: { city: 'Gent' } }, {}]);
  expect(results?.[0]).toEqual({ ok: true, value: 'Gent' });
  expect(results?.[1]).toEqual({
    ok: false,
    error: 'item.shipTo is missing, so "city" cannot be read from it',
    at: { from: 3, to: 19 },
  });
});

test('an error stands at the very part that failed, also in a loop and on a later line', async () => {
  expect(await wrong('{{ item.lines.map((line) => line.price.amount) }}', { lines: [{}] })).toEqual({
    error: 'line.price is missing, so "amount" cannot be read from it',
    part: 'line.price.amount',
  });
  expect(await wrong('Total {{ item.lines\n  .map((line) => money.add(line.a, 1)) }}', { lines: [{ a: 'x' }] })).toMatchObject({
    part: 'money.add(line.a, 1)',
  });
  expect(await wrong('{{ item.total() }}', { total: 1 })).toEqual({ error: 'item.total is not a function', part: 'item.total' });
});

test('what cannot be compiled is marked by its position', async () => {
  expect(await wrong('Order {{ itm.name }}', {})).toEqual({ error: expect.stringContaining('did you mean "item"?'), part: 'itm' });
  expect(await wrong('{{ item.a + }}', {})).toMatchObject({ error: 'the expression ends too early', part: '+' });
  expect(await wrong('a {{ item.a', {})).toMatchObject({ part: '{{ item.a' });
  expect(await wrong('{{  }}', {})).toMatchObject({ error: 'the expression is empty', part: '{{  }}' });
});

test('an expression without end costs the others nothing but time', async () => {
  const results = await evaluate(['{{ item.a }}', '{{ (function again() { for (;;) {} })() }}'], [{ a: 1 }]);
  expect(results[0]).toEqual([{ ok: true, value: 1 }]);
  expect(results[1]?.[0]).toMatchObject({ ok: false, error: expect.stringContaining('400 ms'), at: null });
});

test('two hundred expressions on two hundred records are one quick call', async () => {
  const expressions = Array.from({ length: 200 }, (_, n) => `{{ item.n + ${n} }}`);
  const items = Array.from({ length: 200 }, (_, n) => ({ n }));
  const results = await evaluate(expressions, items);
  expect(results[199]?.[199]).toEqual({ ok: true, value: 398 });
});
