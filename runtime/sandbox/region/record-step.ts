import type { Item, Json } from '@crossdock/nodes/contract/item';
import type { Failure } from './protocol.ts';

/** Characters of one item's body that a step record keeps; the rest is cut. */
const bodyLimit = 65_536;
/** Items of one output that a step record keeps: of more, the first. Counts are in the report. */
const itemLimit = 200;

/** One node's step record as JSON text. A body that came in unchanged is named, not repeated. */
export function recordStep(
  node: number,
  inputs: ReadonlySet<Item>,
  emitted: Readonly<Record<string, readonly Item[]>>,
  notes: ReadonlyMap<string, Json>,
  failed: readonly { item: string; error: Failure }[],
): string {
  let ports = '';
  for (const port in emitted) {
    const items = emitted[port] as readonly Item[];
    if (items.length === 0) continue;
    const shown = items.length > itemLimit ? items.slice(0, itemLimit) : items;
    let list = '';
    for (const item of shown) list += `${list && ','}${recordItem(item, inputs)}`;
    ports += `${ports && ','}${JSON.stringify(port)}:[${list}]`;
  }
  let text = `{"node":${node},"out":{${ports}}`;
  if (notes.size > 0) text += `,"notes":${JSON.stringify(Object.fromEntries(notes))}`;
  if (failed.length > 0) text += `,"failed":${JSON.stringify(failed)}`;
  return `${text}}`;
}

function recordItem(item: Item, inputs: ReadonlySet<Item>): string {
  const head = `{"id":${JSON.stringify(item.id)}${item.key === undefined ? '' : `,"key":${JSON.stringify(item.key)}`}`;
  if (inputs.has(item)) return `${head},"same":${JSON.stringify(item.id)}}`;
  const from = item.from ? `,"from":${JSON.stringify(item.from)}` : '';
  const body = JSON.stringify(item.json) ?? 'null';
  return body.length <= bodyLimit
    ? `${head}${from},"json":${body}}`
    : `${head}${from},"cut":${JSON.stringify(body.slice(0, bodyLimit))},"chars":${body.length}}`;
}
