import type { AuditEntry } from './audit.ts';

export const exportFormats = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = ['sequence', 'at', 'by', 'from', 'env', 'act', 'subject', 'why', 'details', 'before', 'after', 'hash'] as const;

/** Lines as text: JSON lines whole, CSV (RFC 4180, CRLF, with a head) with nested values as JSON. */
export function exportText(entries: readonly AuditEntry[], format: ExportFormat): string {
  if (format === 'jsonl') return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const rows = [[...columns], ...entries.map((entry) => columns.map((column) => cell(entry[column])))];
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
