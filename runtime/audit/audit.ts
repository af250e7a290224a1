/** One changing act or sensitive read: who did what to what, when, from where, and why. */
export type AuditEntry = {
  /** The sequence as text of equal length. */
  readonly id: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly at: string;
  readonly by: string;
  /** The account of who did it; null for the API token, commands on the machine, and Crossdock itself. */
  readonly byId: string | null;
  /** The network address; null where no request was involved. */
  readonly from: string | null;
  readonly requestId: string | null;
  /** null: it concerns no single environment. */
  readonly env: string | null;
  /** Past tense, dotted by subject, such as `flow.published`. */
  readonly act: string;
  /** What it was done to: a flow id, `dev/erp-main`. */
  readonly subject: string;
  readonly details: Record<string, unknown>;
  /** What was there before and after, as far as the act changes something that can be shown. Never a secret. */
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string | null;
  /** Chains the line to the one before: HMAC-SHA256 over both, in hex. */
  readonly hash: string;
};

/** What is recorded; who asked and from where is known from the request. */
export type AuditAct = {
  readonly by: string;
  readonly act: string;
  readonly subject: string;
  readonly env?: string | undefined;
  readonly details?: Record<string, unknown>;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly why?: string | undefined;
};

export type AuditFilter = {
  /** Words; a line has to hold each of them, as the beginning of one of its own. */
  readonly q?: string | undefined;
  readonly subject?: string | undefined;
  readonly by?: string | undefined;
  /** `flow.published`, or all of a kind: `flow.` */
  readonly act?: string | undefined;
  readonly env?: string | undefined;
  /** ISO times, the first inclusive, the last exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type AuditPage = { readonly items: readonly AuditEntry[]; readonly next: string | null };

/** Whether the chain holds from its first kept line to its last. */
export type AuditVerdict = {
  readonly ok: boolean;
  readonly lines: number;
  /** The last line; whoever notes it elsewhere can later tell that nothing before it was exchanged. null: there is none. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  readonly broken: { readonly sequence: number; readonly why: string } | null;
};

/** The append-only list of what people and programs did. */
export type Audit = {
  /** Resolves when the line is durable. */
  record(act: AuditAct): Promise<void>;
  /** Newest first. */
  list(query: AuditFilter & { readonly limit?: number | undefined; readonly after?: string | undefined }): Promise<AuditPage>;
  /** Recomputes the whole chain. With `expected`, a head that was noted before, also whether that line still stands. */
  verify(expected?: { readonly sequence: number; readonly hash: string }): Promise<AuditVerdict>;
  /** Removes lines older than so many days, and remembers where the chain begins from then on. Resolves to how many. */
  prune(days: number): Promise<number>;
};
