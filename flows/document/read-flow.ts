import { duplicateIds } from './duplicate-ids.ts';
import { isShallow, parseExactJson } from './exact-json.ts';
import { type Flow, flowSchema, type Problem } from './flow.ts';
import { findJsonFault, maxDepth } from './json-fault.ts';
import { schemaProblems } from './schema-problems.ts';
import { upgrade } from './upgrades.ts';

export type ReadFlow = { readonly ok: true; readonly flow: Flow } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a flow from JSON text or from a parsed value, of any released format, and fills in the defaults.
 * Numbers in text that a double cannot hold become texts with all digits. Never throws.
 */
export function readFlow(input: unknown): ReadFlow {
  if (typeof input === 'string') return readText(input);
  if (!isShallow(input)) {
    return refuse('TOO_DEEP', `Values are nested deeper than ${maxDepth} levels.`, 'Flatten the document.');
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    return refuse('NOT_A_FLOW', 'The document is not an object.', 'Give a flow as JSON: { "format": 1, "id": ..., "name": ... }.');
  }
  const upgraded = upgrade(input as Record<string, unknown>);
  if (!upgraded.ok) return { ok: false, problems: [upgraded.problem] };
  const parsed = flowSchema.safeParse(upgraded.document);
  if (!parsed.success) return { ok: false, problems: schemaProblems(parsed.error.issues, upgraded.document) };
  const problems = duplicateIds(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, flow: parsed.data };
}

function readText(text: string): ReadFlow {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = parseExactJson(json);
  } catch {
    const fault = findJsonFault(json);
    if (fault) return refuse('NOT_JSON', `Line ${fault.line}, column ${fault.column}: ${fault.message}.`, fault.remedy);
    return refuse('NOT_JSON', 'The text is not JSON.', 'Check it with a JSON editor.');
  }
  return typeof value === 'string'
    ? refuse('NOT_A_FLOW', 'The document is a text, not an object.', 'Give a flow as JSON: { "format": 1, ... }.')
    : readFlow(value);
}

function refuse(code: string, message: string, remedy: string): ReadFlow {
  return { ok: false, problems: [{ severity: 'error', nodeId: null, field: null, code, message, remedy }] };
}
