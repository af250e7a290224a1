import type { Resolved } from '../contract/expression.ts';
import type { Item, Json } from '../contract/item.ts';
import type { WaitAsked } from '../contract/wait.ts';
import { textOf } from './outcome.ts';
import type { SendEventConfig } from './send-event.ts';

export function prepare({ config }: { readonly config: Resolved<SendEventConfig> }): WaitAsked {
  return { ask: { for: 'sending', name: config.name, key: textOf(config.key, 'Key') }, body: config.body ?? null };
}

export function complete({ item }: { readonly item: Item }): { readonly [port: string]: readonly Json[] } {
  return { out: [item.json] };
}
