import { decisionTableReport } from '@crossdock/nodes/rule/decision-table-report';
import { describe, expect, test } from 'vitest';
import { findingsOf } from './findings.ts';
import { decisionOf, hitsOf, isSameDecision, type Rules } from './impact.ts';
import { type Asked, askedOf, nearMisses, outcomeOf } from './match.ts';
import { aTable } from './table.fixture.ts';

const rules = (table: Rules['table'], more: Partial<Rules> = {}): Rules => ({
  table,
  hitPolicy: 'first',
  onNoMatch: 'fail',
  defaults: [],
  ...more,
});
const record = (total: unknown, channel: unknown): Asked[] => [
  askedOf({ ok: true, value: total }, 'number'),
  askedOf({ ok: true, value: channel }, 'text'),
];
const table = aTable(['>= 100', 'B2B', 'big'], ['-', 'B2B', 'business'], ['-', '-', 'normal']);

describe('what a table does with a record', () => {
  test('the rows that match, and under first the one that counts', () => {
    expect(outcomeOf(table, record('150.00', 'B2B')).rows).toEqual([0, 1, 2]);
    expect(decisionOf(rules(table), record(150, 'B2B'))).toEqual({ kind: 'rows', rows: [1], result: { route: 'big' } });
  });

  test('two rows under unique, and results that differ under any, fail the record', () => {
    expect(decisionOf(rules(table, { hitPolicy: 'unique' }), record(150, 'B2B'))).toMatchObject({ kind: 'fails', rows: [1, 2, 3] });
    const agreeing = aTable(['> 1', '-', 'x'], ['> 2', '-', 'x']);
    expect(decisionOf(rules(agreeing, { hitPolicy: 'any' }), record(5, null))).toMatchObject({ kind: 'rows', result: { route: 'x' } });
  });

  test('no row: the default, the record as it is, or a failure', () => {
    const only = aTable(['> 100', '-', 'big']);
    expect(decisionOf(rules(only), record(1, null)).kind).toBe('fails');
    expect(decisionOf(rules(only, { onNoMatch: 'pass' }), record(1, null)).kind).toBe('pass');
    expect(decisionOf(rules(only, { onNoMatch: 'default', defaults: ['small'] }), record(1, null)).result).toEqual({ route: 'small' });
  });

  test('a value that is hidden, or of another type, says that nothing can be said', () => {
    expect(outcomeOf(table, record('[redacted]', 'B2B'))).toEqual({ rows: [], blocked: [0] });
    expect(askedOf({ ok: true, value: '[redacted]' }, 'text')).toMatchObject({ ok: false, isHidden: true });
    expect(askedOf({ ok: true, value: 'much' }, 'number')).toMatchObject({ ok: false, why: '"much" is no number' });
    expect(decisionOf(rules(table), record({}, 'B2B')).kind).toBe('unknown');
  });

  test('the row that almost matched, and the cell it failed in', () => {
    expect(nearMisses(aTable(['>= 100', 'B2B', 'a'], ['< 50', 'B2C', 'b'], ['< 50', 'B2B', 'c']), record(70, 'B2B'), 5)).toEqual([
      { row: 0, fails: [0] },
      { row: 2, fails: [0] },
    ]);
  });
});

describe('what a changed table means for past records', () => {
  test('rows may have moved: only the result counts', () => {
    const moved = aTable(
      ['-', 'B2C', 'none'],
      ...[
        ['>= 100', 'B2B', 'big'],
        ['-', 'B2B', 'business'],
        ['-', '-', 'normal'],
      ],
    );
    const [was, is] = [decisionOf(rules(table), record(150, 'B2B')), decisionOf(rules(moved), record(150, 'B2B'))];
    expect([was.rows, is.rows, isSameDecision(was, is)]).toEqual([[1], [2], true]);
    const stricter = aTable(['>= 200', 'B2B', 'big'], ['-', 'B2B', 'business'], ['-', '-', 'normal']);
    expect(isSameDecision(was, decisionOf(rules(stricter), record(150, 'B2B')))).toBe(false);
  });

  test('counts how often each row would have counted, and what cannot be compared', () => {
    const hits = hitsOf(rules(table), [
      record(150, 'B2B'),
      record(1, 'B2B'),
      record(1, 'web'),
      record(2, 'web'),
      record('[redacted]', 'x'),
    ]);
    expect(hits).toEqual({ perRow: [1, 1, 2], most: 2, compared: 4, unknown: 1, unmatched: 0 });
  });
});

describe('the checks of a table', () => {
  const findings = (of: Rules) => findingsOf(decisionTableReport(of.table), of).map(({ severity, sentence }) => `${severity}: ${sentence}`);
  const overlapping = aTable(['>= 100', 'NV', 'x'], ['> 5000', '-', 'y'], ['-', '-', 'z']);

  test('an overlap is an error where one row may match, with an example, and nothing where the first one wins', () => {
    expect(findings(rules(overlapping, { hitPolicy: 'unique' }))[0]).toBe(
      'error: Rows 1 and 2 both match Total 5001 and Channel NV: the record fails.',
    );
    expect(findings(rules(overlapping))).toEqual([]);
    expect(findings(rules(overlapping, { hitPolicy: 'collect' }))).toEqual([]);
  });

  test('a row that never fires is a warning where the first one wins', () => {
    expect(findings(rules(aTable(['-', '-', 'x'], ['> 5', 'A', 'y'])))).toEqual([
      'warning: Row 2 never fires: row 1 above takes everything it asks for.',
    ]);
  });

  test('a gap says what becomes of the record', () => {
    const gap = aTable(['> 5', '-', 'x']);
    expect(findings(rules(gap))).toEqual(['warning: No row for Total <= 5: the record fails.']);
    expect(findings(rules(gap, { onNoMatch: 'default' }))).toEqual(['hint: No row for Total <= 5: the default result is given.']);
  });

  test('rows that ask for the same are named where all of them count', () => {
    expect(findings(rules(aTable(['-', '-', 'x'], ['-', '-', 'x']), { hitPolicy: 'collect' }))).toEqual([
      'hint: Rows 1 and 2 are the same.',
    ]);
  });
});
