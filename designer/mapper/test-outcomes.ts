import type { Schema } from '@crossdock/flows/mapping/fields-of-schema';
import { type Violation, violationsOf } from '@crossdock/flows/mapping/violations';
import { type MappingRun, plainMessage } from './run-mapping.ts';

/** The same of each entry of a list is told once. */
function perField(violations: readonly Violation[]): string[] {
  const counts = new Map<string, number>();
  for (const { field, message } of violations) counts.set(`${field} ${message}`, (counts.get(`${field} ${message}`) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count > 1 ? `${text} (${count})` : text));
}

/** A place where two results differ; undefined: absent. */
export type Difference = { readonly path: string; readonly before: unknown; readonly after: unknown };

export type TestOutcome = {
  readonly index: number;
  readonly state: 'ok' | 'failed';
  /** Why it failed: the line's error, else the first problems of the contract. */
  readonly reasons: readonly string[];
  readonly differences: readonly Difference[];
};

const reasonsShown = 3;
const differencesAtMost = 50;

/** How each sample fares with the mapping as it is, and what is different from the mapping as it was. */
export function testOutcomes(
  now: MappingRun,
  before: MappingRun,
  schema: Schema | null,
  targetOf: (at: string) => string = () => '',
): TestOutcome[] {
  return now.results.map((result, index) => {
    const errors = now.failed[index]
      ? [...now.failures]
          .filter(([, { samples }]) => samples.includes(index))
          .map(([at, { message }]) => `${targetOf(at)} ${plainMessage(message)}`.trim())
      : [];
    const violations = errors.length === 0 && schema && result !== undefined ? violationsOf(result, schema) : [];
    const reasons = errors.length > 0 ? errors : perField(violations);
    const isFailed = now.failed[index] === true || violations.length > 0;
    const [a, b] = [outputOf(before, index), outputOf(now, index)];
    return { index, state: isFailed ? 'failed' : 'ok', reasons: reasons.slice(0, reasonsShown), differences: differencesOf(a, b) };
  });
}

function outputOf(run: MappingRun, index: number): unknown {
  return run.failed[index] ? undefined : run.results[index];
}

/** The places at which two results differ, in order. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  compare(before, after, '', found);
  return found;
}

function compare(before: unknown, after: unknown, path: string, found: Difference[]): void {
  if (found.length >= differencesAtMost || before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++) compare(before[i], after[i], `${path}[${i}]`, found);
    return;
  }
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[name], after[name], path === '' ? name : `${path}.${name}`, found);
    return;
  }
  found.push({ path, before, after });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
