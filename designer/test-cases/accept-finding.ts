import type { TestCase } from '@crossdock/flows/document/flow';
import type { Finding } from '../server/shapes.ts';

type Expect = TestCase['expect'];
type Path = readonly (string | number)[];

/** Whether what came can be made the expectation: a schema is not changed by one record, and what is not shown cannot be taken. */
export function canAccept({ part, kind, found }: Finding): boolean {
  if (part === 'run' || kind === 'schema') return false;
  return kind === 'missing' || found !== undefined;
}

/** The expectation with what came at the place of the finding. Everything else stays the same object. */
export function acceptFinding(expect: Expect, finding: Finding): Expect {
  const { part, key, path, found } = finding;
  if (!canAccept(finding)) return expect;
  if (part === 'status') return isStatus(found) ? { ...expect, status: found } : expect;
  if (part === 'run' || key === null) return expect;
  const lists = expect[part] as Readonly<Record<string, unknown>>;
  return { ...expect, [part]: { ...lists, [key]: withValue(lists[key] ?? [], path, found) } };
}

function isStatus(value: unknown): value is Expect['status'] {
  return value === 'done' || value === 'partial' || value === 'failed';
}

/** A copy with another value at the path; undefined takes the field away. */
function withValue(whole: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? [];
  if (Array.isArray(whole) && typeof step === 'number') return whole.with(step, withValue(whole[step], rest, value));
  const { [step]: before, ...others } = (whole ?? {}) as Readonly<Record<string | number, unknown>>;
  if (rest.length === 0 && value === undefined) return others;
  return { ...(whole as object), [step]: withValue(before, rest, value) };
}
