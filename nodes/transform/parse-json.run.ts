import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import { derive, type Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';
import { parsePath, withValueAt } from '../library/path.ts';

export type ParseJsonConfig = { readonly text: Evaluate<Json>; readonly into: string };

export function run({ config, items, fail }: PureCall<ParseJsonConfig>): Emitted {
  const into = config.into === '' ? undefined : parsePath(config.into);
  const out = eachItem({ items, fail }, (item) => {
    const json = read(config.text(item));
    return derive(item, into ? (withValueAt(item.json, into, json) as Json) : json);
  });
  return { out };
}

function read(text: Json | undefined): Json {
  if (typeof text !== 'string')
    throw new NodeError(
      'NOT_TEXT',
      `The expression gives ${text === undefined || text === null ? 'nothing' : `a ${typeof text}`} where JSON text is needed.`,
    );
  try {
    return parseExact(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json;
  } catch (error) {
    throw new NodeError('NOT_JSON', `The text is not valid JSON: ${(error as Error).message}`);
  }
}
