import type { Emitted, PureCall } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Evaluate } from '../contract/expression.ts';

export type StopConfig = { readonly code: string; readonly message: Evaluate<string> };

export function run({ config, items, fail }: PureCall<StopConfig>): Emitted {
  for (const item of items)
    fail(
      item,
      errorFor(config, () => String(config.message(item))),
    );
  return {};
}

function errorFor({ code }: StopConfig, message: () => string): Error {
  try {
    return new NodeError(code, message());
  } catch (error) {
    return error as Error;
  }
}
