import { expect, test } from 'vitest';
import type { Board, EnvironmentDetail } from '../server/shapes.ts';
import { factsOf } from './environment-facts.ts';

const cell = (version: number, since: string, openExceptions: number) =>
  ({ version, since, openExceptions }) as Board['flows'][number]['cells'][string];
const board = {
  flows: [
    { name: 'Orders', cells: { prod: cell(13, '2026-10-28T08:00:00Z', 3), dev: cell(15, '2026-11-20T08:00:00Z', 0) } },
    { name: 'Stock', cells: { prod: cell(30, '2026-11-02T08:00:00Z', 5) } },
  ],
} as unknown as Board;
const environments = [
  { name: 'dev', workers: [{}] },
  { name: 'test', workers: [] },
  { name: 'prod', workers: [{}, {}] },
] as unknown as EnvironmentDetail[];

test('an environment has its workers, its open exceptions and what was deployed last', () => {
  const facts = factsOf(board, environments);
  expect(facts.get('prod')).toEqual({ workers: 2, openExceptions: 8, last: { what: 'Stock v30', at: '2026-11-02T08:00:00Z' } });
  expect(facts.get('test')).toEqual({ workers: 0, openExceptions: 0, last: null });
});

test('without the list of environments the workers are not known', () => {
  expect(factsOf(board, undefined).get('dev')?.workers).toBeNull();
  expect(factsOf(undefined, environments).size).toBe(0);
});
