import type { ErrorCode } from './error-codes.ts';

export type Detail = { readonly path: string; readonly message: string };

/** A request that cannot be fulfilled, told to the caller with a stable code. `message` says what is wrong and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: readonly Detail[];
  /** Further fields of the answer, declared by the route under `failures`. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: readonly Detail[] = [], more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
    this.more = more;
  }
}
