import type { Flow } from '@crossdock/flows/document/flow';
import { differences } from '../../rehearsal/judge/compare.ts';
import type { Facts } from './facts.ts';
import { pairSent, type Sent } from './sent.ts';

/** One thing that would be another one. */
export type ShadowDifference = {
  readonly part: 'status' | 'request' | 'output' | 'error' | 'decision';
  /** null: of the run as a whole. */
  readonly step: string | null;
  /** Of records that leave the flow. */
  readonly port: string | null;
  /** `count`: of a list; `sent` and `not-sent`: a whole request. */
  readonly kind: 'differs' | 'missing' | 'unexpected' | 'count' | 'sent' | 'not-sent';
  /** Within the request, which has `method`, `path`, `query` and `body`, or within the record. */
  readonly path: readonly (string | number)[];
  readonly from?: unknown;
  readonly to?: unknown;
  /** Of a run that would fail: why. */
  readonly code?: string | undefined;
};

type Steps = Pick<Flow, 'nodes' | 'edges'>;

/**
 * What would be another one than it was. `unanswered`: steps that asked something nobody was asked then; what comes after them cannot be known and is not a
 * difference.
 */
export function compareFacts(
  then: Facts,
  would: Facts,
  { before, after }: { readonly before: Steps; readonly after: Steps },
  unanswered: ReadonlySet<string>,
): readonly ShadowDifference[] {
  const unknown = behind(unanswered, after);
  const known = (step: string) => !unknown.has(step) && !unanswered.has(step);
  const failing = Object.keys(would.errors);
  const cause = failing.find((step) => known(step) && would.errors[step]?.length !== then.errors[step]?.length) ?? null;
  const code = cause === null ? would.error : would.errors[cause]?.[0];
  // It ended so only because a call had no answer.
  const isForNoAnswer = unanswered.size > 0 && failing.every((step) => !known(step));
  return [
    ...(then.status === would.status || isForNoAnswer
      ? []
      : [
          {
            part: 'status',
            step: cause,
            port: null,
            kind: 'differs',
            path: [],
            from: then.status,
            to: would.status,
            ...(code && { code }),
          } as const,
        ]),
    ...union(then.requests, would.requests)
      .filter((step) => !unknown.has(step))
      .flatMap((step) => requestDifferences(step, then.requests[step] ?? [], would.requests[step] ?? [])),
    ...union(then.outputs, would.outputs)
      .filter((place) => known(stepOf(place)) && [before, after].every((flow) => leaves(place, flow)))
      .flatMap((place) => outputDifferences(place, then.outputs[place] ?? [], would.outputs[place] ?? [])),
    ...union(then.errors, would.errors)
      .filter(known)
      .flatMap((step) => valueDifferences('error', step, null, then.errors[step] ?? [], would.errors[step] ?? [])),
    ...Object.keys(then.decisions)
      .filter((step) => step in would.decisions && known(step))
      .flatMap((step) => valueDifferences('decision', step, null, then.decisions[step] ?? [], would.decisions[step] ?? [])),
  ];
}

/**
 * Without those that the version that ran shows as well when it is run again: they come from what has changed since (a variable, a table, what a step
 * remembers), or from one run to the next, not from what is promoted.
 */
export function withoutDrift(found: readonly ShadowDifference[], control: readonly ShadowDifference[]): readonly ShadowDifference[] {
  const drift = new Set(control.map((one) => JSON.stringify([one.part, one.step, one.port, one.kind, one.path, one.to])));
  return found.filter((one) => !drift.has(JSON.stringify([one.part, one.step, one.port, one.kind, one.path, one.to])));
}

/**
 * The same change is told once, where it matters most: a field that a table decides is in the record and in the request that follows. What is sent goes before
 * what leaves the flow, and that before what was decided.
 */
export function toldOnce(found: readonly ShadowDifference[]): readonly ShadowDifference[] {
  const seen = new Map<string, ShadowDifference>();
  const fails = found.some(isFailing);
  return found.filter((one) => {
    if (fails && isOfFailure(one)) return false;
    const field = one.path.findLast((step) => typeof step === 'string');
    if (one.kind !== 'differs' || field === undefined) return true;
    const key = JSON.stringify([field, one.from, one.to]);
    const first = seen.get(key);
    if (first) return first.part === one.part && first.step === one.step && first.port === one.port;
    seen.set(key, one);
    return true;
  });
}

/** It went well, and would not. */
export function isFailing({ part, from, to }: ShadowDifference): boolean {
  return part === 'status' && from === 'done' && to !== 'done';
}

/** What fails does not go on: that goes without saying. */
function isOfFailure({ part, kind }: ShadowDifference): boolean {
  return part === 'error' || kind === 'not-sent' || (part === 'output' && kind === 'count');
}

function requestDifferences(step: string, then: readonly Sent[], would: readonly Sent[]): readonly ShadowDifference[] {
  const { both, onlyThen, onlyWould } = pairSent(then, would);
  const whole = { part: 'request', step, port: null, path: [] } as const;
  return [
    ...both.flatMap(([was, is]) => valueDifferences('request', step, null, was, is)),
    ...onlyThen.map((request) => ({ ...whole, kind: 'not-sent' as const, from: request })),
    ...onlyWould.map((request) => ({ ...whole, kind: 'sent' as const, to: request })),
  ];
}

function outputDifferences(place: string, then: readonly unknown[], would: readonly unknown[]): readonly ShadowDifference[] {
  const step = stepOf(place);
  return valueDifferences('output', step, place.slice(step.length + 1), then, would);
}

function valueDifferences(
  part: ShadowDifference['part'],
  step: string,
  port: string | null,
  then: unknown,
  would: unknown,
): readonly ShadowDifference[] {
  return differences(would, then, 'exact').map(({ kind, path, expected, found }) =>
    kind === 'length'
      ? { part, step, port, kind: 'count', path, from: (expected as unknown[]).length, to: (found as unknown[]).length }
      : { part, step, port, kind, path, ...(expected !== undefined && { from: expected }), ...(found !== undefined && { to: found }) },
  );
}

/** All that comes after these steps. */
function behind(steps: ReadonlySet<string>, { edges }: Steps): ReadonlySet<string> {
  const found = new Set<string>();
  const reached = new Set(steps);
  for (const step of reached)
    for (const { from, to } of edges)
      if (from.node === step) {
        reached.add(to.node);
        found.add(to.node);
      }
  return found;
}

/** A port of a step that is there, and leads nowhere. */
function leaves(place: string, { nodes, edges }: Steps): boolean {
  return nodes.some(({ id }) => id === stepOf(place)) && !edges.some(({ from }) => `${from.node}.${from.port}` === place);
}

function stepOf(place: string): string {
  return place.slice(0, place.lastIndexOf('.'));
}

function union(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
