import { cellText, columnsOf, type Table } from './table.ts';

/** A table of a number, a text and a result; each row gives its cells, the note last. */
export function aTable(...rows: readonly (readonly string[])[]): Table {
  return {
    inputs: [
      { label: 'Total', value: '{{ item.total }}', type: 'number', unit: '', allowed: '' },
      { label: 'Channel', value: '{{ item.channel }}', type: 'text', unit: '', allowed: '' },
    ],
    outputs: [{ name: 'route', type: 'text', unit: '', allowed: '' }],
    rows: rows.map(([total = '-', channel = '-', route = '', note = '']) => ({ when: [total, channel], give: [route], note })),
  };
}

export function cellsOf(table: Table): string[][] {
  return table.rows.map((row) => columnsOf(table).map((column) => cellText(row, column)));
}
