import type { Emitted } from '@crossdock/nodes/contract/define-node';
import type { Message } from '@crossdock/nodes/contract/intake';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';

/** Records by output port. */
export type Records = Readonly<Record<string, readonly Json[]>>;

/** The message as one record, or the records that were pinned to the trigger. */
export function open({
  config,
  message,
}: {
  readonly config: { readonly records?: Records | undefined };
  readonly message: Message;
}): readonly Json[] {
  return config.records ? (Object.values(config.records)[0] ?? []) : [parseExact(message.text) as Json];
}

/** Emits the records of the configuration, or those that the one record coming in holds by port. */
export function run({
  config,
  items,
}: {
  readonly config: { readonly records?: Records | undefined };
  readonly items: readonly Item[];
}): Emitted {
  const records = config.records ?? ((items[0]?.json ?? {}) as Records);
  return Object.fromEntries(
    Object.entries(records).map(([port, bodies], nth) => [
      port,
      // Of the first port a record's id is its position, by which an answer is brought back to it.
      bodies.map((json, i): Item => ({ id: nth === 0 ? String(i) : `${port}~${i}`, json })),
    ]),
  );
}
