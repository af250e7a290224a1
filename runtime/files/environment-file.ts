import { z } from 'zod';
import type { FileProblem } from './file-problem.ts';
import { jsonText, readJson } from './json-text.ts';
import type { EnvironmentPart } from './setup.ts';
import { parsed } from './shape-problems.ts';

const document = z
  .object({
    format: z.literal(1).default(1),
    name: z.string().min(1),
    promotionPolicy: z.record(z.string(), z.json()).nullable().default(null),
  })
  .catchall(z.json());

export function environmentText({ name, settings, promotionPolicy }: EnvironmentPart): string {
  return jsonText({ format: 1, name, ...settings, ...(promotionPolicy && { promotionPolicy }) });
}

/** The settings themselves are checked where they are kept. */
export function readEnvironmentText(path: string, text: string): EnvironmentPart | readonly FileProblem[] {
  const read = readJson(path, text);
  if (!read.ok) return [read.problem];
  const result = parsed(path, document, read.value);
  if (!result.ok) return result.problems;
  const { format: _, name, promotionPolicy, ...settings } = result.value;
  return { name, settings, promotionPolicy };
}
