const longest = 240;

/** A value on one line: texts as they are, the rest as JSON, cut where it is long. Null: there is none. */
export function valueWords(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replaceAll(/\s+/g, ' ');
  if (line === '') return '""';
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
