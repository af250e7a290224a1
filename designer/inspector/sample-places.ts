import { entriesOf, previewOf } from '../kit/json/tree-rows.ts';

/** A field of the sample: its path as a configuration writes it, and what is there. */
export type SamplePlace = { readonly path: string; readonly preview: string };

const deepest = 5;
const most = 400;

/** The fields of a record, those on top first; of a list, the fields of its first entry. */
export function samplePlaces(sample: unknown): SamplePlace[] {
  const places: SamplePlace[] = [];
  let level: readonly (readonly [string, unknown])[] = [['', sample]];
  for (let depth = 0; depth < deepest && places.length < most; depth++) {
    const next: (readonly [string, unknown])[] = [];
    for (const [path, value] of level) {
      if (value === null || typeof value !== 'object') continue;
      for (const [name, child] of entriesOf(value).slice(0, Array.isArray(value) ? 1 : undefined)) {
        const at = Array.isArray(value) ? `${path}[${name}]` : [path, escaped(name)].filter(Boolean).join('.');
        if (!Array.isArray(value)) places.push({ path: at, preview: previewOf(child) });
        next.push([at, child]);
      }
    }
    level = next;
  }
  return places.slice(0, most);
}

/** As `recordPath` reads a name: what has a meaning in a path is written behind a backslash. */
function escaped(name: string): string {
  return name.replaceAll(/[.[\]\\]/g, '\\$&');
}
