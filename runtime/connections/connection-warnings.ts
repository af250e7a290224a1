import type { ShownConnection } from './connection-book.ts';
import { kindOf } from './kinds/kinds.ts';
import type { TokenState } from './tokens/token-book.ts';

/** Something about a connection that needs a person, now or soon. */
export type ConnectionWarning = {
  readonly code: 'EXPIRED' | 'EXPIRES_SOON' | 'NOT_CONNECTED' | 'TOKEN_REFUSED' | 'SECRET_UNREADABLE' | 'NO_SECRET';
  readonly words: string;
};

const day = 86_400_000;
/** Renewing a certificate takes a while. ms */
const soon = 30 * day;

/** What needs a person. Pure. `unreadable`: why a secret that lies outside cannot be read in this process. */
export function warningsOf(
  connection: Pick<ShownConnection, 'auth' | 'name'>,
  { now, token, unreadable }: { readonly now: number; readonly token: TokenState | null; readonly unreadable: string | null },
): readonly ConnectionWarning[] {
  const { auth } = connection;
  const kind = kindOf(auth.kind);
  const warnings: ConnectionWarning[] = [];
  if (Object.keys(kind.secrets).length > 0 && !auth.hasSecret && Object.values(kind.secrets).some(({ isOptional }) => !isOptional))
    warnings.push({ code: 'NO_SECRET', words: 'A secret is missing: nothing can be sent until it is set.' });
  for (const [field, { expiresAt }] of Object.entries(auth.secrets)) {
    if (expiresAt === null) continue;
    const title = kind.secrets[field]?.title ?? field;
    const left = Date.parse(expiresAt) - now;
    const on = expiresAt.slice(0, 10);
    if (left <= 0) warnings.push({ code: 'EXPIRED', words: `${title}: expired on ${on}. Set a new one.` });
    else if (left < soon)
      warnings.push({ code: 'EXPIRES_SOON', words: `${title}: expires on ${on}, in ${inDays(left)}. Set a new one before.` });
  }
  if (unreadable !== null) warnings.push({ code: 'SECRET_UNREADABLE', words: unreadable });
  if (token?.state === 'needed') warnings.push({ code: 'NOT_CONNECTED', words: 'Nobody has signed in at the system yet. Choose Connect.' });
  if (token?.state === 'refused')
    warnings.push({
      code: 'TOKEN_REFUSED',
      words: `${token.why ?? 'The system gives no more tokens.'} ${kind.canConnect ? 'Choose Connect to sign in again.' : 'Correct its credentials, and test it.'}`,
    });
  return warnings;
}

/** When the first of its secrets ends, ISO 8601; null: none says. */
export function earliestExpiry({ auth }: Pick<ShownConnection, 'auth'>): string | null {
  const all = Object.values(auth.secrets).flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return all.sort()[0] ?? null;
}

function inDays(ms: number): string {
  const days = Math.max(1, Math.ceil(ms / day));
  return days === 1 ? '1 day' : `${days} days`;
}
