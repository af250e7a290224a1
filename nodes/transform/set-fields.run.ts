import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import type { Evaluate } from '../contract/expression.ts';
import { derive, type Json } from '../contract/item.ts';
import { type Path, parsePath, withoutValueAt, withValueAt } from '../library/path.ts';

export type SetFieldsConfig = {
  readonly fields: readonly { readonly name: string; readonly value: Evaluate<Json> }[];
  readonly remove: readonly string[];
};
type Paths = { readonly set: readonly { readonly path: Path; readonly value: Evaluate<Json> }[]; readonly remove: readonly Path[] };

export function setup({ fields, remove }: SetFieldsConfig): Paths {
  return { set: fields.map(({ name, value }) => ({ path: parsePath(name), value })), remove: remove.map(parsePath) };
}

/** All expressions see the record as it came in. A value that is undefined leaves its field as it is. */
export function run({ state, items, fail }: PureCall<SetFieldsConfig, Paths>): Emitted {
  const out = eachItem({ items, fail }, (item) => {
    let json: unknown = item.json;
    for (const { path, value } of state.set) {
      const put = value(item);
      if (put !== undefined) json = withValueAt(json, path, put);
    }
    for (const path of state.remove) json = withoutValueAt(json, path);
    return json === item.json ? item : derive(item, json as Json);
  });
  return { out };
}
