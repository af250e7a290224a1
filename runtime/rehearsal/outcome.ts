import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { EndedRun } from './headless.ts';
import type { Outcome } from './judge/judge.ts';

/** What came of a run, as a test case looks at it. `requests`: what the mocked systems were sent; without it what the run's exchanges hold. */
export function outcomeOf(
  { detail, steps }: EndedRun,
  requests: ReadonlyMap<string, readonly HttpRequest[]> | null,
): Omit<Outcome, 'violations'> {
  const outputs: Record<string, unknown[]> = {};
  const sent: Record<string, unknown[]> = {};
  const errors: Record<string, string[]> = {};
  for (const { nodeId } of detail.steps) {
    const step = steps.get(nodeId);
    for (const [port, items] of Object.entries(step?.output ?? {})) {
      if (items.length > 0) outputs[`${nodeId}.${port}`] = items.map((item) => item.json);
    }
    const requested = requests ? (requests.get(nodeId) ?? []) : (step?.exchanges ?? []).map(({ request }) => requestOf(request));
    if (requested.length > 0) sent[nodeId] = requested.map(readable);
    const handled = Object.values(step?.output ?? {}).flatMap((items) => items.flatMap((item) => (item.error ? [item.error.code] : [])));
    const codes = [...detail.exceptions.filter((exception) => exception.nodeId === nodeId).map(({ error }) => error.code), ...handled];
    if (codes.length > 0) errors[nodeId] = codes;
  }
  return { status: detail.status, error: detail.error, outputs, requests: sent, errors };
}

function requestOf({ method, url, headers, body }: ExchangeRequest): HttpRequest {
  const { pathname, searchParams } = new URL(url, 'http://unknown.invalid');
  return { method, path: pathname, query: Object.fromEntries(searchParams), headers, body } as HttpRequest;
}

type ExchangeRequest = { readonly method: string; readonly url: string; readonly headers: Record<string, string>; readonly body: string };

/** The body as a value where it is JSON, so that a test case can name a part of it. */
function readable(request: HttpRequest): unknown {
  if (request.body === undefined) return request;
  try {
    return { ...request, body: JSON.parse(request.body) as unknown };
  } catch {
    return request;
  }
}
