import type { ShadowReport } from '../../server/shapes.ts';
import { shadowTexts as texts } from '../../texts/shadow.ts';
import { valueWords } from '../changes/value-words.ts';

export type ShadowGroup = ShadowReport['summary']['groups'][number];
export type ShadowRun = ShadowReport['runs'][number];
type ShadowDifference = ShadowRun['differences'][number];
type Place = Pick<ShadowGroup, 'part' | 'kind'> & { readonly path: readonly (string | number)[] };

/** Which sentence says what differs alike in several runs; its slots are `runs`, `step`, `field`, `from`, `to`. */
export function sentenceOf(group: ShadowGroup): string {
  const { part, kind, path, from, to, code, step } = group;
  const hasValues = from !== undefined && to !== undefined && kind === 'differs';
  if (part === 'status') {
    if (to === 'done') return texts.goesThrough;
    if (from !== undefined && from !== 'done') return texts.endsOtherwise;
    return step === null || code === undefined ? texts.fails : texts.failsAs;
  }
  if (part === 'error') return texts.failsAt;
  if (part === 'decision') return hasValues ? texts.decides : texts.decidesAnother;
  if (part === 'output') {
    if (kind === 'count' && path.length === 0) return texts.leavesCount;
    return hasValues ? texts.leaves : texts.leavesAnother;
  }
  if (kind === 'sent') return texts.calls;
  if (kind === 'not-sent') return texts.callsNoMore;
  if (kind === 'missing') return texts.sendsNoMore;
  if (kind === 'unexpected') return texts.sendsAlso;
  return hasValues ? texts.sends : texts.sendsAnother;
}

/** The field as people know it: `lines[].sku` of the body of a request. */
export function fieldOf({ part, kind, path }: Place): string {
  if (part === 'status') return texts.status;
  if (part === 'error') return texts.errors;
  const [first, ...rest] = path[0] !== undefined && typeof path[0] === 'number' && part !== 'request' ? path.slice(1) : path;
  const ofRequest = part === 'request';
  const name = ofRequest && first === 'body' ? joined(rest) : ofRequest && first === 'query' ? texts.query(joined(rest)) : null;
  const field =
    name ??
    (ofRequest && first === 'path'
      ? texts.path
      : ofRequest && first === 'method'
        ? texts.method
        : joined(first === undefined ? [] : [first, ...rest]));
  const told = field === '' ? (ofRequest ? texts.allRequests : texts.records) : field;
  return kind === 'count' ? texts.entries(told) : told;
}

/** What stood or would stand there: values are left out for who may not see them. */
export function sideOf(difference: ShadowDifference, side: 'from' | 'to', hasValues: boolean): string {
  const { part, kind } = difference;
  const isAbsent = kind === 'missing' ? side === 'to' : kind === 'unexpected' ? side === 'from' : false;
  const isNoCall = kind === 'sent' ? side === 'from' : kind === 'not-sent' ? side === 'to' : false;
  if (isAbsent || isNoCall) return texts.notThere;
  if (!hasValues) return texts.hidden;
  const value = difference[side];
  if (kind === 'sent' || kind === 'not-sent') return callWords(value);
  if (part === 'status' && typeof value === 'string')
    return texts.end(texts.statusOf[value] ?? value, side === 'to' ? difference.code : undefined);
  return valueWords(value) ?? (value === null ? 'null' : texts.notThere);
}

/** A whole request: `POST /orders`. */
function callWords(value: unknown): string {
  const { method, path } = (value ?? {}) as { readonly method?: unknown; readonly path?: unknown };
  return typeof method === 'string' && typeof path === 'string' ? `${method} ${path}` : (valueWords(value) ?? texts.notThere);
}

/** Whether all of them are known as orders. */
export function areOrders(runs: readonly Pick<ShadowRun, 'keyKind'>[]): boolean {
  return runs.length > 0 && runs.every(({ keyKind }) => keyKind === 'order');
}

/** The name of a step in either version; the flow's beside it where there are several. */
export function stepName({ flows }: Pick<ShadowReport['summary'], 'flows'>, flow: string, step: string | null): string {
  const found = flows.find((one) => one.flow === flow);
  const name = step === null ? texts.whole : (found?.steps[step] ?? step);
  return flows.length > 1 && found ? `${found.name}, ${name}` : name;
}

function joined(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (step === '' || typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
