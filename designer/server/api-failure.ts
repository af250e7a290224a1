/** A call that did not succeed. `message` is written for people; `code` is stable. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly details: readonly { path: string; message: string }[];
  /** The whole body of the answer, for replies that carry more than an error (`current` of a stale revision). */
  readonly body: unknown;

  constructor(failure: {
    status: number;
    code: string;
    message: string;
    details?: readonly { path: string; message: string }[];
    body?: unknown;
  }) {
    super(failure.message);
    this.status = failure.status;
    this.code = failure.code;
    this.details = failure.details ?? [];
    this.body = failure.body;
  }
}

/** Reads the error of an answer; a body in another shape (a proxy's page) still gives a sentence. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const known = body as { code?: unknown; message?: unknown; details?: unknown } | null | undefined;
  if (known !== null && typeof known === 'object' && typeof known.code === 'string' && typeof known.message === 'string') {
    const details = Array.isArray(known.details) ? (known.details as { path: string; message: string }[]) : [];
    return new ApiFailure({ status, code: known.code, message: known.message, details, body });
  }
  return new ApiFailure({ status, code: `HTTP_${status}`, message: `The server answered with status ${status}.`, body });
}

/** The sentence for a call that got no answer at all. */
export function failureWithoutAnswer(cause: unknown, seconds: number): ApiFailure {
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return isTimeout
    ? new ApiFailure({ status: 0, code: 'NO_ANSWER', message: `The server did not answer in ${seconds} s.` })
    : new ApiFailure({ status: 0, code: 'UNREACHABLE', message: 'The server cannot be reached.' });
}
