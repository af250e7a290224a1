import { NodeError, OutcomeUnknown, RetryLater } from '../contract/errors.ts';
import { type HttpAnswer, retryAfter } from '../contract/http.ts';

export type OutcomeRules = {
  /** Who answered, as people call it: `the ERP`. */
  readonly from: string;
  /** Which statuses count as success. Default 200 to 299. */
  readonly isSuccess?: (status: number) => boolean;
  /** Whether the request may be sent again: it only reads, or the other side knows its idempotency key. */
  readonly isRepeatable: boolean;
  /** Codes and words for statuses that mean something particular with this vendor. */
  readonly meanings?: Readonly<Record<number, { readonly code: string; readonly message: string }>>;
};

/** Refused before anything was done: safe to send again, whatever the request. */
const refusedForNow: ReadonlySet<number> = new Set([425, 429, 503]);
/** Something went wrong on the way or inside: the request may have taken effect. */
const maybeDone: ReadonlySet<number> = new Set([408, 500, 502, 504]);

const words: Readonly<Record<number, string>> = {
  400: 'did not understand the request',
  401: 'did not accept the credentials; check the connection',
  403: 'does not allow this; check what the connection may do',
  404: 'does not know this address or record',
  405: 'does not allow this method here',
  406: 'cannot answer in this format',
  408: 'took too long to receive the request',
  409: 'reports a conflict with what it has',
  410: 'says this is gone for good',
  412: 'says the record changed in between',
  413: 'says the request is too big',
  415: 'does not take this content type',
  422: 'found the data invalid',
  425: 'asks to come again a little later',
  429: 'is receiving too many requests',
  500: 'had an internal error',
  502: 'could not reach its own back end',
  503: 'is not available',
  504: 'got no answer from its own back end',
};

/** What a status means for the item: undefined is success, otherwise the error to throw. */
export function httpOutcome(answer: HttpAnswer, rules: OutcomeRules): NodeError | RetryLater | OutcomeUnknown | undefined {
  const { status } = answer;
  const isSuccess = rules.isSuccess ?? ((code: number) => code >= 200 && code < 300);
  if (isSuccess(status)) return undefined;
  const code = `HTTP_${status}`;
  const message = messageFor(answer, rules.from);
  if (refusedForNow.has(status)) return new RetryLater(code, message, { after: waitFor(answer), isForAll: status !== 425 });
  if (maybeDone.has(status))
    return rules.isRepeatable
      ? new RetryLater(code, message, { after: waitFor(answer) })
      : new OutcomeUnknown(code, `${message} Whether it took effect is not known.`);
  const meaning = rules.meanings?.[status];
  return new NodeError(meaning?.code ?? code, meaning ? `${meaning.message} ${said(answer.body)}`.trim() : message, { status });
}

/** Throws unless the answer is a success. */
export function requireSuccess(answer: HttpAnswer, rules: OutcomeRules): void {
  const error = httpOutcome(answer, rules);
  if (error) throw error;
}

/** `Retry-After`; a date is measured against the answer's own `Date`, so a clock that is off does no harm. */
function waitFor(answer: HttpAnswer): number | undefined {
  const sentAt = Date.parse(answer.headers.date ?? '');
  const wait = answer.headers['retry-after'] ?? '';
  if (Number.isNaN(sentAt) && !/^\d/.test(wait.trim())) return undefined;
  return retryAfter(answer.headers, sentAt);
}

function messageFor(answer: HttpAnswer, from: string): string {
  const { status } = answer;
  const who = from.charAt(0).toUpperCase() + from.slice(1);
  const what =
    words[status] ??
    (status >= 300 && status < 400
      ? 'sent a redirect, which is not followed; put the final address into the connection'
      : 'refused the request');
  return `${who} ${what} (${status}). ${said(answer.body)}`.trim();
}

/** The message in an error body, in the shapes vendors use; else its beginning. At most 300 characters. */
function said(body: string): string {
  const text = fromJson(body) ?? (/^\s*</.test(body) ? '' : body);
  const short = text.replace(/\s+/g, ' ').trim();
  return short === '' ? '' : `It said: ${short.length > 300 ? `${short.slice(0, 299)}…` : short}`;
}

function fromJson(body: string): string | undefined {
  try {
    return messageIn(JSON.parse(body), 0);
  } catch {
    return undefined;
  }
}

function messageIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object' || depth > 3) return undefined;
  if (Array.isArray(value)) {
    const all = value.slice(0, 3).flatMap((entry) => messageIn(entry, depth + 1) ?? []);
    return all.length > 0 ? all.join('; ') : undefined;
  }
  const fields = value as Record<string, unknown>;
  for (const name of [
    'message',
    'error_description',
    'detail',
    'title',
    'error',
    'errors',
    'details',
    'o:errorDetails',
    'fault',
    'faultstring',
  ]) {
    const found = messageIn(fields[name], depth + 1);
    if (found) return found;
  }
  const perField = Object.entries(fields).flatMap(([name, entry]) =>
    typeof entry === 'string' || Array.isArray(entry) ? `${name} ${messageIn(entry, depth + 1) ?? ''}` : [],
  );
  return depth > 0 && perField.length > 0 ? perField.slice(0, 3).join('; ') : undefined;
}
