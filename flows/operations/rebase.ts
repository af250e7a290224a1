import { sameJson } from '../document/same-json.ts';
import { overlap } from './field-keys.ts';
import { touches } from './operation.ts';
import type { Operation } from './vocabulary.ts';

/** Two people changed the same field; one of them has to choose. */
export type Conflict = { readonly mine: Operation; readonly theirs: Operation; readonly fields: readonly string[] };
export type Rebased = { readonly merged: readonly Operation[] } | { readonly conflicts: readonly Conflict[] };

/**
 * Puts edits made on an older revision behind the edits that others made since. They merge as they are when they touch other fields; an edit that
 * somebody else made just the same is left out.
 */
export function rebase(operations: readonly Operation[], since: readonly Operation[]): Rebased {
  const theirs = since.map((operation) => ({ operation, keys: touches(operation) }));
  const merged: Operation[] = [];
  const conflicts: Conflict[] = [];
  for (const mine of operations) {
    if (since.some((other) => sameJson(other, mine))) continue;
    const keys = touches(mine);
    const found = theirs.flatMap((other): Conflict[] => {
      const fields = keys.filter((key) => other.keys.some((theirKey) => overlap(key, theirKey)));
      return fields.length > 0 ? [{ mine, theirs: other.operation, fields }] : [];
    });
    if (found.length > 0) conflicts.push(...found);
    else merged.push(mine);
  }
  return conflicts.length > 0 ? { conflicts } : { merged };
}
