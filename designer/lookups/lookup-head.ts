import type { LookupDetail } from '../server/shapes.ts';

/** The table that is edited: the draft that waits for approval, else what counts. */
export function headOf(lookup: LookupDetail): LookupDetail {
  const { draft } = lookup;
  if (!draft) return lookup;
  return { ...lookup, ...draft.table, version: draft.version, rows: draft.rows, updatedAt: draft.at, updatedBy: draft.by, why: draft.why };
}

/** The version of the table that is edited. */
export function headVersion({ version, draft }: Pick<LookupDetail, 'version' | 'draft'>): number {
  return draft?.version ?? version;
}
