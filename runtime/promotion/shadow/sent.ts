import type { Exchange } from '../../engine/calls/exchange.ts';

/** A request to a system, as far as two versions are compared by it. Headers carry credentials and keys of their own. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The value where it is JSON, else the text. */
  readonly body: unknown;
};

type Request = Pick<Exchange, 'method' | 'url' | 'requestBody'>;

export function sentOf({ method, url, requestBody }: Request): Sent {
  const { pathname, searchParams } = new URL(url, 'http://unknown.invalid');
  return { method, path: pathname, query: Object.fromEntries(searchParams), body: jsonOrText(requestBody) };
}

/** Requests of the one side with their counterparts of the other. */
export type Pairs = {
  readonly both: readonly (readonly [then: Sent, would: Sent])[];
  readonly onlyThen: readonly Sent[];
  readonly onlyWould: readonly Sent[];
};

/** The same requests first, whatever their order; then those that are most alike. */
export function pairSent(then: readonly Sent[], would: readonly Sent[]): Pairs {
  const left = [...then];
  const both: [Sent, Sent][] = [];
  const others: Sent[] = [];
  for (const request of would) {
    const same = left.findIndex((other) => likeness(other, request) === exactly);
    const found = same < 0 ? undefined : left.splice(same, 1)[0];
    if (found) both.push([found, request]);
    else others.push(request);
  }
  const onlyWould: Sent[] = [];
  for (const request of others) {
    const at = closest(left, request);
    const found = at < 0 ? undefined : left.splice(at, 1)[0];
    if (found) both.push([found, request]);
    else onlyWould.push(request);
  }
  return { both, onlyThen: left, onlyWould };
}

/** The place of the one that is most like the request, the first of equals; -1: there is none. */
export function closest(candidates: readonly Sent[], request: Sent): number {
  let best = -1;
  let most = -1;
  for (const [i, candidate] of candidates.entries()) {
    const like = likeness(candidate, request);
    if (like > most) [best, most] = [i, like];
  }
  return best;
}

const exactly = Number.MAX_SAFE_INTEGER;

function likeness(a: Sent, b: Sent): number {
  const [bodyA, bodyB] = [JSON.stringify(a.body), JSON.stringify(b.body)];
  const isSamePlace = a.method === b.method && a.path === b.path;
  if (isSamePlace && bodyA === bodyB && JSON.stringify(a.query) === JSON.stringify(b.query)) return exactly;
  return (isSamePlace ? 10_000 : a.method === b.method ? 1_000 : 0) + sameFields(a.body, b.body);
}

function sameFields(a: unknown, b: unknown): number {
  if (!isObject(a) || !isObject(b)) return 0;
  return Object.keys(a).filter((name) => Object.hasOwn(b, name) && JSON.stringify(a[name]) === JSON.stringify(b[name])).length;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
