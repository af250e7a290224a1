import { randomUUID } from 'node:crypto';
import type { Collection } from '../../store/store.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { ReplayTarget } from './plan-replay.ts';

type Dead = Progress['dead'][number];
type Runs = Collection<RunDocument>;

export function markReplaying(runs: Runs, id: string, target: ReplayTarget): Promise<void> {
  return changeDead(runs, id, (dead) =>
    dead.state === 'open' && (target === 'all' || (dead.node === target.node && target.items.includes(dead.item)))
      ? { ...dead, state: 'replaying' }
      : dead,
  );
}

/** After the replay has ended: an item that died again at the same step is open again, the others are resolved. */
export function settleOriginal(
  runs: Runs,
  id: string,
  deadAgain: readonly { readonly node: number; readonly item: string }[],
): Promise<void> {
  return changeDead(runs, id, (dead) => {
    if (dead.state !== 'replaying') return dead;
    const again = deadAgain.some(
      (other) => other.item === '*' || (other.node === dead.node && (other.item === dead.item || dead.item === '*')),
    );
    return { ...dead, state: again ? 'open' : 'resolved' };
  });
}

/** Changes exceptions of an ended run by compare-and-set on its write id. */
async function changeDead(runs: Runs, id: string, change: (dead: Dead) => Dead): Promise<void> {
  for (;;) {
    const document = await runs.get(id);
    if (!document || document.progress === '') return;
    const progress = JSON.parse(document.progress) as Progress;
    const dead = progress.dead.map(change);
    const openExceptions = dead.filter((entry) => entry.state === 'open').length || null;
    const set = { progress: JSON.stringify({ ...progress, dead }), openExceptions, writeId: randomUUID() };
    if (await runs.update(id, { where: { writeId: document.writeId }, set })) return;
  }
}

/**
 * The run that an exception belongs to. A replay that failed at the same step as the run it came from shows the exception, but the original owns it, so
 * that it is counted once and replayed from there.
 */
export async function ownerOfException(runs: Runs, document: RunDocument): Promise<RunDocument> {
  let owner = document;
  while (owner.replayOf !== null && owner.openExceptions === null) {
    const parent = await runs.get(owner.replayOf);
    if (!parent || parent.openExceptions === null) break;
    owner = parent;
  }
  return owner;
}
