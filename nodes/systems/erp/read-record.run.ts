import type { EffectAnswer } from '../../contract/define-node.ts';
import { NodeError } from '../../contract/errors.ts';
import type { Item, Json } from '../../contract/item.ts';
import { parseExact } from '../../library/exact-json.ts';

/** Puts the record that was read into a field of the item; an unknown one leaves the item as it is, on `not-found`. */
export function withRecord({ item, answer, field }: { item: Item; answer: EffectAnswer; field: string }): {
  readonly [port: string]: readonly Json[];
} {
  if (answer.status === 404) return { 'not-found': [item.json] };
  if (item.json === null || typeof item.json !== 'object' || Array.isArray(item.json))
    throw new NodeError(
      'NOT_A_RECORD',
      'The item is not an object, so the record read cannot be added to it. It was not changed. Map it to an object first.',
    );
  return { found: [{ ...item.json, [field]: parseExact(answer.body) as Json }] };
}

/** Refuses an empty id before anything is sent. */
export function requireId(id: unknown, what: string): string {
  const text = id === null || id === undefined ? '' : String(id).trim();
  if (text === '')
    throw new NodeError('MISSING_ID', `The item names no ${what}. The ERP was not asked. Check the expression of this field.`);
  return text;
}
