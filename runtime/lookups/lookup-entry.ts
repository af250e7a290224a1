import type { Effective } from '@crossdock/nodes/library/effective-period';
import type { MissingRule } from '@crossdock/nodes/library/lookup-index';
import type { Lookup, LookupColumn, LookupDraft, LookupTable, LookupVersion } from './lookup.ts';
import type { StoredVersion } from './lookup-book.ts';
import type { LookupDocument } from './lookup-documents.ts';

export type KeptVersion = LookupVersion & StoredVersion;
export type StoredDraft = LookupDraft & StoredVersion & { readonly bytes: number };

/** A table in memory: everything but its rows. */
export type LookupEntry = {
  readonly lookup: Lookup;
  readonly versions: readonly KeptVersion[];
  readonly draft: StoredDraft | null;
  /** The highest number that was ever given. */
  readonly lastVersion: number;
  readonly updatedAt: number;
};

type Rules = Pick<LookupTable, 'effective' | 'missing' | 'needsApproval'>;

type AllRules = { readonly effective: Effective | null; readonly missing: MissingRule; readonly needsApproval: boolean | null };

/** All rules of a table; those that were never set have their defaults. */
export function rulesOf({ effective = null, missing = { kind: 'exception' }, needsApproval = null }: Rules): AllRules {
  return { effective, missing, needsApproval };
}

export function entryOf(document: LookupDocument): LookupEntry {
  const { env, name, purpose, rows, bytes, version, updatedBy, why, updatedAt } = document;
  const draft = document.draft === null || document.draft === undefined ? null : (JSON.parse(document.draft) as StoredDraft);
  const lastVersion = Math.max(document.lastVersion ?? 0, version, draft?.version ?? 0);
  return {
    lookup: {
      env,
      name,
      purpose,
      columns: JSON.parse(document.columns) as LookupColumn[],
      ignoreCase: document.ignoreCase === 1,
      ...rulesOf(document.rules ? (JSON.parse(document.rules) as Rules) : {}),
      rows,
      bytes,
      version,
      draft: draft && shownDraft(draft),
      nextVersion: lastVersion + 1,
      updatedAt: new Date(updatedAt).toISOString(),
      updatedBy,
      why,
    },
    versions: JSON.parse(document.versions) as KeptVersion[],
    draft,
    lastVersion,
    updatedAt,
  };
}

function shownDraft({ rowsId: _, bytes: __, ...draft }: StoredDraft): LookupDraft {
  return draft;
}

/** The table's own fields of a document. */
export function tableFields({
  purpose,
  columns,
  ignoreCase,
  ...rules
}: LookupTable): Pick<LookupDocument, 'purpose' | 'columns' | 'ignoreCase' | 'rules'> {
  return { purpose, columns: JSON.stringify(columns), ignoreCase: ignoreCase ? 1 : 0, rules: JSON.stringify(rulesOf(rules)) };
}
