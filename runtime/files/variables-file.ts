import { z } from 'zod';
import { valueProblem, variableName } from '../variables/variable.ts';
import { errorIn, type FileProblem } from './file-problem.ts';
import { jsonText, readJson } from './json-text.ts';
import type { VariablePart } from './setup.ts';
import { parsed } from './shape-problems.ts';

const document = z.strictObject({
  format: z.literal(1).default(1),
  variables: z.record(
    z.string().regex(variableName, 'start with a letter; then letters, digits and underscores'),
    z.strictObject({
      type: z.enum(['text', 'number', 'boolean', 'json', 'duration']),
      value: z.json(),
      purpose: z.string().max(200).default(''),
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
    const problem = valueProblem(type, value);
    return problem === null ? [] : [errorIn(path, `The value ${problem}.`, `variables.${name}`)];
  });
  return wrong.length > 0 ? wrong : new Map(entries);
}
