import type { LookupColumn } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import type { RowProblem } from './table-draft.ts';

const texts = lookupTexts.table;

/** What keeps a row from being saved, in words. */
export function problemText({ kind, column, other }: RowProblem, columns: readonly LookupColumn[]): string {
  const name = columns[column]?.name ?? '';
  if (kind === 'no key') return texts.noKey(name);
  if (kind === 'overlap') return texts.overlap(other + 1);
  if (kind === 'backwards') return texts.backwards;
  if (kind === 'taken key') return texts.takenKey(other + 1);
  return texts.wrongType(name, lookupTexts.columns.types[columns[column]?.type ?? 'text']);
}
