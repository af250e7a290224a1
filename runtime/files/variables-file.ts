import { z } from 'zod';
import { errorIn, type FileProblem } from './file-problem.ts';
import { jsonText, readJson } from './json-text.ts';
import type { VariablePart } from './setup.ts';
import { parsed } from './shape-problems.ts';

const document = z.strictObject({
  format: z.literal(1).default(1),
  variables: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['text', 'number', 'boolean', 'json', 'duration']),
      value: z.json(),
      purpose: z.string().default(''),
    }),
  ),
});

export function variablesText(variables: ReadonlyMap<string, VariablePart>): string {
  return jsonText({ format: 1, variables: Object.fromEntries(variables) });
}

export function readVariablesText(path: string, text: string): ReadonlyMap<string, VariablePart> | readonly FileProblem[] {
  const read = readJson(path, text);
  if (!read.ok) return [read.problem];
  const result = parsed(path, document, read.value);
  if (!result.ok) return result.problems;
  const entries = Object.entries(result.value.variables);
  const wrong = entries.flatMap(([name, { type, value }]) => {
    const expected = { text: 'string', number: 'number', boolean: 'boolean', duration: 'string', json: null }[type];
    if (expected === null || typeof value === expected) return [];
    return [
      errorIn(path, `is of type ${type}, but its value is ${JSON.stringify(value)}. Correct the value or the type.`, `variables.${name}`),
    ];
  });
  return wrong.length > 0 ? wrong : new Map(entries);
}
