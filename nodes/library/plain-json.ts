/** A deep copy of what code of a user gave, as pure JSON: dates and big integers as text, undefined fields left out. Throws on what JSON cannot carry. */
export function plainJson(value: unknown, path = '', depth = 0): unknown {
  if (depth > 200) throw new TypeError(`the value is nested more than 200 deep at ${path.slice(0, 60)}…, or contains itself`);
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path || 'the value'} is ${value}, which JSON cannot carry`);
      return value;
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      throw new TypeError(`${path || 'the value'} is a ${typeof value}, which JSON cannot carry`);
    case 'undefined':
      return null;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((entry, i) => plainJson(entry, `${path}[${i}]`, depth + 1));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map || value instanceof Set)
    throw new TypeError(
      `${path || 'the value'} is a ${value.constructor.name}; make a list of it with [...${value instanceof Map ? 'map' : 'set'}]`,
    );
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value as object)) {
    if (field === undefined || name === '__proto__') continue;
    copy[name] = plainJson(field, path === '' ? name : `${path}.${name}`, depth + 1);
  }
  return copy;
}

/** A deep copy of JSON. */
export function cloneJson<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  // Most fields are no objects, and the copy then has the shape of the original.
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) {
    const field = copy[name];
    if (field !== null && typeof field === 'object') copy[name] = cloneJson(field);
  }
  return copy as T;
}
