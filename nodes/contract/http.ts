/** A request as a pure `prepare` makes it. The connection adds address and credentials; the body is text that nobody parses again. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Path below the connection's address; build it with `path` of the contract so that values cannot leave their segment. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type HttpAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** The capability `http`: one connection's address, credentials, time-out and egress policy stand behind it. */
export type Http = {
  /**
   * Resolves with any status. Throws RetryLater when nothing was sent (refused, no such host) and OutcomeUnknown when the request went out and no
   * answer came back (time-out, connection lost).
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
};

/** Builds a path whose values are percent-encoded, each within its segment: path`/orders/${number}/lines`. `.` and `..` are refused. */
export function path(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return literals.reduce((built, literal, i) => built + segment(values[i - 1]) + literal);
}

function segment(value: string | number | undefined): string {
  const text = String(value);
  if (text === '' || text === '.' || text === '..') throw new TypeError(`"${text}" cannot be a segment of a path`);
  return encodeURIComponent(text);
}

/** `Retry-After` (RFC 9110, 10.2.3) in milliseconds from `now`; undefined when absent or unreadable. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
