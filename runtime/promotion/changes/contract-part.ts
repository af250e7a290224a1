import { compareSchemas } from '@crossdock/flows/contracts/compare-schemas';
import type { ShownContract } from '../../lifecycle/contract-book.ts';
import type { Part } from '../promotion.ts';

type Compared = Pick<ShownContract, 'name' | 'title' | 'schema'>;

/** What a contract changes against the newest one of its subject that the target has; null: it has none. */
export function contractPart(before: Compared | null, after: Compared): Part {
  const title = after.name;
  if (!before) return { part: 'contract', title, words: 'new here', changes: [] };
  const found = compareSchemas(before.schema, after.schema);
  const breaking = found.filter(({ kind }) => kind === 'breaking').length;
  const words = found.length === 0 ? `the same as ${before.name}` : `${found.length} changes against ${before.name}, ${breaking} breaking`;
  return {
    part: 'contract',
    title,
    words,
    changes: found.map(({ path, message }) => ({ path: path || 'the document', words: `${path || 'the document'} ${message}` })),
  };
}
