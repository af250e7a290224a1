import type { Collection } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';
import { NotReplayable } from '../run-service.ts';
import { compensationOf, isThrough } from './compensation.ts';

/**
 * Whether a run may be replayed from here. Resolves to whether only the whole run may be: then what it did has been taken back, and going on from its middle
 * would build on effects that are gone. Throws NotReplayable with what to do.
 */
export async function checkReplay(
  runs: Collection<RunDocument>,
  run: RunDocument,
  isPart: boolean,
): Promise<{ readonly onlyWhole: boolean }> {
  if (run.kind === 'compensation' || run.pinned.includes('"compensates"')) return { onlyWhole: true };
  const compensation = await compensationOf(runs, run.id);
  if (!compensation && !run.follow?.includes('compensate')) return { onlyWhole: false };
  if (!compensation || !isThrough(compensation))
    throw new NotReplayable(
      'COMPENSATING',
      `What this run did is being taken back${compensation ? ` by run ${compensation.id}` : ''}. Bring that to its end first: then the whole run can be replayed.`,
    );
  if (isPart)
    throw new NotReplayable(
      'COMPENSATED',
      `What this run did was taken back by run ${compensation.id}, so it cannot be replayed from its middle: steps before it would count as done. Replay the whole run.`,
    );
  return { onlyWhole: true };
}
