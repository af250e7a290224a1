/** One field that differs between two values; a side that is `undefined` is not there. */
export type ValueChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

/** The fields in which two values differ, by path in the order of the document. Parts of lists are matched by what names them (id, name, group, role), else by place. */
export function valueChanges(before: unknown, after: unknown, path = ''): ValueChange[] {
  if (Object.is(before, after) || JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, next] = [partsOf(before), partsOf(after)];
  // A part that came or went is shown by its fields too, so that one reads what it says and not JSON.
  if (old === null && next === null) return [{ path, before, after }];
  if ((old === null && isThere(before)) || (next === null && isThere(after))) return [{ path, before, after }];
  const names = [...new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])])];
  if (names.length === 0) return [{ path, before, after }];
  return names.flatMap((name) => valueChanges(old?.get(name), next?.get(name), joined(path, name)));
}

const isThere = (value: unknown) => value !== undefined && value !== null;

/** The named parts of an object or a list; null for anything else. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map(nameOf);
  const isNamed = names.every((name) => name !== null) && new Set(names).size === names.length;
  return new Map(value.map((part, at) => [isNamed ? `[${names[at]}]` : `[${at}]`, part]));
}

function nameOf(part: unknown): string | null {
  if (typeof part === 'string' || typeof part === 'number') return String(part);
  if (part === null || typeof part !== 'object') return null;
  const { id, name, group, role } = part as { id?: unknown; name?: unknown; group?: unknown; role?: unknown };
  const found = id ?? name ?? group ?? role;
  return typeof found === 'string' ? found : null;
}

const joined = (path: string, name: string) => (path === '' || name.startsWith('[') ? `${path}${name}` : `${path}.${name}`);
