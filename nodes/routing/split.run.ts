import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import { child, type Item, type Json } from '../contract/item.ts';
import { parsePath, withValueAt } from '../library/path.ts';

export type SplitConfig = {
  readonly list: Evaluate<Json>;
  readonly whenEmpty: 'drop' | 'fail';
  readonly parentInto?: string | undefined;
  readonly key?: Evaluate<Json> | undefined;
};

export function run({ config, items, fail }: PureCall<SplitConfig>): Emitted {
  const parentInto = config.parentInto ? parsePath(config.parentInto) : undefined;
  const out = eachItem({ items, fail }, (item) => {
    const list = config.list(item) ?? [];
    if (!Array.isArray(list))
      throw new NodeError(
        'NOT_A_LIST',
        `The expression gives a ${typeof list} where a list is needed. Write list.of(...) around it if one entry may come alone.`,
      );
    if (list.length === 0 && config.whenEmpty === 'fail')
      throw new NodeError('EMPTY_LIST', 'The list has no entries, and the step is set to refuse that.');
    return list.map((entry, index) => {
      const json = parentInto ? (withValueAt(entry, parentInto, item.json) as Json) : entry;
      return keyed(child(item, index, json), config.key?.(item, { each: entry, index }));
    });
  });
  return { out };
}

function keyed(item: Item, key: Json | undefined): Item {
  return key === undefined || key === null || key === '' ? item : { ...item, key: String(key) };
}
