import { expect, test } from 'vitest';
import { firstPage, insertRows, rowsOf, spanUnderWay, updateRows } from './run-pages.ts';
import { aRun } from './runs.fixture.ts';

const pages = {
  pages: [
    { items: [aRun({ id: 'c' }), aRun({ id: 'b' })], next: 'x' },
    { items: [aRun({ id: 'a' })], next: null },
  ],
  pageParams: [null, 'x'],
};
const ids = (of: Parameters<typeof rowsOf>[0]) => rowsOf(of).map((run) => run.id);

test('a reported state replaces the row where it stands', () => {
  const next = updateRows(pages, new Map([['a', aRun({ id: 'a', status: 'failed' })]]));
  expect(ids(next)).toEqual(['c', 'b', 'a']);
  expect(rowsOf(next)[2]?.status).toBe('failed');
  expect(next.pages[0]).toBe(pages.pages[0]);
});

test('a report that was under way when the run ended does not undo its end', () => {
  const ended = updateRows(pages, new Map([['a', aRun({ id: 'a', status: 'done', finishedAt: '2026-11-20T15:00:01Z' })]]));
  const next = updateRows(ended, new Map([['a', aRun({ id: 'a', status: 'running', finishedAt: null })]]));
  expect(rowsOf(next)[2]?.status).toBe('done');
});

test('a failed run that goes on is under way again', () => {
  const failed = updateRows(pages, new Map([['a', aRun({ id: 'a', status: 'failed', finishedAt: '2026-11-20T15:00:01Z' })]]));
  const next = updateRows(failed, new Map([['a', aRun({ id: 'a', status: 'queued', finishedAt: null })]]));
  expect(rowsOf(next)[2]?.status).toBe('queued');
});

test('new runs stand on top, newest first and once', () => {
  const fresh = [
    aRun({ id: 'd', createdAt: '2026-11-20T15:00:00Z' }),
    aRun({ id: 'e', createdAt: '2026-11-20T16:00:00Z' }),
    aRun({ id: 'c', createdAt: '2026-11-20T14:00:00Z' }),
  ];
  expect(ids(insertRows(pages, fresh))).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('a run that two pages hold is one row', () => {
  expect(
    ids({
      pages: [
        { items: [aRun({ id: 'a' })], next: 'x' },
        { items: [aRun({ id: 'a' })], next: null },
      ],
      pageParams: [],
    }),
  ).toEqual(['a']);
});

test('the first page stands alone with its own cursor', () => {
  expect(firstPage(pages)).toEqual({ pages: [pages.pages[0]], pageParams: [null] });
});

test('the span of rows under way holds the first and the last of them, and no other', () => {
  const rows = [
    aRun({ id: 'd', status: 'done', createdAt: '2026-11-20T17:00:00.000Z' }),
    aRun({ id: 'c', status: 'running', createdAt: '2026-11-20T16:00:00.000Z' }),
    aRun({ id: 'b', status: 'retrying', createdAt: '2026-11-20T15:00:00.000Z' }),
  ];
  expect(spanUnderWay(rows)).toEqual({ from: '2026-11-20T15:00:00.000Z', to: '2026-11-20T16:00:00.001Z' });
  expect(spanUnderWay(rows.slice(0, 1))).toBeNull();
});
