import type { TestCase } from '@crossdock/flows/document/flow';
import { type Difference, differences } from './compare.ts';

/** What a test case expected and did not get. */
export type Finding = {
  /** Where: `outputs.map.out[0].lines[1].quantity`. */
  readonly place: string;
  /** The whole sentence. */
  readonly message: string;
  readonly kind: Difference['kind'] | 'schema';
  readonly part: 'status' | 'outputs' | 'requests' | 'errors' | 'run';
  /** Of an output `node.port`, of requests and errors the node; null: the run as a whole. */
  readonly key: string | null;
  /** Within what the key names. */
  readonly path: readonly (string | number)[];
  readonly expected?: unknown;
  readonly found?: unknown;
};

/** What came of the run of a test case, with nothing hidden. */
export type Outcome = {
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** By `node.port`. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
  /** By node, in the order they were sent. */
  readonly requests: Readonly<Record<string, readonly unknown[]>>;
  /** Codes by node. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** By `node.port`: what an item has that the schema does not allow. */
  readonly violations: Readonly<Record<string, readonly { readonly item: number; readonly path: string; readonly message: string }[]>>;
};

/** Compares what came with what the test case expects. Pure. Empty: it passed. */
export function judge({ expect }: Pick<TestCase, 'expect'>, outcome: Outcome): readonly Finding[] {
  return [
    ...statusFindings(expect.status, outcome),
    ...Object.entries(expect.outputs).flatMap(([key, expected]) => {
      const mode = expect.match[key] ?? 'subset';
      return mode === 'schema' ? [] : listFindings('outputs', key, outcome.outputs[key] ?? [], expected, mode);
    }),
    ...Object.keys(expect.schemas).flatMap((key) => schemaFindings(key, outcome)),
    ...Object.entries(expect.requests).flatMap(([key, expected]) =>
      listFindings('requests', key, outcome.requests[key] ?? [], expected, 'subset'),
    ),
    ...Object.entries(expect.errors).flatMap(([key, expected]) =>
      listFindings('errors', key, outcome.errors[key] ?? [], expected, 'exact'),
    ),
  ];
}

/** A finding about the run as such: it could not be begun, or did not end. */
export function runFinding(message: string): Finding {
  return { place: 'run', message, kind: 'missing', part: 'run', key: null, path: [] };
}

function statusFindings(expected: string, { status, error }: Outcome): readonly Finding[] {
  if (status === expected) return [];
  const why = error ? ` (${error.code}: ${error.message})` : '';
  const message = `status: expected ${expected}, but it is ${status}${why}`;
  return [{ place: 'status', message, kind: 'differs', part: 'status', key: null, path: [], expected, found: status }];
}

type ListPart = 'outputs' | 'requests' | 'errors';
const nouns: Readonly<Record<ListPart, readonly [one: string, many: string]>> = {
  outputs: ['record', 'records'],
  requests: ['request', 'requests'],
  errors: ['error', 'errors'],
};

function listFindings(
  part: ListPart,
  key: string,
  found: readonly unknown[],
  expected: readonly unknown[],
  mode: 'subset' | 'exact',
): readonly Finding[] {
  return differences(found, expected, mode).map((difference) => {
    const place = `${part}.${key}${pathWords(difference.path)}`;
    const { kind, path, expected: wanted, found: came } = difference;
    return {
      place,
      message: `${place}: ${sentence(difference, nouns[part])}`,
      kind,
      part,
      key,
      path,
      ...(wanted !== undefined && { expected: wanted }),
      ...(came !== undefined && { found: came }),
    };
  });
}

function sentence({ kind, path, expected, found, words }: Difference, [one, many]: readonly [string, string]): string {
  switch (kind) {
    case 'length': {
      const [wanted, came] = [(expected as unknown[]).length, (found as unknown[]).length];
      const noun = path.length > 0 ? (wanted === 1 ? 'entry' : 'entries') : wanted === 1 ? one : many;
      return `expected ${wanted} ${noun}, but there ${came === 1 ? 'is' : 'are'} ${came === 0 ? 'none' : came}: ${short(found)}`;
    }
    case 'unexpected':
      return `is not expected, but it is ${short(found)}`;
    case 'missing':
      return `expected ${words ?? short(expected)}, but it is missing`;
    default:
      return `expected ${words ?? short(expected)}, but it is ${short(found)}`;
  }
}

function schemaFindings(key: string, { outputs, violations }: Outcome): readonly Finding[] {
  const common = { kind: 'schema', part: 'outputs', key } as const;
  if ((outputs[key] ?? []).length === 0) {
    const place = `outputs.${key}`;
    return [{ ...common, place, path: [], message: `${place}: expected records that fit the schema, but there are none` }];
  }
  return (violations[key] ?? []).slice(0, 50).map(({ item, path, message }) => {
    const steps = [item, ...stepsOf(path)];
    const place = `outputs.${key}${pathWords(steps)}`;
    return { ...common, place, path: steps, message: `${place}: ${message}` };
  });
}

/** `[0].lines[1].quantity` */
function pathWords(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join('');
}

/** The steps of `lines[1].sku`. */
function stepsOf(path: string): readonly (string | number)[] {
  return path.split(/[.[\]]+/).flatMap((step): (string | number)[] => (step === '' ? [] : /^\d+$/.test(step) ? [Number(step)] : [step]));
}

/** A value on one line, at most 300 characters. */
function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}
