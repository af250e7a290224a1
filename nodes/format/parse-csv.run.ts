import type { PureInput } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import { child, type Item, type Json } from '../contract/item.ts';
import { readCsv } from './csv.ts';
import type { ParseCsvConfig } from './parse-csv.ts';

export function run({ config, items, fail, chunk }: PureInput<ParseCsvConfig>): { rows: Item[] } {
  const rows: Item[] = [];
  for (const item of items) {
    const text = config.text(item);
    if (typeof text !== 'string')
      throw new NodeError(
        'CSV_NOT_TEXT',
        `The CSV is not text but ${text === null ? 'null' : typeof text}. Point the field "Text" at the text of the file.`,
      );
    readRows({ item, text, config, rows, fail, chunk });
  }
  return { rows };
}

function readRows({
  item,
  text,
  config,
  rows,
  fail,
  chunk,
}: Pick<PureInput<ParseCsvConfig>, 'config' | 'fail' | 'chunk'> & {
  readonly item: Item;
  readonly text: string;
  readonly rows: Item[];
}): void {
  const { firstRow = 0, lineShift = 0 } = chunk ?? {};
  const { trim } = config;
  // All rows of a file share these.
  const parent = { ...item, group: item.id, from: [item.id] };
  let columns = config.header || config.columns.length === 0 ? undefined : columnsOf(config.columns);
  let hasNames = !config.header;
  let position = firstRow;
  readCsv(text, config, (fields, lineOfText, error) => {
    if (!hasNames) {
      hasNames = true;
      columns = columnsOf(fields.map((name, i) => name.trim() || `column${i + 1}`));
      return;
    }
    const row = position++;
    const line = lineOfText + lineShift;
    const { names: known, blank } = columns ?? columnsOf(fields.map((_, i) => `column${i + 1}`));
    if (error !== undefined || fields.length !== known.length) {
      const why = error ?? `it has ${fields.length} fields and should have ${known.length}`;
      fail(
        child(item, row, { line, fields: [...fields] }),
        new NodeError('CSV_BAD_ROW', `Line ${line} cannot be read: ${why}. The other rows go on. Correct the line and send it again.`, {
          line,
        }),
      );
      return;
    }
    const json: Record<string, Json> = { ...blank };
    for (let i = 0; i < known.length; i++) json[known[i] as string] = trim ? (fields[i] as string).trim() : (fields[i] as string);
    rows.push({ ...parent, id: `${item.id}.${row}`, json });
  });
}

/** A row is a copy of the blank one: it then has the right size and shape from the beginning. */
type Columns = { readonly names: readonly string[]; readonly blank: Readonly<Record<string, Json>> };

function columnsOf(names: readonly string[]): Columns {
  return { names, blank: JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:""`).join()}}`) as Record<string, Json> };
}
