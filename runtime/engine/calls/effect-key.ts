import { hash } from 'node:crypto';

/**
 * The idempotency key of one effect: the same at every retry, resume and replay of the message. The generation rises only when the effect certainly
 * did not happen and the request changed.
 */
export function effectKey(effect: {
  readonly lineage: string;
  readonly node: string;
  readonly item: string;
  readonly generation: number;
}): string {
  return `cd-${hash('sha256', `${effect.lineage}\n${effect.node}\n${effect.item}\n${effect.generation}`, 'hex').slice(0, 40)}`;
}
