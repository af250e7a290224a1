export type Difference = { readonly path: string; readonly expected: unknown; readonly actual: unknown };

/**
 * Where `actual` does not contain `expected`: objects may have more fields, lists have the same length, all else is equal. Paths are written
 * `lines[0].sku`.
 */
export function missingFrom(actual: unknown, expected: unknown, path = ''): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [{ path, expected, actual }];
    return expected.flatMap((entry, i) => missingFrom(actual[i], entry, `${path}[${i}]`));
  }
  if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object' || Array.isArray(actual)) return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([name, value]) =>
      missingFrom((actual as Record<string, unknown>)[name], value, path === '' ? name : `${path}.${name}`),
    );
  }
  return Object.is(actual, expected) ? [] : [{ path, expected, actual }];
}
