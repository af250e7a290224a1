import type { Json } from './item.ts';

/** A failure that trying again will not mend. `message` says what happened, what it means for the order, and what to do. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  readonly code: string;
  readonly details: Json | undefined;

  /** @param code stable and upper case, such as `UNKNOWN_ITEM` */
  constructor(code: string, message: string, details?: Json) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A failure that may pass: the call certainly had no effect, or may be repeated with the same idempotency key. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly code: string;
  /** Milliseconds the other side asked to wait (`Retry-After`); undefined leaves it to the retry policy. */
  readonly after: number | undefined;
  /** It asked so of every call, not of this one alone: the whole connection waits. */
  readonly isForAll: boolean;

  constructor(code: string, message: string, options: { after?: number | undefined; isForAll?: boolean | undefined } = {}) {
    super(message);
    this.code = code;
    this.after = options.after;
    this.isForAll = options.isForAll ?? false;
  }
}

/** The request may or may not have taken effect: it was sent and no answer came back. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
