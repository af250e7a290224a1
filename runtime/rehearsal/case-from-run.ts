import { type Flow, limits, type SampleMessage, type TestCase } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import type { RunDetail, StepDetail } from '../engine/run-service.ts';
import type { Finding } from './judge/judge.ts';

/** A run that has ended, as people see it. */
export type PastRun = {
  readonly detail: RunDetail;
  readonly message: SampleMessage;
  /** The document that ran. */
  readonly flow: Flow;
  readonly steps: ReadonlyMap<string, StepDetail>;
  /** How the waits of its steps ended, in turn, by step. */
  readonly waits: Readonly<Record<string, readonly unknown[]>>;
};

/** Which steps change something outside; their requests are expected. */
export type IsEffect = (node: Flow['nodes'][number]) => boolean;

/** Headers of an answer that say nothing about the business. */
const passingHeaders = /^(content-type|content-length|etag|x-request-id|x-ratelimit-.*|x-shopify-shop-api-call-limit)$/;

/**
 * A test case that holds what a run got and gave: its message, the answers of the systems, the records that left the flow, what was sent, what failed. `taken`: the
 * cases that the flow has.
 */
export function caseFromRun({ detail, message, flow, steps, waits }: PastRun, isEffect: IsEffect, taken: readonly TestCase[]): TestCase {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const wired = new Set(flow.edges.map(({ from }) => `${from.node}.${from.port}`));
  const answers: TestCase['answers'] = Object.fromEntries(Object.entries(waits).map(([node, ends]) => [node, ends.map(answerOfWait)]));
  const outputs: TestCase['expect']['outputs'] = {};
  const requests: TestCase['expect']['requests'] = {};
  const errors: TestCase['expect']['errors'] = {};
  for (const { nodeId, itemsOut } of detail.steps) {
    const step = steps.get(nodeId);
    const node = nodes.get(nodeId);
    if (!step || !node) continue;
    const exchanges = [...step.exchanges].sort((a, b) => a.at.localeCompare(b.at));
    const answered = exchanges.flatMap(({ answer }) => (answer ? [answerOf(answer)] : []));
    if (answered.length > 0) answers[nodeId] = answered;
    if (isEffect(node) && exchanges.length > 0) requests[nodeId] = exchanges.map(({ request }) => expectedRequest(request));
    for (const [port, items] of Object.entries(step.output)) {
      // Of more than are kept, some would be missing in the expectation.
      const isWhole = items.length > 0 && items.length === (itemsOut[port] ?? items.length);
      if (isWhole && !wired.has(`${nodeId}.${port}`)) outputs[`${nodeId}.${port}`] = items.map((item) => (item.isCut ? {} : item.json));
    }
    const codes = detail.exceptions.filter((exception) => exception.nodeId === nodeId).map(({ error }) => error.code);
    if (codes.length > 0) errors[nodeId] = codes;
  }
  const name = freeName(nameOf(detail), taken);
  return {
    id: freeId(name, 'case', new Set(taken.map(({ id }) => id))),
    name,
    message,
    systems: 'mocked',
    receivedAt: detail.createdAt,
    answers,
    expect: { status: statusOf(detail), outputs, match: {}, schemas: {}, requests, errors },
  };
}

/** "order 4711, customer 17": the business keys, by which people know the run. */
function nameOf({ keys, id }: Pick<RunDetail, 'keys' | 'id'>): string {
  const words = keys.slice(0, 3).map(({ kind, value }) => keyWords(kind, value));
  const name = words.length > 0 ? words.join(', ') : `Run ${id.slice(-8)}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`.slice(0, 100);
}

/** "customer PO 73524", also where the value says once more that it is a PO. */
function keyWords(kind: string, value: string): string {
  const [last = ''] = kind.split(' ').slice(-1);
  return value.toLowerCase().startsWith(`${last.toLowerCase()} `) ? `${kind} ${value.slice(last.length + 1)}` : `${kind} ${value}`;
}

function statusOf({ status }: Pick<RunDetail, 'status'>): TestCase['expect']['status'] {
  return status === 'partial' || status === 'failed' ? status : 'done';
}

function answerOfWait(body: unknown): TestCase['answers'][string][number] {
  return { status: 200, headers: {}, body };
}

function answerOf({ status, headers, body }: NonNullable<StepDetail['exchanges'][number]['answer']>): TestCase['answers'][string][number] {
  const kept = Object.entries(headers).filter(([name]) => !passingHeaders.test(name.toLowerCase()));
  const value = jsonOrText(body);
  const type = typeof value === 'string' ? Object.entries(headers).filter(([name]) => name.toLowerCase() === 'content-type') : [];
  return { status, headers: Object.fromEntries([...type, ...kept]), body: value };
}

function expectedRequest({ method, url, body }: StepDetail['exchanges'][number]['request']): unknown {
  const value = jsonOrText(body);
  const { pathname } = new URL(url, 'http://unknown.invalid');
  // The address of a connection may have a path of its own, which the request of a step does not have.
  return { method, path: { $like: `*${pathname.split('/').at(-1)}` }, ...(body !== '' && { body: value }) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function freeName(wanted: string, taken: readonly TestCase[]): string {
  for (let n = 1; n <= limits.tests + 1; n++) {
    const name = n === 1 ? wanted : `${wanted} (${n})`;
    if (!taken.some((other) => other.name === name)) return name;
  }
  return wanted;
}

/**
 * The case with a placeholder wherever a rehearsal of the very same version gave something else: a number drawn from the run's id, a hidden value that was
 * calculated with. `loosened`: where.
 */
export function loosened(test: TestCase, findings: readonly Finding[]): { readonly test: TestCase; readonly loosened: readonly string[] } {
  const expect = structuredClone(test.expect) as TestCase['expect'];
  const places: string[] = [];
  for (const { part, key, path, kind, place, found } of findings) {
    if ((part !== 'outputs' && part !== 'requests') || key === null || kind === 'schema') continue;
    if (kind === 'length' && path.length === 0) delete expect[part][key];
    else if (!replaceAt(expect[part][key], path, found === undefined ? undefined : { $any: true })) continue;
    places.push(place);
  }
  return { test: { ...test, expect }, loosened: places };
}

function replaceAt(root: unknown, path: readonly (string | number)[], value: unknown): boolean {
  const last = path.at(-1);
  let at = root;
  for (const step of path.slice(0, -1))
    at = at !== null && typeof at === 'object' ? (at as Record<string | number, unknown>)[step] : undefined;
  if (last === undefined || at === null || typeof at !== 'object') return false;
  if (value === undefined && !Array.isArray(at)) delete (at as Record<string | number, unknown>)[last];
  else (at as Record<string | number, unknown>)[last] = value ?? {};
  return true;
}
