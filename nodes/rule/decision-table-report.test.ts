import { describe, expect, test } from 'vitest';
import { decisionTableReport } from './decision-table-report.ts';
import { type CellType, cellHolds, parseCell, toCellValue } from './unary-test.ts';

const table = (types: CellType[], ...rows: string[][]) => ({
  inputs: types.map((type) => ({ type })),
  rows: rows.map((when, i) => ({ when, give: [i] })),
});
const whens = (regions: readonly { when: readonly string[] }[]) => regions.map(({ when }) => when);

/** The same numbers each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

describe('the report of a decision table', () => {
  test('a table without overlap and gap', () => {
    expect(decisionTableReport(table(['number'], ['< 10'], ['10..50'], ['> 50']))).toEqual({
      overlaps: [],
      gaps: [],
      hidden: [],
      duplicates: [],
      outside: [],
      unreadable: [],
      isComplete: true,
    });
  });

  test('says for which values two rows match, with a value of each', () => {
    const report = decisionTableReport(table(['number', 'text'], ['> 5,000', '-'], ['>= 100', 'NV, CA'], ['-', 'not(NV)']));
    expect(report.overlaps).toMatchObject([
      { rows: [1, 2], when: ['> 5000', 'NV, CA'], example: ['5001', 'NV'], sameResult: false },
      { rows: [1, 3], when: ['> 5000', 'not(NV)'], example: ['5001', 'CA'], sameResult: false },
      { rows: [2, 3], when: ['>= 100', 'CA'], example: ['2550', 'CA'], sameResult: false },
    ]);
    expect(whens(report.gaps)).toEqual([['< 100', 'NV']]);
  });

  test('finds the gap at a border', () => {
    expect(whens(decisionTableReport(table(['number'], ['< 10'], ['(10..50]'])).gaps)).toEqual([['10, > 50']]);
    const dated = decisionTableReport(table(['date', 'boolean'], ['< 2026-01-01', '-'], ['>= 2026-01-01', 'true']));
    expect(dated.gaps).toEqual([{ when: ['>= 2026-01-01', 'false'], example: ['2026-01-02', 'false'] }]);
  });

  test('looks for gaps and overlaps only among the values that are allowed', () => {
    const inputs = [{ type: 'text', allowed: 'EU, US, UK' } as const, { type: 'number', allowed: '>= 0' } as const];
    const rows = [
      { when: ['EU', '-'], give: [1] },
      { when: ['US', '< 100'], give: [2] },
      { when: ['US', '>= 100'], give: [2] },
      { when: ['FR', '-'], give: [3] },
    ];
    const report = decisionTableReport({ inputs, rows });
    expect(whens(report.gaps)).toEqual([['UK', '>= 0']]);
    expect(report.outside).toEqual([4]);
  });

  test('names rows that can never fire first, and the row that takes all of theirs', () => {
    const report = decisionTableReport(table(['number'], ['< 10'], ['10..50'], ['0..50'], ['5..8'], ['-'], ['empty']));
    expect(report.hidden).toEqual([
      { row: 3, by: null },
      { row: 4, by: 1 },
      { row: 6, by: 5 },
    ]);
  });

  test('a last row for the missing value is reached', () => {
    expect(decisionTableReport(table(['boolean'], ['true'], ['false'], ['-'])).hidden).toEqual([]);
    expect(decisionTableReport(table(['text', 'boolean'], ['A', '-'], ['A', 'true'])).hidden).toEqual([{ row: 2, by: 1 }]);
  });

  test('names rows that ask for the same, however it is written', () => {
    const { duplicates } = decisionTableReport(table(['number', 'text'], ['>= 2,500.00', 'A, B'], ['-', 'C'], ['>= 2500', 'B, A']));
    expect(duplicates).toEqual([{ rows: [1, 3], sameResult: false }]);
  });

  test('leaves out rows it cannot read', () => {
    const report = decisionTableReport(table(['number'], ['> x'], ['-']));
    expect(report.overlaps).toEqual([]);
    expect(report.unreadable).toEqual([1]);
  });

  test('a border is one value, however many zeros it is written with', () => {
    const report = decisionTableReport(table(['number'], ['< 1.5'], ['1.50'], ['> 1.500']));
    expect([report.gaps, report.overlaps]).toEqual([[], []]);
  });

  test('agrees with trying every value, the missing one included', () => {
    const random = dice(11);
    const one = <T>(...choices: T[]) => choices[random(choices.length)] as T;
    const cells: Record<CellType, () => string> = {
      number: () =>
        one(
          '-',
          `< ${random(5)}`,
          `>= ${random(5)}`,
          `${random(3)}..${2 + random(3)}`,
          `(0..${1 + random(4)})`,
          `not(${random(5)})`,
          '2, empty',
          'empty',
        ),
      text: () => one('-', 'A', 'B', 'A, B', 'not(A)', 'not(empty)', 'B, empty'),
      boolean: () => one('-', 'true', 'false', 'empty'),
      date: () => one('-', '< 2026-01-02', '2026-01-02', '2026-01-01..2026-01-03', '> 2026-01-03'),
    };
    const values: Record<CellType, unknown[]> = {
      number: [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, null],
      text: ['A', 'B', 'C', null],
      boolean: [true, false, null],
      date: ['2025-12-31', '2026-01-01', '2026-01-01T12:00:00Z', '2026-01-02', '2026-01-02T12:00:00Z', '2026-01-03', '2026-01-04', null],
    };
    const holds = (when: readonly string[], types: readonly CellType[], record: readonly unknown[]) =>
      when.every((cell, c) => cellHolds(parseCell(cell, types[c] as CellType), toCellValue(record[c], types[c] as CellType)));
    for (let round = 0; round < 250; round++) {
      const types: CellType[] = [one('number', 'date'), 'text', ...(random(3) === 0 ? (['boolean'] as const) : [])];
      const rows = Array.from({ length: 1 + random(6) }, () => types.map((type) => cells[type]()));
      const allowed = types.map((type) => (random(4) === 0 ? cells[type]() : '-'));
      const inputs = types.map((type, c) => ({ type, allowed: allowed[c] }));
      const report = decisionTableReport({ inputs, rows: rows.map((when, i) => ({ when, give: [i] })) });
      const fired = rows.map(() => false);
      const firedFirst = rows.map(() => false);
      let records: unknown[][] = [[]];
      for (const type of types) records = records.flatMap((record) => values[type].map((value) => [...record, value]));
      for (const record of records) {
        if (!holds(allowed, types, record)) continue;
        const context = { round, rows, allowed, record };
        const hits = rows.flatMap((row, i) => (holds(row, types, record) ? [i + 1] : []));
        for (const hit of hits) fired[hit - 1] = true;
        if (hits[0]) firedFirst[hits[0] - 1] = true;
        if (!record.includes(null)) {
          const isInGap = report.gaps.some(({ when }) => holds(when, types, record));
          expect({ ...context, isInGap }).toEqual({ ...context, isInGap: hits.length === 0 });
        }
        const overlaps = report.overlaps.filter(({ when }) => holds(when, types, record)).map(({ rows: pair }) => pair);
        const pairs = hits.flatMap((a, i) => hits.slice(i + 1).map((b) => [a, b]));
        expect({ ...context, overlaps }).toEqual({ ...context, overlaps: pairs });
      }
      const shown = { rows: JSON.stringify(rows), allowed };
      expect({ ...shown, outside: report.outside }).toEqual({ ...shown, outside: fired.flatMap((is, i) => (is ? [] : [i + 1])) });
      const hidden = [...report.hidden.map(({ row }) => row), ...report.outside].sort((a, b) => a - b);
      expect({ ...shown, hidden }).toEqual({ ...shown, hidden: firedFirst.flatMap((is, i) => (is ? [] : [i + 1])) });
      for (const gap of report.gaps) {
        const example = gap.example.map((value) => (value === null ? null : value.replace(/^"|"$/g, '')));
        expect({ ...shown, gap, holds: holds(gap.when, types, example) }).toMatchObject({ holds: true });
        expect(rows.some((row) => holds(row, types, example))).toBe(false);
      }
    }
  });

  test.each([
    ['2,000 rows of prices by weight, zone and service', bigTariff(2000)],
    ['2,000 rows of SKUs with many anythings', bigAssignment(2000)],
    ['300 rows and 8 columns of ranges that overlap', tangled(300, 8)],
    ['2,000 rows and 50 columns', tangled(2000, 50)],
  ])('looks through %s in time', (_title, big) => {
    decisionTableReport(tangled(50, 3));
    // What this thread computes, however busy the machine is.
    const started = process.threadCpuUsage();
    decisionTableReport(big);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(1500);
  });
});

function bigTariff(count: number) {
  return table(
    ['number', 'text', 'text'],
    ...Array.from({ length: count }, (_, i) => [
      `[${Math.floor(i / 20) * 5}..${Math.floor(i / 20) * 5 + 5})`,
      `Z${i % 10}`,
      i % 20 < 10 ? 'ground' : 'air',
    ]),
  );
}

function bigAssignment(count: number) {
  return table(
    ['text', 'text', 'number', 'boolean', 'date'],
    ...Array.from({ length: count }, (_, i) => [
      `SKU-${i}`,
      i % 3 === 0 ? '-' : `W${i % 7}, W${i % 5}`,
      i % 2 === 0 ? '-' : `>= ${i}`,
      i % 5 === 0 ? 'true' : '-',
      '-',
    ]),
  );
}

function tangled(count: number, width: number) {
  return table(
    Array.from({ length: width }, () => 'number'),
    ...Array.from({ length: count }, (_, i) =>
      Array.from({ length: width }, (__, column) => (i % (column + 2) === 0 ? '-' : `${i % 17}..${(i % 17) + column}`)),
    ),
  );
}
