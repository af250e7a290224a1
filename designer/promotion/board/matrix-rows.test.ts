import { expect, test } from 'vitest';
import type { Board } from '../../server/shapes.ts';
import type { BoardCell } from '../shapes.ts';
import { filterRows, matrixRows, moveFrom } from './matrix-rows.ts';

const order = ['dev', 'test', 'prod'];
const cell = (version: number): BoardCell => ({
  version,
  coming: null,
  since: '2026-11-01T08:00:00Z',
  by: 'Mara Lind',
  state: 'live',
  scheduledFor: null,
  promotion: null,
  runs24h: 10,
  failed24h: 0,
  openExceptions: 0,
  behind: 0,
});
const flow = (name: string, channel: string, latest: number, versions: Record<string, number>) => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  channel,
  draft: { changes: 0, errors: 0 },
  latest,
  cells: Object.fromEntries(Object.entries(versions).map(([env, version]) => [env, cell(version)])),
});
const board: Board = {
  flows: [
    flow('Stock to channels', 'Inventory', 31, { dev: 31, test: 31, prod: 30 }),
    flow('Shopify order', 'Orders', 15, { dev: 15, test: 14, prod: 13 }),
    flow('EDI order', 'Orders', 21, { dev: 21, test: 21 }),
    flow('Rolled back in dev', 'Orders', 5, { dev: 4, test: 5, prod: 5 }),
  ],
  lookups: [
    {
      name: 'uom',
      title: 'Units',
      cells: {
        dev: { version: 3, rows: 4, changedAt: null, changedBy: null, state: null, behind: 0 },
        test: { version: 9, rows: 4, changedAt: null, changedBy: null, state: null, behind: 2 },
      },
    },
  ],
  contracts: [],
  drift: [],
};
const rows = matrixRows(board, 'flows', order);
const named = (title: string) => rows.find((row) => row.title === title) ?? expect.fail(title);

test('rows stand by channel, then by name', () => {
  expect(rows.map((row) => row.title)).toEqual(['Stock to channels', 'EDI order', 'Rolled back in dev', 'Shopify order']);
});

test('an environment is behind when the one before has a newer version or it has none', () => {
  expect(named('Shopify order').cells.test?.isBehind).toBe(true);
  expect(named('EDI order').cells.prod?.isBehind).toBe(true);
  expect(named('Stock to channels').cells.test?.isBehind).toBe(false);
  expect(named('Rolled back in dev').cells.test?.isBehind).toBe(false);
});

test('a cell promotes onward, and from the last environment what waits before it', () => {
  expect(moveFrom(named('Shopify order'), 'test', order)).toEqual({ from: 'test', to: 'prod', version: 14 });
  expect(moveFrom(named('Shopify order'), 'prod', order)).toEqual({ from: 'test', to: 'prod', version: 14 });
  expect(moveFrom(named('Rolled back in dev'), 'prod', order)).toBeNull();
});

test('a version that runs nowhere goes to the first environment', () => {
  expect(moveFrom(named('Rolled back in dev'), 'dev', order)).toEqual({ from: null, to: 'dev', version: 5 });
});

test('a lookup is behind as the server says, since each environment counts its own versions', () => {
  const [uom] = matrixRows(board, 'lookups', order);
  expect(uom?.cells.test?.isBehind).toBe(true);
  expect(uom?.cells.prod?.isBehind).toBe(true);
  expect(uom?.cells.dev?.isBehind).toBe(false);
});

test('what is ahead of prod can be shown alone', () => {
  expect(filterRows(rows, { text: '', aheadOf: 'prod' }).map((row) => row.title)).toEqual([
    'Stock to channels',
    'EDI order',
    'Shopify order',
  ]);
  expect(filterRows(rows, { text: 'shop', aheadOf: null }).map((row) => row.title)).toEqual(['Shopify order']);
});
