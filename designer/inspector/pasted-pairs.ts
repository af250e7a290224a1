/** One name with its value, as the rows of a key-value editor. */
export type Pair = readonly [name: string, value: string];

/** Names with values out of a pasted text: a JSON object, `a: b` or `a=b` lines, a query string, or two columns of a spreadsheet. null: it is none of these. */
export function pairsIn(text: string): Pair[] | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return fromJson(trimmed) ?? fromQuery(trimmed) ?? fromLines(trimmed);
}

/** The entries of a pasted list: a JSON array, or lines. One line alone is a plain paste. */
export function entriesIn(text: string): string[] | null {
  const parsed = jsonOf(text.trim());
  if (Array.isArray(parsed)) return parsed.map(asText);
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[-*•]\s+/, '').trim())
    .filter((line) => line !== '');
  return lines.length > 1 ? lines : null;
}

function fromJson(text: string): Pair[] | null {
  const parsed = jsonOf(text);
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return null;
  return Object.entries(parsed).map(([name, value]) => [name, asText(value)]);
}

function fromQuery(text: string): Pair[] | null {
  const query =
    /^(?:https?:\/\/[^\s?]+)?\?(\S+)$/.exec(text)?.[1] ?? (/^[^\s=&:]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)+$/.test(text) ? text : null);
  return query === null ? null : [...new URLSearchParams(query)];
}

function fromLines(text: string): Pair[] | null {
  const pairs: Pair[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || /^\s*(#|\/\/)/.test(line)) continue;
    // Curl writes its headers as -H 'Name: value'.
    const plain = line
      .trim()
      .replace(/^-H\s+/, '')
      .replace(/\s*\\$/, '')
      .replace(/^(['"])(.*)\1$/, '$2');
    const found = /^([^\t:=]+?)\s*(?:\t|:\s|:$|=|:(?=\S))\s*(.*)$/.exec(plain);
    if (!found) return null;
    pairs.push([found[1] ?? '', found[2] ?? '']);
  }
  return pairs.length > 0 ? pairs : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
