import type { Json } from '@crossdock/nodes/contract/item';
import { NotReplayable } from '../run-service.ts';
import { redacted } from '../view/redact.ts';

/** A corrected body may be so large, characters of JSON. */
const largest = 256_000;

/**
 * The body a person has corrected, with the values that were hidden from them put back: they see and send "[redacted]", what is kept and sent on is the
 * original. Throws NotReplayable where it cannot be told which hidden value is meant.
 */
export function withHidden(item: string, edited: unknown, original: Json): Json {
  const restored = restore(item, edited, original, '');
  if (JSON.stringify(restored).length > largest)
    throw new NotReplayable(
      'EDIT_TOO_LARGE',
      `The corrected item ${item} is larger than ${largest / 1000} KB. Correct the message at its sender and send it again.`,
    );
  return restored;
}

function restore(item: string, edited: unknown, original: Json | undefined, path: string): Json {
  if (edited === redacted) {
    if (original === undefined) throw moved(item, path);
    return original;
  }
  if (Array.isArray(edited)) {
    const before = Array.isArray(original) ? original : [];
    if (edited.length !== before.length && holdsHidden(edited)) throw moved(item, path);
    return edited.map((entry, i) => restore(item, entry, before[i], `${path}[${i}]`));
  }
  if (edited !== null && typeof edited === 'object') {
    const before = original !== null && typeof original === 'object' && !Array.isArray(original) ? original : {};
    return Object.fromEntries(
      Object.entries(edited).map(([name, entry]) => [
        name,
        restore(item, entry, Object.hasOwn(before, name) ? before[name] : undefined, path === '' ? name : `${path}.${name}`),
      ]),
    );
  }
  return edited as Json;
}

function holdsHidden(value: unknown): boolean {
  if (value === redacted) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsHidden);
}

function moved(item: string, path: string): NotReplayable {
  return new NotReplayable(
    'HIDDEN_VALUE_MOVED',
    `In item ${item} a hidden value stands at "${path}", where the original has none or a list of another length. Leave hidden values in their places, or write a value of your own there.`,
  );
}
