import type { Item, Json } from '@crossdock/nodes/contract/item';
import { sourceOf } from '@crossdock/nodes/library/exact-json';
import type { Failure } from './protocol.ts';

/** Characters of one item's body that a step record keeps; the rest is cut. */
const bodyLimit = 65_536;
/** Items of one output that a step record keeps: of more, the first. Counts are in the report. */
const itemLimit = 200;
/** So many inputs are looked through one by one. */
const fewInputs = 16;

type Recorded = {
  readonly node: number;
  /** The node's input, as far as it can be referred to: by itself, and by id. */
  readonly inputs: readonly Item[];
  readonly emitted: Readonly<Record<string, readonly Item[]>>;
  readonly notes: ReadonlyMap<string, Json>;
  readonly failed: readonly { readonly item: string; readonly error: Failure }[];
  /** The text of the message, for triggers that hand it on whole. */
  readonly message: string | undefined;
  /** Items of one output; default 200. */
  readonly limit?: number;
};

/** One node's step record as JSON text. What is there already is named, not repeated: a body that came in unchanged, fields that did, the message. */
export function recordStep({ node, inputs, emitted, notes, failed, message, limit = itemLimit }: Recorded): string {
  let ports = '';
  for (const port in emitted) {
    const items = emitted[port] as readonly Item[];
    if (items.length === 0) continue;
    const shown = items.length > limit ? items.slice(0, limit) : items;
    const unchanged = inputsAmong(shown, inputs);
    let list = '';
    for (const item of shown) list += `${list && ','}${recordItem(item, { inputs, unchanged, message })}`;
    ports += `${ports && ','}${JSON.stringify(port)}:[${list}]`;
  }
  let text = `{"node":${node},"out":{${ports}}`;
  if (notes.size > 0) text += `,"notes":${JSON.stringify(Object.fromEntries(notes))}`;
  if (failed.length > 0) text += `,"failed":${JSON.stringify(failed)}`;
  return `${text}}`;
}

/** Those of a few items that came in as they are. A set of the inputs would cost more than all else where a file has a hundred thousand rows. */
function inputsAmong(shown: readonly Item[], inputs: readonly Item[]): ReadonlySet<Item> | readonly Item[] {
  if (inputs.length <= fewInputs) return inputs;
  const wanted = new Set(shown);
  return new Set(inputs.filter((input) => wanted.has(input)));
}

type Known = {
  readonly inputs: readonly Item[];
  readonly unchanged: ReadonlySet<Item> | readonly Item[];
  readonly message: string | undefined;
};

function recordItem(item: Item, { inputs, unchanged, message }: Known): string {
  const head = `{"id":${JSON.stringify(item.id)}${item.key === undefined ? '' : `,"key":${JSON.stringify(item.key)}`}`;
  if ('has' in unchanged ? unchanged.has(item) : unchanged.includes(item)) return `${head},"same":${JSON.stringify(item.id)}}`;
  const from = item.from ? `,"from":${JSON.stringify(item.from)}` : '';
  if (message !== undefined && item.json !== null && typeof item.json === 'object' && sourceOf(item.json) === message)
    return `${head}${from},"message":true}`;
  const base = item.from?.length === 1 && inputs.length <= fewInputs ? origin(item.from[0], inputs) : undefined;
  const change = base && changeOf(base.json, item.json);
  if (base && change) return `${head}${from},"base":${JSON.stringify(base.id)},${change}}`;
  const { json, omitted } = shortened(item.json);
  const body = JSON.stringify(json) ?? 'null';
  return body.length <= bodyLimit && omitted === 0
    ? `${head}${from},"json":${body}}`
    : `${head}${from},"cut":${JSON.stringify(body.slice(0, bodyLimit))},"chars":${body.length + omitted}}`;
}

/** Without the ends of its own texts that would be cut off anyway: a file that is one field is not written out whole. */
function shortened(json: Json): { readonly json: Json; readonly omitted: number } {
  if (!isRecord(json)) return { json, omitted: 0 };
  let copy: { [name: string]: Json } | undefined;
  let omitted = 0;
  for (const name in json) {
    const value = json[name];
    if (typeof value !== 'string' || value.length <= bodyLimit) continue;
    copy ??= { ...json };
    copy[name] = value.slice(0, bodyLimit);
    omitted += value.length - bodyLimit;
  }
  return { json: copy ?? json, omitted };
}

function origin(id: string | undefined, inputs: readonly Item[]): Item | undefined {
  for (const input of inputs) if (input.id === id) return input;
  return undefined;
}

/** The fields that differ, when most are the very same values as before; order of fields is not kept. Undefined when writing it whole is as well. */
function changeOf(before: Json, after: Json): string | undefined {
  if (!isRecord(before) || !isRecord(after)) return undefined;
  const set: { [name: string]: Json } = {};
  let kept = 0;
  let changed = 0;
  for (const name in after) {
    const value = after[name] as Json;
    // What is inherited is no JSON, so it is never the same.
    if (value === before[name]) kept++;
    else {
      if (name === '__proto__') return undefined;
      set[name] = value;
      changed++;
    }
  }
  if (kept < 4 || changed > kept) return undefined;
  const gone: string[] = [];
  for (const name in before) if (after[name] === undefined) gone.push(name);
  const text = JSON.stringify(set);
  if (text.length > bodyLimit) return undefined;
  return `"set":${text}${gone.length > 0 ? `,"unset":${JSON.stringify(gone)}` : ''}`;
}

function isRecord(json: Json): json is { [name: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}
