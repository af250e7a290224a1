import { Refusal } from '../api/refusal.ts';
import type { CredentialKind } from './kinds/kind.ts';
import type { WrittenSecret } from './kinds/written-auth.ts';

/** One value of a secret. It lies in its envelope, or outside; `plain` only until it is written the next time. Times in ms. */
export type StoredSecret = {
  readonly sealed?: string;
  readonly from?: string;
  readonly plain?: string;
  readonly setAt: number | null;
  readonly setBy: string | null;
  /** As it was given. */
  readonly expiresAt: number | null;
};

/** By field; newest first, more than one only during a rotation. */
export type StoredSecrets = { readonly [field: string]: readonly StoredSecret[] };

/** Two webhook secrets are live during a rotation, never more. */
const liveSecrets = 2;

/**
 * The secrets after a change: what was left out stays, as long as the kind does and it is sent where it was before. Throws a refusal when there is none to stay.
 */
export function secretsAfter(
  kind: CredentialKind,
  written: ReadonlyMap<string, WrittenSecret>,
  before: StoredSecrets,
  given: {
    readonly isRotation: boolean;
    /** Secrets that there never were may be missing. */
    readonly isShell?: boolean | undefined;
    /** A place that never got the stored ones and would now; null: there is none. */
    readonly newDestination: string | null;
    readonly by: string;
    readonly at: number;
    /** What a stored one says; undefined: it lies outside. */
    readonly plainOf: (secret: StoredSecret) => string | undefined;
  },
): StoredSecrets {
  const after: Record<string, readonly StoredSecret[]> = {};
  for (const [field, { isOptional }] of Object.entries(kind.secrets)) {
    const kept = (before[field] ?? []).slice(0, kind.hasRotation ? liveSecrets : 1);
    const secret = written.get(field);
    if (given.newDestination !== null && kept.length > 0 && !isWhole(secret)) throw elsewhere(kind, field, given.newDestination);
    const fresh = secret === undefined ? undefined : freshSecret(field, secret, kept[0], given);
    if (fresh === undefined) {
      if (kept.length > 0) after[field] = kept;
      else if (!isOptional && given.isShell !== true) throw missing(kind, field);
      continue;
    }
    const isProlonged = typeof secret === 'object' && secret.value === undefined && secret.from === undefined;
    const older = isProlonged ? kept.slice(1) : kept.filter((old) => fresh.plain === undefined || given.plainOf(old) !== fresh.plain);
    after[field] = [fresh, ...(kind.hasRotation && (given.isRotation || isProlonged) ? older : [])].slice(0, liveSecrets);
  }
  return after;
}

/** Whether it says the secret itself or where it lies, not only until when it is valid. */
function isWhole(written: WrittenSecret | undefined): boolean {
  return typeof written === 'string' || written?.value !== undefined || written?.from !== undefined;
}

/** What is written for one field. undefined: nothing, the stored one stays. */
function freshSecret(
  field: string,
  written: WrittenSecret,
  kept: StoredSecret | undefined,
  { by, at }: { readonly by: string; readonly at: number },
): StoredSecret | undefined {
  if (typeof written === 'string') return { plain: written, setAt: at, setBy: by, expiresAt: null };
  const { value, from, expiresAt } = written;
  if (value !== undefined && from !== undefined)
    throw new Refusal('INVALID_REQUEST', `body.auth.${field} has a value and a place: give one of them.`, [
      { path: `body.auth.${field}`, message: 'has both "value" and "from"; leave one out' },
    ]);
  const until = expiresAt == null ? null : Date.parse(expiresAt);
  if (value !== undefined) return { plain: value, setAt: at, setBy: by, expiresAt: until };
  if (from !== undefined) return { from, setAt: at, setBy: by, expiresAt: until };
  return kept && expiresAt !== undefined ? { ...kept, expiresAt: until } : undefined;
}

function missing({ kind, secrets }: CredentialKind, field: string): Refusal {
  return new Refusal('INVALID_REQUEST', `body.auth.${field} is missing: nothing is stored yet for "${kind}".`, [
    {
      path: `body.auth.${field}`,
      message: `is missing; give the ${secrets[field]?.title.toLowerCase() ?? 'secret'} once, it is never shown again`,
    },
  ]);
}

function elsewhere({ secrets }: CredentialKind, field: string, place: string): Refusal {
  const title = secrets[field]?.title.toLowerCase() ?? 'secret';
  return new Refusal(
    'INVALID_REQUEST',
    `body.auth.${field} is missing: the stored ${title} was never sent to ${place}, and whoever sends it there has to know it.`,
    [{ path: `body.auth.${field}`, message: `give the ${title} again, because the connection now leads to ${place}` }],
  );
}
