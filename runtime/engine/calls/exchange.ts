import type { HttpRequest } from '@crossdock/nodes/contract/http';

/** One request and its answer, as people see it. Bodies are texts. */
export type Exchange = {
  readonly node: number;
  readonly item: string;
  readonly attempt: number;
  readonly at: number;
  readonly ms: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly key: string | null;
  readonly status: number | null;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
  readonly error: { readonly code: string; readonly message: string } | null;
};

export function urlOf(address: string, { path, query }: HttpRequest): string {
  return `${address}${path}${query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
}

/** Recorded by allow-list: answers may set cookies or echo credentials. */
const recordedHeaders = [
  'content-type',
  'content-length',
  'retry-after',
  'location',
  'link',
  'etag',
  'x-request-id',
  'idempotent-replayed',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-shopify-shop-api-call-limit',
];

export function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const name of recordedHeaders) if (headers[name] !== undefined) shown[name] = headers[name];
  return shown;
}
