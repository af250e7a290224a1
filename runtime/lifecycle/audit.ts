import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { CollectionSchema, Store } from '../store/store.ts';

/** One changing act: who did what to what, and when. */
export type AuditEntry = {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** Past tense, dotted by subject, such as `flow.published`. */
  readonly act: string;
  /** What it was done to: a flow id, `dev/erp-main`. */
  readonly subject: string;
  readonly details: Record<string, unknown>;
};

export type Audit = {
  /** Resolves when the line is durable. */
  record(act: {
    readonly by: string;
    readonly act: string;
    readonly subject: string;
    readonly details?: Record<string, unknown>;
  }): Promise<void>;
  /** Newest first. */
  list(query: {
    readonly subject?: string | undefined;
    readonly by?: string | undefined;
    readonly limit?: number | undefined;
    readonly after?: string | undefined;
  }): Promise<{ readonly items: readonly AuditEntry[]; readonly next: string | null }>;
};

type AuditDocument = {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly act: string;
  readonly subject: string;
  readonly details: string;
};

const auditSchema: CollectionSchema<AuditDocument> = {
  name: 'audit',
  fields: { at: 'number', by: 'text', act: 'text', subject: 'text', details: 'body' },
  indexes: [{ fields: ['at'] }, { fields: ['subject', 'at'] }, { fields: ['by', 'at'] }],
};

export function createAudit({ store, clock }: { readonly store: Store; readonly clock: Clock }): Audit {
  const lines = store.collection(auditSchema);
  return {
    record: ({ by, act, subject, details = {} }) =>
      lines.insert({ id: randomUUID(), at: clock.now(), by, act, subject, details: JSON.stringify(details) }),
    async list({ subject, by, limit = 100, after }) {
      const page = await lines.find({
        where: { ...(subject === undefined ? {} : { subject }), ...(by === undefined ? {} : { by }) },
        sort: { by: 'at', direction: 'down' },
        limit,
        after: after ?? null,
      });
      return { items: page.items.map(toEntry), next: page.next };
    },
  };
}

function toEntry(line: AuditDocument): AuditEntry {
  return { ...line, at: new Date(line.at).toISOString(), details: JSON.parse(line.details) as Record<string, unknown> };
}
