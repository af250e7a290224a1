import { normaliseKey } from '../../sandbox/region/normalise-key.ts';
import type { Filter } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { RunQuery } from '../run-service.ts';

/** What the store is asked for a list of runs. */
export function runFilterOf(query: RunQuery): Filter<RunDocument> {
  const key = query.key === undefined ? '' : normaliseKey(query.key, ['trim', 'upper', 'strip-hash']);
  return {
    env: query.env,
    // Chunks are reached from the run they are a part of.
    kind: { not: 'chunk' },
    ...(query.flow !== undefined && { flow: query.flow }),
    ...(query.status && query.status.length > 0 && { status: { in: query.status } }),
    ...(key !== '' && { keys: { prefix: key } }),
    ...((query.from !== undefined || query.to !== undefined) && {
      createdAt: { ...(query.from !== undefined && { gte: query.from }), ...(query.to !== undefined && { lt: query.to }) },
    }),
    ...(query.isTest !== undefined && { isTest: query.isTest ? 1 : 0 }),
  };
}
