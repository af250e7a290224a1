import type { ChunkPlace } from '../contract/chunks.ts';
import type { PureInput } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import { child, type Item, type Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';
import { parsePath, valueAt } from '../library/path.ts';
import { elementsOf } from './json-elements.ts';
import type { JsonRecordsConfig } from './json-records.ts';

type Call = PureInput<JsonRecordsConfig>;

const wholeText: ChunkPlace = { firstRow: 0, lineShift: 0 };

export function run({ config, items, fail, chunk = wholeText }: Call): { records: Item[] } {
  const records: Item[] = [];
  for (const item of items) {
    const text = config.text(item);
    if (typeof text !== 'string')
      throw new NodeError(
        'JSON_NOT_TEXT',
        `The JSON is not text but ${text === null ? 'null' : typeof text}. Point the field "Text" at the text of the file.`,
      );
    const place = { item, place: chunk, records, fail };
    if (config.layout === 'lines') readLines(text, place);
    else readList(text, chunk === wholeText ? config.path : '', place);
  }
  return { records };
}

type Place = { readonly item: Item; readonly place: ChunkPlace; readonly records: Item[]; readonly fail: Call['fail'] };

function readLines(text: string, { item, place, records, fail }: Place): void {
  let row = place.firstRow;
  let line = 1 + place.lineShift;
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const written = text.slice(at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    if (!/[^ \t\r]/.test(written)) continue;
    take(item, row++, line, written, records, fail);
  }
}

/** The list is read as a whole; where that fails, element by element, so that only the broken ones are lost. */
function readList(text: string, path: string, { item, place, records, fail }: Place): void {
  let list: unknown;
  try {
    list = parseExact(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    if (path !== '') throw notJson(error);
    let row = place.firstRow;
    const outcome = elementsOf(text, (element, line) => take(item, row++, line + place.lineShift, element, records, fail));
    if (outcome !== 'closed') throw notJson(error);
    return;
  }
  const found = path === '' ? list : valueAt(list, parsePath(path));
  if (!Array.isArray(found))
    throw new NodeError('NO_RECORDS', `The JSON has no list ${path === '' ? 'as its whole' : `at "${path}"`}. Correct "List is at".`);
  found.forEach((json: Json, i) => {
    records.push(child(item, place.firstRow + i, json));
  });
}

function take(item: Item, row: number, line: number, text: string, records: Item[], fail: Call['fail']): void {
  try {
    records.push(child(item, row, parseExact(text) as Json));
  } catch (error) {
    fail(
      child(item, row, { line, text }),
      new NodeError(
        'JSON_BAD_RECORD',
        `The record in line ${line} is not JSON: ${reason(error)}. The other records go on. Correct the line and send it again.`,
        { line },
      ),
    );
  }
}

function notJson(error: unknown): NodeError {
  return new NodeError('NOT_JSON', `The text is not JSON: ${reason(error)}. Nothing of it was read. Have the sender correct it.`);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
