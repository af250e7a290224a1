import type { ConnectionChange, ShownConnection } from './connection-book.ts';
import { newDestination } from './destinations.ts';
import { kindOf } from './kinds/kinds.ts';
import { writtenSecrets } from './kinds/written-auth.ts';

/**
 * Whether a change lets a connection read a variable or file of the server that it did not read before, or sends what it reads to another host. These belong to no
 * environment, so whoever may change connections of one could else have the secrets of another sent to them.
 */
export function readsAnew(before: ShownConnection | undefined, after: Pick<ConnectionChange, 'address' | 'auth'>): boolean {
  const kind = kindOf(after.auth.kind);
  const same = before?.auth.kind === kind.kind ? before : undefined;
  const isMoved = same !== undefined && newDestination(kind, same, after) !== null;
  return [...writtenSecrets(after.auth, kind)].some(([field, secret]) => {
    if (typeof secret === 'string' || secret.from === undefined) return false;
    return isMoved || secret.from !== same?.auth.secrets[field]?.from;
  });
}
