import type { CollectionSchema } from '../store/store.ts';

export type AuditDocument = {
  /** The sequence, padded: unique, so of two processes that append at once one has to look again. */
  readonly id: string;
  readonly sequence: number;
  readonly at: number;
  readonly by: string;
  readonly byId: string | null;
  readonly from: string | null;
  readonly requestId: string | null;
  readonly env: string | null;
  readonly act: string;
  readonly subject: string;
  readonly why: string | null;
  /** JSON `{ details, before, after }` */
  readonly content: string;
  /** What the search finds the line by, lower case. */
  readonly words: readonly string[];
  readonly hash: string;
};

export const auditSchema: CollectionSchema<AuditDocument> = {
  name: 'auditLines',
  fields: {
    sequence: 'number',
    at: 'number',
    by: 'text',
    byId: 'text',
    from: 'text',
    requestId: 'text',
    env: 'text',
    act: 'text',
    subject: 'text',
    why: 'text',
    content: 'body',
    words: 'keys',
    hash: 'text',
  },
  indexes: [
    { fields: ['sequence'] },
    { fields: ['subject', 'sequence'] },
    { fields: ['by', 'sequence'] },
    { fields: ['act', 'sequence'] },
    { fields: ['env', 'sequence'] },
  ],
};

/** Where the chain ends (`head`), and after pruning where it begins (`start`: the last line that was removed). */
export type AuditMarkDocument = { readonly id: 'head' | 'start'; readonly sequence: number; readonly hash: string; readonly seal: string };

export const auditMarkSchema: CollectionSchema<AuditMarkDocument> = {
  name: 'auditMarks',
  fields: { sequence: 'number', hash: 'text', seal: 'text' },
};
