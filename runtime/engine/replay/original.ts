import { randomUUID } from 'node:crypto';
import type { Collection } from '../../store/store.ts';
import { isRelated } from '../compose/lineage.ts';
import type { Ordering } from '../ordering/ordering.ts';
import type { DeadEntry, Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';

type Runs = Collection<RunDocument>;
type Originals = { readonly runs: Runs; readonly ordering: Pick<Ordering, 'leave'> };
/** What a replay takes up of an ended run: items at a step, by indices of its own version, and what became of them behind it. `all`: whatever is open. */
export type Taken = { readonly at: number; readonly behind: readonly number[]; readonly items: readonly string[] } | 'all';

export async function markReplaying(runs: Runs, id: string, taken: Taken, replay: string): Promise<void> {
  await changeDead(runs, id, (dead) => (dead.state === 'open' && isTaken(dead, taken) ? { ...dead, state: 'replaying', replay } : dead));
}

/** What a replay comes to, for the run it came from. */
export type Replayed = {
  readonly id: string;
  readonly replayOf: string | null;
  readonly pinned: Pinned;
  readonly dead: readonly { readonly node: number; readonly item: string }[];
  /** It was cancelled or failed as a whole: what it took up is as open as before. */
  readonly isBroken: boolean;
};

/** After a replay has ended: an item that died again at the same step is open again, the others are resolved. */
export async function settleOriginal({ runs, ordering }: Originals, replay: Replayed): Promise<void> {
  if (replay.replayOf === null) return;
  const { focus, replay: asked } = replay.pinned;
  const there = (node: number) => (asked?.steps ? (asked.steps[node] ?? -1) : node);
  const taken: Taken = focus && asked?.at !== undefined ? { at: asked.at, behind: asked.behind ?? [], items: focus.items } : 'all';
  const isAgain = (dead: DeadEntry) =>
    replay.isBroken ||
    replay.dead.some((other) => {
      const node = there(other.node);
      return other.item === '*' || node < 0 || (node === dead.node && (other.item === dead.item || dead.item === '*'));
    });
  const changed = await changeDead(runs, replay.replayOf, (dead) => {
    const isOurs = dead.state === 'replaying' ? (dead.replay ?? replay.id) === replay.id : dead.state === 'open' && isTaken(dead, taken);
    return isOurs ? { ...dead, state: isAgain(dead) ? 'open' : 'resolved', replay: replay.id } : dead;
  });
  if (!changed) return;
  await release({ runs, ordering }, changed);
  // A replay of a replay mends what the first run has open, too.
  const left = changed.progress.dead.filter(({ state }) => state === 'open' || state === 'replaying');
  await settleOriginal({ runs, ordering }, { ...changed, pinned: JSON.parse(changed.pinned) as Pinned, dead: left, isBroken: false });
}

/** Says of open exceptions that nothing more is to be done about them. Resolves to how many there were. */
export async function dismissExceptions(
  originals: Originals,
  id: string,
  isMeant: (dead: DeadEntry) => boolean,
  dismissed: { readonly by: string; readonly at: number; readonly reason: string },
): Promise<number> {
  let count = 0;
  const changed = await changeDead(originals.runs, id, (dead) => {
    if (dead.state !== 'open' || !isMeant(dead)) return dead;
    count++;
    return { ...dead, state: 'dismissed', dismissed };
  });
  if (changed) await release(originals, changed);
  return changed ? count : 0;
}

/** An exception that held its ordering key lets the next run go on when it is dealt with. */
async function release({ runs, ordering }: Originals, { id, orderKey, lineage, progress }: Changed): Promise<void> {
  if (orderKey === null || progress.dead.some(({ state }) => state === 'open' || state === 'replaying')) return;
  await runs.update(id, { set: { orderTurn: null } });
  await ordering.leave({ orderKey, lineage });
}

function isTaken({ node, item }: DeadEntry, taken: Taken): boolean {
  if (taken === 'all') return true;
  const isAll = taken.items[0] === '*' || item === '*';
  if (node === taken.at) return isAll || taken.items.includes(item);
  return taken.behind.includes(node) && (isAll || taken.items.some((one) => isRelated(one, item)));
}

type Changed = Pick<RunDocument, 'id' | 'replayOf' | 'pinned' | 'orderKey' | 'lineage'> & { readonly progress: Progress };

/** Changes exceptions of an ended run by compare-and-set on its write id. Undefined: there was nothing to change. */
async function changeDead(runs: Runs, id: string, change: (dead: DeadEntry) => DeadEntry): Promise<Changed | undefined> {
  for (;;) {
    const document = await runs.get(id);
    if (!document || document.progress === '') return undefined;
    const progress = JSON.parse(document.progress) as Progress;
    const dead = progress.dead.map(change);
    if (dead.every((entry, i) => entry === progress.dead[i])) return undefined;
    const openExceptions = dead.filter((entry) => entry.state === 'open').length || null;
    const set = { progress: JSON.stringify({ ...progress, dead }), openExceptions, writeId: randomUUID() };
    if (await runs.update(id, { where: { writeId: document.writeId }, set })) return { ...document, progress: { ...progress, dead } };
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
