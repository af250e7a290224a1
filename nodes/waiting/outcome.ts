import type { EffectAnswer } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { Item } from '../contract/item.ts';
import type { WaitOutcome } from '../contract/wait.ts';
import { parseExact } from '../library/exact-json.ts';

/** What `complete` of a wait node is given. */
export type Completing<C> = { readonly config: C; readonly item: Item; readonly answer: EffectAnswer };

/** How the wait ended. */
export function outcomeOf(answer: EffectAnswer): WaitOutcome {
  return parseExact(answer.body) as WaitOutcome;
}

/** A key or name that comes from data, as text. */
export function textOf(value: unknown, what: string): string {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value).trim() : '';
  if (text === '')
    throw new NodeError('NO_KEY', `${what} is empty in this record, so nothing could be told apart by it. Nothing was sent or waited for.`);
  if (text.length > 200) throw new NodeError('KEY_TOO_LONG', `${what} has ${text.length} characters; 200 are the most.`);
  return text;
}
