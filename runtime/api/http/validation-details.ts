import type { z } from 'zod';
import type { Detail } from '../refusal.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, each with the full path of the field and what to do. `place` stands before all paths: `body`, `query`, `path`. */
export function validationDetails(issues: readonly Issue[], place?: string): Detail[] {
  return issues.flatMap((issue) => detailsOf(issue, place === undefined ? [] : [place]));
}

function detailsOf(issue: Issue, before: readonly PropertyKey[]): Detail[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: written([...path, key]), message: 'is not known here; remove it or correct its name' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = nearestBranch(issue.errors);
    return nearest.flatMap((inner) => detailsOf(inner, path));
  }
  return [{ path: written(path), message: wording(issue) }];
}

/** Of the alternatives, the one that went furthest before it failed: what the caller most likely meant. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (branch: readonly Issue[]) => Math.max(0, ...branch.map((issue) => issue.path.length));
  const wrongTag = (branch: readonly Issue[]) => branch.some((issue) => issue.code === 'invalid_value' && issue.path.length <= 1);
  return [...branches].sort((a, b) => Number(wrongTag(a)) - Number(wrongTag(b)) || depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function wording(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    // The value itself is not part of an issue; only the message tells.
    const isMissing = issue.message.endsWith('received undefined');
    return isMissing ? `is missing; give ${kindOf(issue.expected)}` : `must be ${kindOf(issue.expected)}`;
  }
  if (issue.code === 'invalid_value') return `must be one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return `has a name that is not allowed: ${issue.issues[0]?.message ?? 'use another one'}`;
  if (issue.code === 'too_small' && issue.minimum === 1 && (issue.origin === 'string' || issue.origin === 'array'))
    return 'must not be empty';
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
  return issue.message;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}

function kindOf(expected: string): string {
  const words: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
  };
  return words[expected] ?? expected;
}

/** `body.operations[2].node` */
function written(path: readonly PropertyKey[]): string {
  return path.map((name, i) => (typeof name === 'number' ? `[${name}]` : `${i === 0 ? '' : '.'}${String(name)}`)).join('');
}
