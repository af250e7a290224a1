import type { Message } from '../contract/intake.ts';
import type { Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';

/** A message of a poll is one record, or the list of a page's records. */
export function open({
  config,
  message,
}: {
  readonly config: { readonly emit: 'record' | 'page' };
  readonly message: Message;
}): readonly Json[] {
  const body = parseExact(message.text) as Json;
  return config.emit === 'page' && Array.isArray(body) ? body : [body];
}
