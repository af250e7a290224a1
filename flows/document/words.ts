/** A field's name in words: `firstDelaySeconds` becomes `first delay seconds`. */
export function fieldWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();
}

/** A path in words: `retry.firstDelaySeconds` becomes `retry, first delay seconds`; list positions count from 1. */
export function pathWords(path: readonly string[]): string {
  return path.map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : fieldWords(name))).join(', ');
}
