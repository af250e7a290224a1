import type { CollectionSchema } from '../store/store.ts';

/** The draft of a flow. Its current state is one document; the log of edits beside it only explains how it came about. */
export type DraftDocument = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
  readonly latestVersion: number | null;
  /** Semantic changes against the newest version. */
  readonly changes: number;
  /** Set on a removed flow: its versions stay for the runs they made, and its id is not given away. */
  readonly removedAt: number | null;
  /** What the list shows: purpose, channel, owner, trigger. JSON. */
  readonly summary: string;
  /** The flow as JSON. */
  readonly document: string;
};

export const draftSchema: CollectionSchema<DraftDocument> = {
  name: 'flows',
  fields: {
    name: 'text',
    revision: 'number',
    updatedAt: 'number',
    updatedBy: 'text',
    latestVersion: 'number',
    changes: 'number',
    removedAt: 'number',
    summary: 'body',
    document: 'body',
  },
  indexes: [{ fields: ['removedAt', 'name'] }],
};

/** The operations that led from one revision to the next. */
export type EditDocument = {
  /** `flow/revision`, the revision that was reached. */
  readonly id: string;
  readonly flow: string;
  readonly revision: number;
  readonly at: number;
  readonly by: string;
  /** JSON; null when the whole document was replaced. */
  readonly operations: string | null;
};

export const editSchema: CollectionSchema<EditDocument> = {
  name: 'flowEdits',
  fields: { flow: 'text', revision: 'number', at: 'number', by: 'text', operations: 'body' },
  indexes: [{ fields: ['flow', 'revision'] }],
};

/** A published version; never rewritten. `hash` is that of the stored text. */
export type VersionDocument = {
  /** `flow@number` */
  readonly id: string;
  readonly flow: string;
  readonly number: number;
  readonly hash: string;
  readonly note: string;
  readonly publishedAt: number;
  readonly publishedBy: string;
  /** How many things differ from the version before, as JSON; null: a version of before this was counted. */
  readonly counts: string | null;
  /** The canonical text. */
  readonly document: string;
};

export const versionSchema: CollectionSchema<VersionDocument> = {
  name: 'flowVersions',
  fields: {
    flow: 'text',
    number: 'number',
    hash: 'text',
    note: 'text',
    publishedAt: 'number',
    publishedBy: 'text',
    counts: 'body',
    document: 'body',
  },
  indexes: [{ fields: ['flow', 'number'] }],
};

/** The document of a draft that was test-run, under its hash. */
export type KeptDraftDocument = { readonly id: string; readonly keptAt: number; readonly document: string };

export const keptDraftSchema: CollectionSchema<KeptDraftDocument> = { name: 'keptDrafts', fields: { keptAt: 'number', document: 'body' } };
