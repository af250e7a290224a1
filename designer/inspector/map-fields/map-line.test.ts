import { kindOfLine, type MapLine } from '@crossdock/flows/mapping/map-line';
import { describe, expect, test } from 'vitest';
import { asKind, countLines, lineFor, matches } from './map-line.ts';

const lines: MapLine[] = [
  { target: 'orderNumber', value: '{{ item.name }}' },
  {
    target: 'lines',
    each: '{{ item.line_items }}',
    fields: [
      { target: 'sku', value: '{{ each.sku }}' },
      { target: 'uom', value: '' },
    ],
  },
];

describe('a line of a mapping', () => {
  test('knows its kind and changes it without losing what both kinds have', () => {
    const [plain, loop] = lines as [MapLine, MapLine];
    expect(lines.map(kindOfLine)).toEqual(['value', 'loop']);
    expect(asKind(plain, 'loop')).toMatchObject({ target: 'orderNumber', each: '{{ item.name }}', fields: [{}] });
    expect(asKind(loop, 'group')).toEqual({ target: 'lines', fields: loop.fields });
  });

  test('a dragged field becomes a line of its name, a dragged list a loop', () => {
    expect(lineFor('shipTo.postalCode', '89502')).toEqual({ target: 'postalCode', value: '{{ item.shipTo.postalCode }}' });
    expect(lineFor('line_items', [{}])).toMatchObject({ target: 'line_items', each: '{{ item.line_items }}' });
  });

  test('counts lines, also nested ones, and those still open', () => {
    expect(countLines(lines)).toEqual({ all: 4, open: 1 });
  });

  test('a search finds a loop by what is inside it', () => {
    expect(lines.map((line) => matches(line, 'sku'))).toEqual([false, true]);
  });
});
