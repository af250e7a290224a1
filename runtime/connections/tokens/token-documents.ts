import type { CollectionSchema } from '../../store/store.ts';

/**
 * The token of one connection, shared by all processes. Changed only by compare-and-set on its revision. Who renews it holds the claim; when that process dies
 * the claim runs out. Times in ms.
 */
export type TokenDocument = {
  /** `env/name` of the connection. */
  readonly id: string;
  readonly revision: number;
  /** `needed`: a person has to sign in. `refused`: the system gives no more tokens for these credentials. */
  readonly state: 'live' | 'needed' | 'refused';
  readonly why: string | null;
  /** What the token was got with; another client or address makes it worthless. */
  readonly basis: string;
  /** JSON `{ accessToken, refreshToken? }` in an envelope; null: there is none. */
  readonly sealed: string | null;
  readonly issuedAt: number | null;
  /** null: it does not say. */
  readonly expiresAt: number | null;
  /** From then on it is renewed at the next use. */
  readonly renewAt: number | null;
  readonly claim: string | null;
  readonly claimUntil: number | null;
  /** After a failure that may pass nobody asks again before. */
  readonly restUntil: number | null;
  /** Who signed in, where a person does. */
  readonly connectedBy: string | null;
  readonly connectedAt: number | null;
};

export const tokenSchema: CollectionSchema<TokenDocument> = {
  name: 'connectionTokens',
  fields: {
    revision: 'number',
    state: 'text',
    why: 'body',
    basis: 'text',
    sealed: 'body',
    issuedAt: 'number',
    expiresAt: 'number',
    renewAt: 'number',
    claim: 'text',
    claimUntil: 'number',
    restUntil: 'number',
    connectedBy: 'text',
    connectedAt: 'number',
  },
};

export function noToken(id: string, basis: string): TokenDocument {
  return {
    id,
    revision: 0,
    state: 'live',
    why: null,
    basis,
    sealed: null,
    issuedAt: null,
    expiresAt: null,
    renewAt: null,
    claim: null,
    claimUntil: null,
    restUntil: null,
    connectedBy: null,
    connectedAt: null,
  };
}

/** Ahead of its end, so that nobody waits for it: the last fifth of its life, at most five minutes. ms */
export function renewalOf(issuedAt: number, expiresAt: number | null): number | null {
  return expiresAt === null ? null : expiresAt - Math.min(300_000, (expiresAt - issuedAt) * 0.2);
}
