import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import type { Evaluate } from '../contract/expression.ts';
import { derive, type Json } from '../contract/item.ts';
import { parsePath, withValueAt } from '../library/path.ts';
import { plainJson } from '../library/plain-json.ts';

export type BuildJsonConfig = { readonly value: Evaluate<Json>; readonly into: string; readonly indent: number };

export function run({ config, items, fail }: PureCall<BuildJsonConfig>): Emitted {
  const into = parsePath(config.into);
  const out = eachItem({ items, fail }, (item) => {
    const text = JSON.stringify(plainJson(config.value(item)), null, config.indent);
    return derive(item, withValueAt(item.json, into, text) as Json);
  });
  return { out };
}
