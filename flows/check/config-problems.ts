import type { z } from 'zod';
import { flatIssues, issueWords, unknownFieldWords } from '../document/issue-words.ts';
import { formatPath } from '../document/path.ts';
import { valueIn } from '../document/schema-problems.ts';
import { keysAt } from '../document/schema-walk.ts';
import type { ConfigProblem } from './context.ts';

/** What a node's schema finds wrong with a configuration, in words for people: the usual `checkConfig` where the schemas are at hand. */
export function configProblems(schema: z.ZodType, config: unknown): ConfigProblem[] {
  const parsed = schema.safeParse(config);
  if (parsed.success) return [];
  return flatIssues(parsed.error.issues).flatMap((issue): ConfigProblem[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(schema, issue.path, key));
    const path = formatPath(issue.path);
    const { message, remedy } = issueWords(issue, path === '' ? 'The configuration' : `"${path}"`, valueIn(config, issue.path));
    return [{ path, message, remedy }];
  });
}

function unknownField(schema: z.ZodType, path: readonly PropertyKey[], key: string): ConfigProblem {
  const at = formatPath([...path, key]);
  const { message, remedy } = unknownFieldWords(`"${at}"`, key, keysAt(schema, path), 'this step');
  return { path: at, message, remedy };
}
