import { type ActFacts, auditTexts } from '../texts/audit.ts';

/** What was done, in words; an act without words (of a newer server) by its name. */
export function actWords(line: ActFacts & { readonly act: string }): string {
  const known = auditTexts.acts[line.act];
  return known ? (known.words?.(line) ?? known.title) : line.act;
}

/** The choices of the filter: whole areas first, then single acts. */
export const actOptions: readonly { readonly value: string; readonly label: string }[] = [
  ...auditTexts.areas,
  ...Object.entries(auditTexts.acts)
    .map(([value, { title }]) => ({ value, label: title }))
    .toSorted((a, b) => a.label.localeCompare(b.label)),
];
