import { afterEach, beforeEach, expect, test } from 'vitest';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { anEngine, type TestEngine } from '../engine/test/an-engine.ts';
import { otherSide } from '../engine/test/other-side.ts';
import { idOf } from '../engine/test/stage.ts';
import type { LookupTable } from './lookup.ts';
import type { Saving } from './lookup-book.ts';

let side: Awaited<ReturnType<typeof otherSide>>;
let on: TestEngine;
beforeEach(async () => {
  side = await otherSide();
});
afterEach(async () => {
  await on.close();
  await side.close();
});

const ada: Saving = { by: 'Ada', why: 'test' };
const dates = [
  { name: 'from', type: 'date' as const, isKey: false },
  { name: 'to', type: 'date' as const, isKey: false },
];
const prices: LookupTable = {
  purpose: 'Price of an item',
  columns: [{ name: 'item', type: 'text', isKey: true }, { name: 'price', type: 'number', isKey: false }, ...dates],
  ignoreCase: false,
};
const inChicago = { from: 'from', to: 'to', zone: 'America/Chicago' };

async function start(value: string, table: LookupTable, rows: readonly (readonly (string | number | null)[])[]) {
  const flow = aFlow()
    .step('map', 'transform.set-fields', { fields: [{ name: 'price', value }] })
    .step('erp', 'connector.http', { ...sendOrder, body: { kind: 'json', value: '{{ item.price }}' } })
    .build();
  on = await anEngine({ flow, address: side.address, hasLookups: true });
  await on.lookups?.save('dev', 'price', { ...table, rows }, ada);
  return on;
}
const sent = () => side.received.map(({ body }) => JSON.parse(body) as unknown);
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const dayMs = 86_400_000;

test('the row counts that is in force at the time of the run; a retry after the change of year asks as of when the run began', async () => {
  side.behave((_, count) => ({ status: count === 2 ? 503 : 201 }));
  const { send, when, clock } = await start(
    '{{ lookup("price", "GLV") }}',
    { ...prices, effective: { from: 'from', to: null, zone: 'UTC' } },
    [],
  );
  const change = day(clock.now() + 2 * dayMs);
  const rows = [
    ['GLV', 10, null, null],
    ['GLV', 12, change, null],
  ];
  await on.lookups?.save('dev', 'price', { ...prices, rows }, ada);
  await when(idOf(await send({})), 'done');
  const waiting = idOf(await send({ n: 2 }));
  await when(waiting, 'retrying');
  clock.advance(3 * dayMs);
  await when(waiting, 'done');
  await when(idOf(await send({ n: 3 })), 'done');
  expect(sent()).toEqual([10, 10, 10, 12]);
});

test('a last day counts to its end where the table lives, and the message says when an entry counts again', async () => {
  const { send, when, clock } = await start('{{ lookup("price", "GLV") }}', { ...prices, effective: inChicago }, []);
  const today = day(clock.now());
  const rows = [
    ['GLV', 10, null, today],
    ['GLV', 12, day(clock.now() + 5 * dayMs), null],
  ];
  await on.lookups?.save('dev', 'price', { ...prices, effective: inChicago, rows }, ada);
  // 05:30 UTC of the next day: in Chicago it is still today.
  clock.advance(Date.parse(`${day(clock.now() + dayMs)}T05:30:00Z`) - clock.now());
  await when(idOf(await send({ n: 1 })), 'done');
  clock.advance(3_600_000);
  const late = await when(idOf(await send({ n: 2 })), 'failed');
  expect(sent()).toEqual([10]);
  expect(late.exceptions[0]?.error).toMatchObject({
    code: 'LOOKUP_MISS',
    message: expect.stringMatching(
      /^price has no entry for GLV that counts on .+\. The next one counts from .+\. Change its dates or add an entry, and replay\.$/,
    ),
  });
});

test('a price is asked for as of the day of the order', async () => {
  const rows = [
    ['GLV', 10, '2025-01-01', '2025-12-31'],
    ['GLV', 12, '2026-01-01', null],
  ];
  const value = '{{ [lookup.at("price", "GLV", item.day), lookup.at("price", "GLV", "2025-06-01T00:00:00Z", "to")] }}';
  const { send, when } = await start(value, { ...prices, effective: inChicago }, rows);
  await when(idOf(await send({ day: '2025-12-31' })), 'done');
  await when(idOf(await send({ day: '2026-01-01' })), 'done');
  const wrong = await when(idOf(await send({ day: 'soon' })), 'failed');
  expect(sent()).toEqual([
    [10, '2025-12-31'],
    [12, '2025-12-31'],
  ]);
  expect(wrong.exceptions[0]?.error).toMatchObject({ code: 'LOOKUP_TIME' });
});

test('a table may give a default for what it does not have; lookup.or and lookup.has still tell', async () => {
  const value =
    '{{ [lookup("price", item.k), lookup("price", item.k, "from"), lookup.or("price", item.k, "?"), lookup.has("price", item.k), lookup.row("price", item.k).price] }}';
  const missing = { kind: 'default', values: { price: 7 } } as const;
  const { send, when } = await start(value, { ...prices, missing }, [['GLV', 10, null, null]]);
  await when(idOf(await send({ k: 'NEW' })), 'done');
  await when(idOf(await send({ k: '' })), 'done');
  expect(sent()).toEqual([
    [7, null, '?', false, 7],
    [7, null, '?', false, 7],
  ]);
});

test('a table may pass keys through for its first column; other columns and empty keys stay exceptions', async () => {
  const { send, when } = await start('{{ lookup("price", item.k, item.column) }}', { ...prices, missing: { kind: 'pass' } }, []);
  await when(idOf(await send({ k: ' NEW ', column: 'price' })), 'done');
  expect((await when(idOf(await send({ k: 'NEW', column: 'from' })), 'failed')).exceptions[0]?.error.code).toBe('LOOKUP_MISS');
  expect((await when(idOf(await send({ k: '', column: 'price' })), 'failed')).exceptions[0]?.error.message).toContain('empty key');
  expect(sent()).toEqual(['NEW']);
});

test.each([
  [
    { effective: { from: 'price', to: null, zone: 'UTC' } },
    [],
    'body.effective.from "price" is no date column beside the key; use one of from, to.',
  ],
  [
    { effective: { from: 'from', to: 'to', zone: 'Moon' } },
    [],
    'body.effective.zone "Moon" is no time zone; use a name such as America/Chicago or UTC.',
  ],
  [
    { missing: { kind: 'default', values: { colour: 1 } } },
    [],
    'body.missing.values.colour is no column that is looked up; there are price, from, to.',
  ],
  [
    { missing: { kind: 'default', values: { price: 'many' } } },
    [],
    'The default for "price" is "many", which is no number; write 12.5, or make the column text.',
  ],
  [
    { effective: inChicago },
    [
      ['GLV', 10, null, '2026-06-30'],
      ['GLV', 11, '2026-06-30', null],
    ],
    'Row 2 counts for GLV while row 1 still does; let that one end before this one begins.',
  ],
  [{ effective: inChicago }, [['GLV', 10, '2026-06-30', '2026-06-01']], 'Row 1 ends before it begins: "to" lies before "from".'],
  [
    { effective: { ...inChicago, to: null } },
    [
      ['GLV', 10, '2026-06-30', null],
      ['GLV', 11, '2026-06-30', null],
    ],
    'Row 2 counts for GLV from the same day as row 1; keep one of them.',
  ],
])('%j with rows %j is refused', async (rules, rows, message) => {
  await start('{{ 1 }}', prices, []);
  await expect(on.lookups?.save('dev', 'price', { ...prices, ...rules, rows } as never, ada)).rejects.toThrow(message);
});
