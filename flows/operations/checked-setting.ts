import type { z } from 'zod';
import { type Flow, type FlowSettings, type OnFailure, onFailureSchema, settingsSchema } from '../document/flow.ts';
import { schemaProblems } from '../document/schema-problems.ts';
import { OperationError } from './operation-error.ts';

/** Settings after a change by path; what was removed goes back to its default. Throws INVALID_VALUE with the field and the remedy. */
export function checkedSettings(flow: Flow, settings: unknown): FlowSettings {
  return checked(settingsSchema, settings, ['settings'], { ...flow, settings });
}

/** A node's failure policy after a change by path. */
export function checkedOnFailure(flow: Flow, nodeIndex: number, onFailure: unknown): OnFailure {
  const nodes = flow.nodes.map((node, i) => (i === nodeIndex ? { ...node, onFailure } : node));
  return checked(onFailureSchema, onFailure, ['nodes', nodeIndex, 'onFailure'], { ...flow, nodes });
}

function checked<S extends z.ZodType>(schema: S, value: unknown, place: readonly PropertyKey[], document: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ ...issue, path: [...place, ...issue.path] }));
  const [first] = schemaProblems(issues, document);
  throw new OperationError('INVALID_VALUE', first ? `${first.message} ${first.remedy}` : 'The value does not fit the field.');
}
