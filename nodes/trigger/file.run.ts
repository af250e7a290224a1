import type { Message } from '../contract/intake.ts';
import type { Json } from '../contract/item.ts';

export function open({ message: { text, headers } }: { readonly message: Message }): readonly Json[] {
  return [
    { text, file: headers['x-file-name'] ?? '', bytes: Number(headers['x-file-bytes'] ?? 0), modifiedAt: headers['x-file-modified'] ?? '' },
  ];
}
