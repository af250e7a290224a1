import { describe, expect, test } from 'vitest';
import { readCsv, readTsv, writeCsv, writeTsv } from './clipboard-text.ts';

describe('cells from a spreadsheet', () => {
  test.each([
    [
      'two rows of Excel',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one cell', 'x', [['x']]],
    ['a cell with a line break and quotes', '"say ""hi""\nthere"\tb', [['say "hi"\nthere', 'b']]],
    ['blank cells at the end', 'a\t\t\n', [['a', '', '']]],
    ['a blank line in between', 'a\n\nb\n', [['a'], [''], ['b']]],
    ['quotes that belong to the cell', '"A", "B"\tc', [['"A", "B"', 'c']]],
    ['a quote in the middle', '5" pipe\tx', [['5" pipe', 'x']]],
  ])('%s', (_title, text, cells) => {
    expect(readTsv(text)).toEqual(cells);
  });

  test('come back as they went', () => {
    const cells = [
      ['a\tb', 'say "hi"', ''],
      ['1\n2', '-', '>= 2,500'],
    ];
    expect(readTsv(writeTsv(cells))).toEqual(cells);
    expect(
      readCsv(
        writeCsv([
          ['x', 'y'],
          ['=A', 'a,b'],
          ['+1', '-'],
        ]),
      ).lines,
    ).toEqual([
      ['x', 'y'],
      ['=A', 'a,b'],
      ['+1', '-'],
    ]);
  });

  test('a cell that a spreadsheet would compute is written as text', () => {
    expect(writeCsv([['=HYPERLINK("x")', '@a']])).toBe(`"'=HYPERLINK(""x"")",'@a\r\n`);
  });

  test.each([
    [',', 'a,b,c\n1,2,3\n'],
    [';', 'a;b;c\n1,5;2,5;3\n'],
    ['\t', 'a\tb\n1, 2\t3\n'],
  ])('a file is cut at %j', (separator, text) => {
    expect(readCsv(`\uFEFF${text}`).separator).toBe(separator);
    expect(readCsv(`\uFEFF${text}`).lines[0]?.[0]).toBe('a');
  });
});
