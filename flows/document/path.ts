/** A place within a JSON value. As text its names are joined by dots; a dot or backslash inside a name is written `\.` or `\\`, the empty name alone as `\`. */
export type Path = readonly string[];

/** Reads `config.headers.X\.Trace.0`; the empty text is the value itself. */
export function parsePath(text: string): Path {
  if (text === '') return [];
  const names: string[] = [];
  let name = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '.') {
      names.push(name);
      name = '';
    } else name += c === '\\' ? text.charAt(++i) : c;
  }
  return [...names, name];
}

export function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((name) => String(name).replaceAll(/[\\.]/g, '\\$&')).join('.');
  return text === '' && path.length === 1 ? '\\' : text;
}

/** The value at a place; undefined where the path does not lead. */
export function readPath(value: unknown, path: Path): unknown {
  let at = value;
  for (const name of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
