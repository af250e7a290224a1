import type { Emitted, PureCall } from '../contract/define-node.ts';
import { eachItem } from '../contract/each-item.ts';
import type { Evaluate } from '../contract/expression.ts';

export type LogConfig = { readonly message: Evaluate<string>; readonly level: 'info' | 'warning' };

export function run({ config, items, fail, note }: PureCall<LogConfig>): Emitted {
  const out = eachItem({ items, fail }, (item) => {
    note(item, { level: config.level, message: String(config.message(item)).slice(0, 2000) });
    return item;
  });
  return { out };
}
