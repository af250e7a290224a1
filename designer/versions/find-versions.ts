import type { VersionSummary } from '../server/shapes.ts';

/** The versions that hold every word: in their number (`v12` or `12`), note, person or environment. */
export function findVersions(versions: readonly VersionSummary[], text: string): readonly VersionSummary[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return versions;
  return versions.filter(({ number, note, publishedBy, environments }) => {
    const all = [`v${number}`, note, publishedBy, ...environments].join('\n').toLowerCase();
    return words.every((word) =>
      /^v?\d+$/.test(word) ? `v${number}` === `v${word.replace('v', '')}` || note.toLowerCase().includes(word) : all.includes(word),
    );
  });
}
