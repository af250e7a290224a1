import type { DocumentLayout, Field, Stored } from './document-layout.ts';
import type { Write } from './write.ts';

/**
 * A record of a run may be larger than the 16 MiB of a document. Of collections that are only appended to, large bytes are kept in parts, written before the document, in
 * a collection beside it; the document names them. Parts go before their document, so a document without its parts is one that is just being removed.
 */
export const partsField = '_parts';
/** The id of the document that a part belongs to. */
export const ownerField = 'of';
const partSize = 8 * 1024 * 1024;
/** Shorter values stay where they are. Bytes. */
const shortest = 1024 * 1024;

type Part = Stored & { readonly data: Uint8Array };

export const partsOf = (layout: DocumentLayout): string | null =>
  layout.appendOnly && layout.fields.some((field) => field.type === 'bytes') ? `${layout.name}.parts` : null;

/** Takes the large values out of a document that is about to be inserted, and gives the writes of their parts. */
export function takeApart(layout: DocumentLayout, stored: Record<string, unknown> & { _id: string }, writeId: string): Write[] {
  const collection = partsOf(layout);
  if (collection === null) return [];
  const parts: Write[] = [];
  const names: Record<string, string[]> = {};
  for (const { name } of layout.fields) {
    const value = stored[name];
    if (!(value instanceof Uint8Array) || value.byteLength < shortest) continue;
    const ids: string[] = [];
    for (let at = 0; at < value.byteLength; at += partSize) {
      const id = `${writeId}/${name}/${ids.push('')}`;
      ids[ids.length - 1] = id;
      const data = value.subarray(at, at + partSize);
      const document = { _id: id, [ownerField]: stored._id, data, _writes: [writeId] };
      parts.push({ kind: 'insert', collection, id, bytes: data.byteLength + 200, takes: false, frees: false, writeId, document });
    }
    names[name] = ids;
    delete stored[name];
  }
  if (parts.length > 0) stored[partsField] = names;
  return parts;
}

/** Puts the large values back into documents that were read; leaves out those that are just being removed. */
export async function putTogether(
  documents: readonly Stored[],
  fields: readonly Field[],
  readParts: (ids: readonly string[]) => Promise<readonly Stored[]>,
): Promise<readonly Stored[]> {
  if (!documents.some((document) => partsField in document)) return documents;
  const whole: Stored[] = [];
  // One after the other: each may be hundreds of megabytes on its way.
  for (const document of documents) {
    const names = (document[partsField] ?? {}) as Readonly<Record<string, readonly string[]>>;
    const wanted = Object.entries(names).filter(([name]) => fields.some((field) => field.name === name));
    const found = wanted.length === 0 ? [] : await readParts(wanted.flatMap(([, ids]) => ids));
    const byId = new Map((found as readonly Part[]).map((part) => [part._id, part.data]));
    if (wanted.some(([, ids]) => ids.some((id) => !byId.has(id)))) continue;
    const values = wanted.map(([name, ids]) => [name, Buffer.concat(ids.map((id) => byId.get(id) ?? new Uint8Array()))]);
    whole.push({ ...document, ...Object.fromEntries(values) });
  }
  return whole;
}
