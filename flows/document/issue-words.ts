import { closest } from '@crossdock/nodes/contract/closest';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** A problem in words for people, with a stable code. */
export type Words = { readonly code: string; readonly message: string; readonly remedy: string };

/** Says what an issue of a schema means. `place` begins the sentence, such as `"settings.lane"`; `value` is what stands there. */
export function issueWords(issue: Issue, place: string, value: unknown): Words {
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union')) {
    return { code: 'MISSING_FIELD', message: `${place} is missing.`, remedy: `Add it${expectation(issue)}.` };
  }
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'WRONG_TYPE',
        message: `${place} must be ${typeWords(issue.expected)}, but is ${valueWords(value)}.`,
        remedy: `Replace it by ${typeWords(issue.expected)}.`,
      };
    case 'invalid_value':
      return notAmong(place, value, issue.values.map(String));
    case 'invalid_union': {
      // Given when a discriminator has an unknown value; zod's type does not name it.
      const { options } = issue as { readonly options?: readonly unknown[] };
      if (options) return notAmong(place, value, options.map(String));
      return {
        code: 'INVALID',
        message: `${place} cannot be ${valueWords(value)}.`,
        remedy: 'Replace it by a value of one of the allowed kinds.',
      };
    }
    case 'too_small':
      return {
        code: 'OUT_OF_RANGE',
        message: `${place} is ${sizeWords(issue.origin, value)}.`,
        remedy: issue.origin === 'string' && value === '' ? 'Fill it in.' : `Use at least ${countWords(issue.origin, issue.minimum)}.`,
      };
    case 'too_big':
      return {
        code: 'OUT_OF_RANGE',
        message: `${place} is ${sizeWords(issue.origin, value)}.`,
        remedy: `Use at most ${countWords(issue.origin, issue.maximum)}.`,
      };
    case 'invalid_key':
      return {
        code: 'BAD_NAME',
        message: `${place} has a name that is not allowed.`,
        remedy: sentence(issue.issues[0]?.message ?? 'Use another name'),
      };
    case 'invalid_format':
      return { code: 'BAD_TEXT', message: `${place} cannot be ${valueWords(value)}.`, remedy: formatRemedy(issue) };
    default:
      return { code: 'INVALID', message: `${place} is not valid.`, remedy: sentence(issue.message) };
  }
}

/** A field that a schema does not know, and the one that was probably meant. */
export function unknownFieldWords(place: string, key: string, known: readonly string[], owner: string): Words {
  const meant = closest(key, known);
  return {
    code: 'UNKNOWN_FIELD',
    message: `${place} is not a field of ${owner}.`,
    remedy: meant
      ? `Did you mean "${meant}"? Rename or remove it.`
      : known.length > 0
        ? `Remove it. Known here: ${known.join(', ')}.`
        : 'Remove it.',
  };
}

/** Of the branches of a union that all refuse a value, the one that came nearest speaks, unless none did. */
export function flatIssues(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const inner = issue.errors.filter((branch) => branch.some((each) => each.path.length > 0));
    const nearest = inner.toSorted((a, b) => a.length - b.length)[0];
    return nearest ? flatIssues(nearest.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))) : [issue];
  });
}

function notAmong(place: string, value: unknown, values: readonly string[]): Words {
  const meant = typeof value === 'string' ? closest(value, values) : undefined;
  return {
    code: 'UNKNOWN_VALUE',
    message: `${place} cannot be ${valueWords(value)}.`,
    remedy: meant ? `Did you mean "${meant}"? Possible: ${values.join(', ')}.` : `Use one of: ${values.join(', ')}.`,
  };
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return ` as ${typeWords(issue.expected)}`;
  return issue.code === 'invalid_value' ? `; possible: ${issue.values.map(String).join(', ')}` : '';
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [ ... ]',
  object: 'an object { ... }',
  record: 'an object { ... }',
};

function typeWords(type: string): string {
  return typeNames[type] ?? `a ${type}`;
}

function valueWords(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

function sizeWords(origin: string, value: unknown): string {
  if (origin === 'string') return value === '' ? 'empty' : `${String(value).length} characters long`;
  if (origin === 'array') return `a list of ${Array.isArray(value) ? value.length : 0}`;
  return String(value);
}

function countWords(origin: string, limit: number | bigint): string {
  if (origin === 'string') return `${limit} ${Number(limit) === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`;
  return String(limit);
}

function formatRemedy(issue: Issue): string {
  if (!issue.message.startsWith('Invalid ')) return sentence(issue.message);
  return issue.code === 'invalid_format' && issue.pattern ? `Use a text that matches ${issue.pattern}.` : 'Use another text.';
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
