import { closest } from '@crossdock/nodes/contract/closest';
import { z } from 'zod';
import { bareSchema } from './bare-schema.ts';
import { flowSchema, type Problem } from './flow.ts';

import { formatPath } from './path.ts';

type Issue = z.core.$ZodIssue;

/** What the schema finds wrong with a document, each at the node or field it concerns. `document` is what was read. */
export function schemaProblems(issues: readonly Issue[], document: unknown): Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(issue.path, key, document)) : [problemOf(issue, document)],
  );
}

function problemOf(issue: Issue, document: unknown): Problem {
  const place = placeOf(issue.path, document);
  const value = valueIn(document, issue.path);
  return { severity: 'error', nodeId: place.nodeId, field: place.field, ...wording(issue, place.words, value) };
}

function unknownKey(path: readonly PropertyKey[], key: string, document: unknown): Problem {
  const known = keysAt(path);
  const meant = closest(key, known);
  const place = placeOf([...path, key], document);
  return {
    severity: 'error',
    nodeId: place.nodeId,
    field: place.field,
    code: 'UNKNOWN_FIELD',
    message: `${place.words} is not a field of a flow document.`,
    remedy: meant ? `Did you mean "${meant}"? Rename or remove it.` : `Remove it. Known here: ${known.join(', ')}.`,
  };
}

function wording(issue: Issue, place: string, value: unknown): Pick<Problem, 'code' | 'message' | 'remedy'> {
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return { code: 'MISSING_FIELD', message: `${place} is missing.`, remedy: `Add it${expectation(issue)}.` };
  }
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'WRONG_TYPE',
        message: `${place} must be ${typeWords(issue.expected)}, but is ${describeValue(value)}.`,
        remedy: `Replace it by ${typeWords(issue.expected)}.`,
      };
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof value === 'string' ? closest(value, values) : undefined;
      return {
        code: 'UNKNOWN_VALUE',
        message: `${place} cannot be ${describeValue(value)}.`,
        remedy: meant ? `Did you mean "${meant}"? Possible: ${values.join(', ')}.` : `Use one of: ${values.join(', ')}.`,
      };
    }
    case 'too_small':
      return {
        code: 'OUT_OF_RANGE',
        message: `${place} is ${sizeWords(issue.origin, value)}.`,
        remedy: `Use at least ${countWords(issue.origin, issue.minimum)}.`,
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
      return { code: 'BAD_TEXT', message: `${place} cannot be ${describeValue(value)}.`, remedy: formatRemedy(issue) };
    default:
      return { code: 'INVALID', message: `${place} is not valid.`, remedy: sentence(issue.message) };
  }
}

/** Node and field of a path of the schema; `words` names both for a sentence. */
function placeOf(path: readonly PropertyKey[], document: unknown): { nodeId: string | null; field: string | null; words: string } {
  const whole = path.length === 0 ? 'The document' : `"${formatPath(path)}"`;
  if (path[0] !== 'nodes' || typeof path[1] !== 'number') return { nodeId: null, field: formatPath(path) || null, words: whole };
  const node = valueIn(document, path.slice(0, 2)) as { id?: unknown; name?: unknown } | undefined;
  if (typeof node?.id !== 'string' || node.id === '') return { nodeId: null, field: formatPath(path), words: whole };
  const name = typeof node.name === 'string' && node.name !== '' ? node.name : node.id;
  return { nodeId: node.id, field: formatPath(path.slice(2)) || null, words: `${whole} (step "${name}")` };
}

function valueIn(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[name] : undefined),
    document,
  );
}

/** The names of the fields that the schema knows at a place. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let at: unknown = flowSchema;
  for (const name of path) {
    at = bareSchema(at);
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodRecord) at = at.valueType;
    else if (at instanceof z.ZodObject) at = at.shape[name as string];
  }
  at = bareSchema(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
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

function describeValue(value: unknown): string {
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
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'entry' : '';
  if (unit === '') return String(limit);
  return `${limit} ${Number(limit) === 1 ? unit : unit === 'entry' ? 'entries' : 'characters'}`;
}

function formatRemedy(issue: Issue): string {
  const isOurs = !issue.message.startsWith('Invalid ');
  if (isOurs) return sentence(issue.message);
  return issue.code === 'invalid_format' && issue.pattern ? `Use a text that matches ${issue.pattern}.` : 'Use another text.';
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
