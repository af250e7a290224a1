import { expect, test } from 'vitest';
import type { Grant } from '../access/grants.ts';
import { mayOf } from '../access/sessions.ts';
import type { Board, FlowCell } from '../board/board.ts';
import { seenBoard } from './seen-board.ts';

const cell: FlowCell = {
  version: 3,
  coming: { version: 4, share: 10 },
  since: '2026-11-02T08:00:00Z',
  by: 'J. Reyes',
  state: 'paused',
  scheduledFor: null,
  promotion: 'PR-7',
  runs24h: 120,
  failed24h: 4,
  openExceptions: 2,
  behind: 1,
};
const flow = (id: string, channel: string, cells: Record<string, FlowCell>) => ({
  id,
  name: id,
  channel,
  draft: { changes: 0, errors: 0 },
  latest: 4,
  cells,
});
const thing = { version: 2, rows: 40, changedAt: null, changedBy: 'J. Reyes', state: 'live', behind: 0 } as const;
const drift = (env: string, kind: 'flow' | 'variable', name: string) => ({ env, kind, name, words: 'changed by hand', at: 'now' });
const board: Board = {
  flows: [flow('orders', 'Amazon', { test: cell, prod: cell }), flow('retail', 'Retail', { test: cell })],
  lookups: [
    { name: 'sites', title: 'sites', cells: { test: thing, prod: thing } },
    { name: 'banks', title: 'banks', cells: { prod: thing } },
  ],
  contracts: [],
  drift: [
    drift('prod', 'variable', 'site'),
    drift('test', 'variable', 'site'),
    drift('test', 'flow', 'retail'),
    drift('prod', 'flow', 'orders'),
  ],
};
const classOf = (env: string) => (env === 'prod' || env === 'test' ? env : null);
const seenWith = (...grants: Grant[]) => seenBoard(board, mayOf(grants, classOf));

test('an environment without a role shows which versions run there, and neither figures nor states, rows or drift', () => {
  const seen = seenWith({ role: 'analyst', envs: ['test'], channels: ['Amazon'] });
  const prod = { version: 3, coming: null, behind: 1, since: null, by: null, state: null, scheduledFor: null, promotion: null };
  expect(seen.flows).toEqual([
    flow('orders', 'Amazon', { test: cell, prod: { ...prod, runs24h: null, failed24h: null, openExceptions: null } }),
  ]);
  expect(seen.lookups).toEqual([{ name: 'sites', title: 'sites', cells: { test: thing } }]);
  expect(seen.drift).toEqual([drift('test', 'variable', 'site')]);
});

test('a flow that only waits to come into such an environment is not told of', () => {
  const waiting = { ...board, flows: [flow('orders', 'Amazon', { test: cell, prod: { ...cell, version: null, state: 'approval' } })] };
  const may = mayOf([{ role: 'viewer', envs: ['test'], channels: 'all' }], classOf);
  expect(Object.keys(seenBoard(waiting, may).flows[0]?.cells ?? {})).toEqual(['test']);
});

test('who has roles everywhere sees all of it', () => {
  expect(seenWith({ role: 'viewer', envs: 'all', channels: 'all' })).toEqual(board);
});
