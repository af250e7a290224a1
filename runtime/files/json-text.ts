import { compareText } from '@crossdock/flows/document/compare-text';
import { isShallow, parseExactJson } from '@crossdock/flows/document/exact-json';
import { findJsonFault } from '@crossdock/flows/document/json-fault';
import { errorIn, type FileProblem } from './file-problem.ts';

/** The one text of a JSON value: two spaces, line feeds, a last line break, sorted keys. Equal values give equal text. */
export function jsonText(value: unknown): string {
  return jsonAsItStands(sorted(value));
}

/** The same with the keys in the order they have: in a schema it is the order in which people see the fields. */
export function jsonAsItStands(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

export type ReadJson =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly problem: FileProblem };

/** Reads a JSON object, with or without byte order mark, in whatever line ends. Says where a text stops being JSON. */
export function readJson(path: string, text: string): ReadJson {
  const json = withoutMark(text);
  const conflict = conflictLine(json);
  if (conflict !== null) return { ok: false, problem: conflictIn(path, conflict) };
  let value: unknown;
  try {
    value = parseExactJson(json);
  } catch {
    const fault = findJsonFault(json);
    const message = fault ? `${fault.message}. ${fault.remedy}` : 'This is not JSON. Check it with a JSON editor.';
    return { ok: false, problem: errorIn(path, message, fault ? `line ${fault.line}, column ${fault.column}` : null) };
  }
  if (!isShallow(value)) return { ok: false, problem: errorIn(path, 'Values are nested too deep. Flatten the document.') };
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { ok: false, problem: errorIn(path, 'This is no JSON object. The file begins with { and ends with }.') };
  return { ok: true, value: value as Record<string, unknown> };
}

export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The line on which a merge left its marks; null: none. */
export function conflictLine(text: string): number | null {
  const at = /^(<{7}|>{7}) /m.exec(text)?.index;
  return at === undefined ? null : text.slice(0, at).split('\n').length;
}

export function conflictIn(path: string, line: number): FileProblem {
  return errorIn(
    path,
    'A merge left both sides here. Keep one of them and take the marks <<<<<<<, ======= and >>>>>>> out.',
    `line ${line}`,
  );
}
