import type { Message } from '../contract/intake.ts';
import type { Json } from '../contract/item.ts';
import { parseExact } from '../library/exact-json.ts';

export function open({ message }: { readonly message: Message }): readonly Json[] {
  return [parseExact(message.text) as Json];
}
