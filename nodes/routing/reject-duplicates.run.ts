import type { Emitted, PureCall } from '../contract/define-node.ts';
import type { Evaluate } from '../contract/expression.ts';
import type { Item, Json } from '../contract/item.ts';

export type RejectDuplicatesConfig = { readonly key: Evaluate<Json> };

/** The intake has compared the message with those before it; here records are compared with others of the same message. */
export function run({ config, items, fail, note }: PureCall<RejectDuplicatesConfig>): Emitted {
  const seen = new Set<string>();
  const out: Item[] = [];
  const duplicate: Item[] = [];
  for (const item of items) {
    try {
      const key = asKey(config.key(item));
      if (key !== '') note(item, { key });
      (key !== '' && seen.has(key) ? duplicate : out).push(item);
      seen.add(key);
    } catch (error) {
      fail(item, error as Error);
    }
  }
  return { out, duplicate };
}

function asKey(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}
