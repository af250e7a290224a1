import type { z } from 'zod';
import { flowSchema, type Problem } from './flow.ts';
import { flatIssues, issueWords, unknownFieldWords } from './issue-words.ts';
import { formatPath } from './path.ts';
import { keysAt } from './schema-walk.ts';

type Issue = z.core.$ZodIssue;

/** What the schema finds wrong with a document, each at the node or field it concerns. `document` is what was read. */
export function schemaProblems(issues: readonly Issue[], document: unknown): Problem[] {
  return flatIssues(issues).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownField(issue.path, key, document)) : [problemOf(issue, document)],
  );
}

function problemOf(issue: Issue, document: unknown): Problem {
  const { nodeId, field, words } = placeOf(issue.path, document);
  return { severity: 'error', nodeId, field, ...issueWords(issue, words, valueIn(document, issue.path)) };
}

function unknownField(path: readonly PropertyKey[], key: string, document: unknown): Problem {
  const { nodeId, field, words } = placeOf([...path, key], document);
  return { severity: 'error', nodeId, field, ...unknownFieldWords(words, key, keysAt(flowSchema, path), 'a flow document') };
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

/** The value at a path of the schema; undefined where it does not lead. */
export function valueIn(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[name] : undefined),
    document,
  );
}
