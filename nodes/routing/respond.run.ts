import type { Emitted, PureCall } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';
import type { Json } from '../contract/item.ts';

export type RespondConfig = {
  readonly status: number;
  readonly headers: readonly { readonly name: string; readonly value: Evaluate<Json> }[];
  readonly body: Evaluate<Json>;
  readonly several: 'list' | 'first';
};

export function run({ config, items, respond }: PureCall<RespondConfig>): Emitted {
  const [first] = items;
  if (!first) return { out: [] };
  const headers: Record<string, string> = {};
  for (const { name, value } of config.headers) {
    const given = value(first);
    if (given === undefined || given === null) continue;
    headers[name.toLowerCase()] = headerValue(name, String(given));
  }
  const bodies = (config.several === 'first' ? [first] : items).map((item) => config.body(item) ?? null);
  respond({ status: config.status, headers, body: bodies.length === 1 ? (bodies[0] ?? null) : bodies });
  return { out: items };
}

function headerValue(name: string, value: string): string {
  if (/[\r\n\0]/.test(value))
    throw new NodeError('BAD_HEADER', `The value of the header "${name}" contains a line break, which headers must not have.`);
  return value;
}
