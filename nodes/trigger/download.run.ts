import { NodeError } from '../contract/errors.ts';
import type { Message } from '../contract/intake.ts';
import type { Json } from '../contract/item.ts';
import { failedHeader } from './download-failed.ts';

export function open({ message: { text, headers } }: { readonly message: Message }): readonly Json[] {
  const code = headers[failedHeader];
  if (code !== undefined) throw new NodeError(code, text);
  return [{ text, path: headers['x-download-path'] ?? '', due: headers['x-download-due'] ?? '' }];
}
