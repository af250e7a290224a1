import type { CutRule } from '@crossdock/nodes/contract/chunks';
import type { Item } from '@crossdock/nodes/contract/item';
import { definitionOf } from '@crossdock/nodes/registry';
import { describe, expect, test } from 'vitest';
import { chunkReference, cursorAfter } from '../chunk-reference.ts';
import { type ChunkSize, type Cut, CutError, startOfText } from './cut.ts';
import { createCutter } from './cutter.ts';

/** Reads a text as the flow's step would, whole or one chunk of it: what it emits and what it fails, by item id. */
function read(
  type: string,
  config: Record<string, unknown>,
  text: string,
  place?: { readonly firstRow: number; readonly lineShift: number },
) {
  const definition = definitionOf(type, 1);
  if (definition?.kind !== 'pure') throw new TypeError(type);
  const found: [string, unknown][] = [];
  const fixed = { ...definition.config.parse(config), text: (item: Item) => (item.json as { text: string }).text };
  const emitted = definition.run({
    config: fixed as never,
    state: undefined,
    node: { id: 'read' },
    items: [{ id: '0', json: { text } }],
    inputs: {},
    run: { id: 'r', flow: 'f', version: 1, env: 'dev', correlationId: 'c', now: '2026-11-21T08:00:00Z' },
    arrivals: { expected: 1, present: 1, failed: 0, detached: 0 },
    resources: { contract: () => () => [] },
    chunk: place,
    note: () => {},
    fail: (item, error) => found.push([item.id, error.message]),
    respond: () => {},
  });
  for (const items of Object.values(emitted)) for (const { id, json } of items) found.push([id, json]);
  return found.sort(([a], [b]) => Number(a.slice(2)) - Number(b.slice(2)));
}

/** Cuts the text, given in pieces of `piece` bytes; every second chunk by a cutter that starts anew from the cursor, as after a crash. */
function cut(rule: CutRule, text: string, size: ChunkSize, piece: number) {
  const bytes = Buffer.from(text);
  const references: ReturnType<typeof chunkReference>[] = [];
  let cursor = startOfText;
  for (let isDone = false; !isDone; ) {
    const cutter = createCutter(rule, size, cursor);
    const take = (cuts: readonly Cut[]) => {
      for (const one of cuts)
        references.push(
          chunkReference(rule, { of: 'r', number: references.length, length: bytes.length, cut: one, header: cutter.cursor().header }),
        );
      return cuts.length > 0;
    };
    isDone = true;
    for (let at = cursor.offset; at < bytes.length; at += piece) {
      if (!take(cutter.write(bytes.subarray(at, at + piece)))) continue;
      isDone = false;
      break;
    }
    if (isDone) take(cutter.end());
    const last = references.at(-1);
    if (last && !isDone) {
      cursor = cursorAfter(last);
      expect(cutter.cursor()).toEqual(cursor);
    }
  }
  return references.map((reference) => {
    const body = bytes.subarray(reference.from, reference.to).toString('utf8');
    const { header } = reference;
    const head = header
      ? `${bytes
          .subarray(header.from, header.to)
          .toString('utf8')
          .replace(/[\r\n]+$/, '')}\n`
      : '';
    return { reference, text: reference.isList ? `[${body}]` : head + body };
  });
}

function readInChunks(type: string, config: Record<string, unknown>, rule: CutRule, text: string, size: ChunkSize, piece: number) {
  const chunks = cut(rule, text, size, piece);
  let row = 0;
  const found = chunks.flatMap(({ reference, text: part }) => {
    expect(reference.firstRow).toBe(row);
    row += reference.rows;
    const items = read(type, config, part, reference);
    expect(items.length).toBe(reference.rows);
    return items;
  });
  return { chunks: chunks.length, found };
}

const csv = (more: Partial<Extract<CutRule, { kind: 'csv' }>> = {}): CutRule => ({
  kind: 'csv',
  delimiter: ',',
  quote: '"',
  header: true,
  ...more,
});
const sizes: [ChunkSize, number][] = [
  [{ bytes: 1, rows: 1000 }, 1],
  [{ bytes: 30, rows: 1000 }, 7],
  [{ bytes: 1_000_000, rows: 2 }, 64],
  [{ bytes: 1_000_000, rows: 1000 }, 1_000_000],
];

describe.each(sizes)('chunks of %o, read in pieces of %d bytes', (size, piece) => {
  test.each([
    ['lines that end in LF', 'a,b\n1,2\n3,4\n5,6\n'],
    ['no line end at the end', 'a,b\r\n1,2\r\n3,4'],
    ['quotes with delimiters, line ends and quotes in them', 'a,b\n"1\n,""x",2\r\n"3",4\n"5\r\n\r\n",6\n7,"8"\n'],
    ['quotes in the middle of a field', 'a,b\n5/8" hose,1\n3" pipe,"2"\n4,5\n'],
    ['text behind a closing quote', 'a,b\n"1"x,2\n3,4\n""y,1\n5,6\n'],
    ['a byte order mark and a quoted header', '\ufeff"a\nx",b\n1,2\n3,4\n'],
    ['empty lines, also at the beginning', '\n\r\na,b\n\n1,2\n\n\n3,4\n\n'],
    ['carriage returns alone', 'a,b\r1,2\r3,4\r\r5,6'],
    ['rows with too many and too few fields', 'a,b\n1,2,3\n4\n5,6\n,\n'],
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n'],
    ['letters of several bytes', 'größe,ß\n€,日本\n𝒳,"é,"\n'],
    ['a single column', 'a\n1\n""\n\n"2"\n3\n'],
    ['a header alone', 'a,b\n'],
    ['nothing', ''],
  ])('CSV with %s: rows, ids and lines are those of the whole', (_, text) => {
    const whole = read('format.parse-csv', {}, text);
    expect(readInChunks('format.parse-csv', {}, csv(), text, size, piece).found).toEqual(whole);
  });

  test('CSV without a header, by semicolons, in single quotes', () => {
    const text = "1;'a;b'\n2;x\n3;'y\n'\n4;z;\n";
    const config = { header: false, columns: ['n', 't'], delimiter: ';', quote: "'" };
    const rule = csv({ header: false, delimiter: ';', quote: "'" });
    expect(readInChunks('format.parse-csv', config, rule, text, size, piece).found).toEqual(read('format.parse-csv', config, text));
  });

  test('JSON lines, some broken, some empty', () => {
    const text = '{"a":1}\r\n\n{"a":\n  \t\n{"a":"ü\\n"}\n820982911946154508\n{"b":2}';
    expect(readInChunks('format.json-records', {}, { kind: 'lines' }, text, size, piece).found).toEqual(
      read('format.json-records', {}, text),
    );
  });

  test.each<[string, string]>([
    ['[{"a":1},\n {"a":"],}{[\\"\\\\"}, [1,[2]], "x" ,\n\n3,null ]\n', ''],
    ['[]', ''],
    ['{"meta":{"orders":7,"x":[1,2]},"data":{"n":"orders","orders":[{"id":1},{"id":2},{"id":3}],"z":[9]},"orders":[8]}', 'data.orders'],
    ['{"data":{},"other":{"orders":[5]},"orders":[{"id":"\\u00fc"},{"id":2}]}', 'orders'],
  ])('elements of the list in %s at "%s"', (text, path) => {
    const config = { layout: 'array', path };
    const rule: CutRule = { kind: 'json-array', path: path === '' ? [] : path.split('.') };
    const whole = read('format.json-records', config, text);
    expect(readInChunks('format.json-records', config, rule, text, size, piece).found).toEqual(whole);
  });

  test('a broken element of a list is lost alone, and names its line', () => {
    const text = '[\n{"a":1},\n{"a":},\n{"a":3}\n]';
    const whole = read('format.json-records', { layout: 'array' }, text);
    expect(whole[1]?.[1]).toContain('line 3');
    expect(
      readInChunks('format.json-records', { layout: 'array' }, { kind: 'json-array', path: [] }, text, size, piece).found.map(([id]) => id),
    ).toEqual(['0.0', '0.1', '0.2']);
  });
});

test('random CSV: however it is cut, rows, ids and lines are those of the whole', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const pieces = ['a', 'é', ',', ',', '"', '""', '\n', '\r\n', '\r', ' ', '"x,"', '"\n"', 'long text'];
  for (let round = 0; round < 400; round++) {
    const text = `h,i\n${Array.from({ length: 5 + random(60) }, () => pieces[random(pieces.length)]).join('')}`;
    const size = { bytes: 1 + random(40), rows: 1 + random(5) };
    const whole = read('format.parse-csv', {}, text);
    expect(readInChunks('format.parse-csv', {}, csv(), text, size, 1 + random(20)).found, JSON.stringify(text)).toEqual(whole);
  }
});

describe('what cannot be cut', () => {
  const all = (rule: CutRule, text: string) => {
    const cutter = createCutter(rule, { bytes: 1000, rows: 1000 }, startOfText);
    cutter.write(Buffer.from(text));
    return cutter.end();
  };
  test.each([
    ['{"orders":[]}', 'NO_RECORDS'],
    ['[1,2', 'NOT_JSON'],
    ['[1,2}', 'NOT_JSON'],
  ])('%s is %s', (text, code) => {
    expect(() => all({ kind: 'json-array', path: [] }, text)).toThrow(expect.objectContaining({ name: 'CutError', code }));
  });

  test('a record without end is refused before it fills the memory, and its line is named', () => {
    const cutter = createCutter(csv(), { bytes: 1000, rows: 1000 }, startOfText);
    cutter.write(Buffer.from('a,b\n1,2\n3,"'));
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const endless = () => {
      for (let i = 0; i < 8; i++) cutter.write(megabyte);
    };
    expect(endless).toThrow(CutError);
    expect(endless).toThrow(/begins in line 3 is longer than 4 MB/);
  });
});
