import { describe, expect, test } from 'vitest';
import { decisionTableReport } from './decision-table-report.ts';
import { type CellType, cellHolds, parseCell, toCellValue } from './unary-test.ts';

const table = (types: CellType[], ...rows: string[][]) => ({
  inputs: types.map((type) => ({ type })),
  rows: rows.map((when, i) => ({ when, give: [i] })),
});

describe('the report of a decision table', () => {
  test('a table without overlap and gap', () => {
    expect(decisionTableReport(table(['number'], ['< 10'], ['10..50'], ['> 50']))).toEqual({
      overlaps: [],
      gaps: [],
      hidden: [],
      isComplete: true,
    });
  });

  test('says for which values two rows match', () => {
    const report = decisionTableReport(table(['number', 'text'], ['> 5,000', '-'], ['>= 100', 'NV, CA'], ['-', 'not(NV)']));
    expect(report.overlaps).toEqual([
      { rows: [1, 2], when: ['> 5000', 'NV, CA'], sameResult: false },
      { rows: [1, 3], when: ['> 5000', 'not(NV)'], sameResult: false },
      { rows: [2, 3], when: ['>= 100', 'CA'], sameResult: false },
    ]);
    expect(report.gaps).toEqual([{ when: ['< 100', 'NV'] }]);
  });

  test('finds the gap at a border', () => {
    expect(decisionTableReport(table(['number'], ['< 10'], ['(10..50]'])).gaps).toEqual([{ when: ['10, > 50'] }]);
    expect(decisionTableReport(table(['date', 'boolean'], ['< 2026-01-01', '-'], ['>= 2026-01-01', 'true'])).gaps).toEqual([
      { when: ['>= 2026-01-01', 'false'] },
    ]);
  });

  test('names rows that can never fire first', () => {
    expect(decisionTableReport(table(['text', 'boolean'], ['A', 'true'], ['-', 'false'], ['A', '-'], ['B', '-'])).hidden).toEqual([3]);
  });

  test('leaves out rows it cannot read', () => {
    expect(decisionTableReport(table(['number'], ['> x'], ['-'])).overlaps).toEqual([]);
  });

  test('agrees with trying every value', () => {
    let seed = 11;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const numberCell = () =>
      ['-', `< ${random(5)}`, `>= ${random(5)}`, `${random(3)}..${2 + random(3)}`, `(0..${1 + random(4)})`, `not(${random(5)})`][
        random(6)
      ] as string;
    const textCell = () => ['-', 'A', 'B', 'A, B', 'not(A)'][random(5)] as string;
    for (let round = 0; round < 300; round++) {
      const rows = Array.from({ length: 1 + random(4) }, () => [numberCell(), textCell()]);
      const report = decisionTableReport(table(['number', 'text'], ...rows));
      const cellsHold = (cells: readonly string[], number: number, text: string) =>
        cellHolds(parseCell(cells[0] as string, 'number'), toCellValue(number, 'number')) &&
        cellHolds(parseCell(cells[1] as string, 'text'), toCellValue(text, 'text'));
      for (let number = -1; number <= 6; number += 0.5)
        for (const text of ['A', 'B', 'C']) {
          const hits = rows.flatMap((row, i) => (cellsHold(row, number, text) ? [i + 1] : []));
          const isInGap = report.gaps.some(({ when }) => cellsHold(when, number, text));
          expect({ rows, number, text, isInGap }).toEqual({ rows, number, text, isInGap: hits.length === 0 });
          const overlapsHere = report.overlaps.filter(({ when }) => cellsHold(when, number, text)).map(({ rows: pair }) => pair);
          const pairs = hits.flatMap((a, i) => hits.slice(i + 1).map((b) => [a, b]));
          expect({ rows, number, text, overlapsHere }).toEqual({ rows, number, text, overlapsHere: pairs });
        }
    }
  });

  test('looks through a table of 300 rows and 8 columns in time', () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      Array.from({ length: 8 }, (__, column) => (i % (column + 2) === 0 ? '-' : `${i % 17}..${(i % 17) + column}`)),
    );
    const started = performance.now();
    decisionTableReport(
      table(
        Array.from({ length: 8 }, () => 'number'),
        ...rows,
      ),
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
