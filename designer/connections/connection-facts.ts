import type { Connection } from '../server/shapes.ts';

/** What a server may tell beyond the shape that every connection has. */
type Facts = {
  readonly changedBy?: string | null;
  readonly lastTest?: { readonly at: string; readonly ok: boolean; readonly words: string } | null;
  readonly authorized?: { readonly at: string; readonly by: string; readonly expiresAt: string | null } | null;
};

export const factsOf = (connection: Connection): Facts => connection as Connection & Facts;
