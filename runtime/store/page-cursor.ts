/** Where a page ended: the value of the sorted field and the id of its last document. */
export type PageEnd = { readonly value: string | number | null; readonly id: string };

export function encodeCursor(end: PageEnd): string {
  return Buffer.from(JSON.stringify([end.value, end.id])).toString('base64url');
}

/** Throws a TypeError when the text is not one of ours. */
export function decodeCursor(cursor: string): PageEnd {
  try {
    const [value, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof id === 'string' && (value === null || typeof value === 'string' || typeof value === 'number')) return { value, id };
  } catch {
    // Falls through to the one error below.
  }
  throw new TypeError('"after" is not a place that a page ended at: pass the "next" of the page before, unchanged');
}
