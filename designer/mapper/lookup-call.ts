/** A lookup as a formula writes it. */
export type LookupCall = {
  readonly table: string;
  readonly key: string;
  /** Null: the first column that is no key. */
  readonly column: string | null;
  /** `fail` leaves it to the table; `leave` gives the key; `default` a text. */
  readonly missing: { readonly kind: 'fail' } | { readonly kind: 'leave' } | { readonly kind: 'default'; readonly value: string };
};

/** The formula of a lookup. */
export function lookupCode({ table, key, column, missing }: LookupCall): string {
  const name = JSON.stringify(table);
  const last = column === null ? '' : `, ${JSON.stringify(column)}`;
  if (missing.kind === 'fail') return `lookup(${name}, ${key}${last})`;
  return `lookup.or(${name}, ${key}, ${missing.kind === 'leave' ? key : JSON.stringify(missing.value)}${last})`;
}

/** Reads a formula that is nothing but a lookup; null for any other. */
export function lookupOf(code: string): LookupCall | null {
  const call = /^lookup(\.or)?\(([\s\S]*)\)$/.exec(code.trim());
  if (!call) return null;
  const parts = argumentsOf(call[2] ?? '');
  const isOr = call[1] !== undefined;
  const [name, key, ...rest] = parts ?? [];
  const table = textOf(name);
  if (table === null || key === undefined) return null;
  const otherwise = isOr ? rest.shift() : undefined;
  if (rest.length > 1 || (isOr && otherwise === undefined)) return null;
  const column = rest[0] === undefined ? null : textOf(rest[0]);
  if (rest[0] !== undefined && column === null) return null;
  if (otherwise === undefined) return { table, key, column, missing: { kind: 'fail' } };
  if (otherwise === key) return { table, key, column, missing: { kind: 'leave' } };
  const value = textOf(otherwise);
  return value === null ? null : { table, key, column, missing: { kind: 'default', value } };
}

/** Cuts arguments at the commas between them; null when brackets or quotes do not match. */
function argumentsOf(text: string): string[] | null {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'" || c === '`') quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) {
      depth--;
      if (depth < 0) return null;
    } else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  if (depth !== 0 || quote !== '') return null;
  return [...parts, text.slice(from).trim()];
}

function textOf(code: string | undefined): string | null {
  if (code === undefined || !/^(".*"|'.*')$/s.test(code)) return null;
  try {
    return JSON.parse(code.startsWith("'") ? `"${code.slice(1, -1).replaceAll('"', '\\"')}"` : code) as string;
  } catch {
    return null;
  }
}
