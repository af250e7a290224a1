import { z } from 'zod';
import type { FileProblem } from './file-problem.ts';
import { jsonText, readJson } from './json-text.ts';
import { parsed } from './shape-problems.ts';

/** The flows that run, by id, with the note of the version that does. The version itself is the flow's file. */
export type Deployed = ReadonlyMap<string, { readonly note: string }>;

const document = z.strictObject({
  format: z.literal(1).default(1),
  flows: z.record(z.string(), z.strictObject({ note: z.string().max(500).default('') })),
});

export function deploymentsText(deployed: Deployed): string {
  return jsonText({ format: 1, flows: Object.fromEntries(deployed) });
}

export function readDeploymentsText(path: string, text: string): Deployed | readonly FileProblem[] {
  const read = readJson(path, text);
  if (!read.ok) return [read.problem];
  const result = parsed(path, document, read.value);
  return result.ok ? new Map(Object.entries(result.value.flows)) : result.problems;
}
