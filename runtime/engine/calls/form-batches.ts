import type { Batch } from '@crossdock/nodes/contract/define-node';
import type { HttpRequest } from '@crossdock/nodes/contract/http';

type Candidate = { readonly request: HttpRequest };

/**
 * Cuts items into batches that are sent one after the other: equal in `groupBy`, different in `distinctBy`, at most `size`. Of two items that are equal in
 * `distinctBy` the earlier goes into the earlier batch.
 */
export function formBatches<C extends Candidate>(candidates: readonly C[], { size, groupBy, distinctBy }: Omit<Batch, 'call'>): C[][] {
  type Open = { readonly group: string; readonly members: C[]; readonly places: Set<string> };
  const batches: Open[] = [];
  for (const candidate of candidates) {
    const group = groupBy?.(candidate.request) ?? '';
    const place = distinctBy?.(candidate.request);
    const from = place === undefined ? 0 : batches.findLastIndex(({ places }) => places.has(place)) + 1;
    let batch = batches.find((open, at) => at >= from && open.group === group && open.members.length < size);
    if (!batch) {
      batch = { group, members: [], places: new Set() };
      batches.push(batch);
    }
    batch.members.push(candidate);
    if (place !== undefined) batch.places.add(place);
  }
  return batches.map(({ members }) => members);
}
