import type { Emitted, PureCall } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import { derive, type Item, type Json } from '../contract/item.ts';

export type ValidateConfig = { readonly contract: string; readonly onInvalid: 'fail' | 'port' };

export function run({ config, items, resources, fail, note }: PureCall<ValidateConfig>): Emitted {
  const check = resources.contract(config.contract);
  const valid: Item[] = [];
  const invalid: Item[] = [];
  for (const item of items) {
    const violations = check(item.json);
    if (violations.length === 0) {
      valid.push(item);
      continue;
    }
    const listed = violations.map(({ path, message }): Json => ({ path, message }));
    if (config.onInvalid === 'port') {
      note(item, { violations: listed.slice(0, 20) });
      invalid.push(derive(item, { violations: listed, document: item.json }));
    } else fail(item, new NodeError('CONTRACT_VIOLATION', messageFor(config.contract, violations), { violations: listed.slice(0, 50) }));
  }
  return { valid, invalid };
}

function messageFor(contract: string, violations: readonly { path: string; message: string }[]): string {
  const first = violations.slice(0, 3).map(({ path, message }) => `${path || 'the document'} ${message}`);
  const more = violations.length - first.length;
  return `The record does not fit the contract ${contract}: ${first.join('; ')}${more > 0 ? `; and ${more} more` : ''}. Correct the data or the mapping, then replay.`;
}
