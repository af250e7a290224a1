import { NodeError, RetryLater } from '@crossdock/nodes/contract/errors';
import type { Json } from '@crossdock/nodes/contract/item';
import type { Failure } from './protocol.ts';

/** What user code or a node threw, as data. Anything may be thrown, also things that are no errors. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof NodeError)
    return thrown.details === undefined
      ? { code: thrown.code, message: thrown.message }
      : { code: thrown.code, message: thrown.message, details: thrown.details };
  if (thrown instanceof RetryLater) return { code: thrown.code, message: thrown.message };
  if (thrown instanceof Error) {
    const { code } = thrown as { code?: unknown };
    const { details } = thrown as { details?: unknown };
    const failure = {
      code: typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'STEP_FAILED',
      message: String(thrown.message).slice(0, 2000),
    };
    return details === undefined ? failure : { ...failure, details: details as Json };
  }
  return { code: 'STEP_FAILED', message: `The step threw ${String(thrown).slice(0, 500)}` };
}
