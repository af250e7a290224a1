import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type Collection, DuplicateKey, type Store } from '../../store/store.ts';
import { notDue } from '../dispatch/due.ts';
import { wakeRun } from '../dispatch/wake.ts';
import type { RunDocument } from '../run/run-document.ts';
import { type OrderKeyDocument, orderKeyCollection } from './order-key-document.ts';

/** A run as its turn sees it. */
export type InOrder = Pick<RunDocument, 'id' | 'env' | 'lineage' | 'orderKey' | 'orderNumber' | 'token' | 'dispatch'>;

/**
 * Runs of one key execute in the order in which their messages were accepted, one at a time, whatever worker has them. A number is drawn before the run is
 * inserted; the run with the least number among the unfinished ones of its key takes the turn, which belongs to the run and not to its worker: it keeps it through retries,
 * parking, waiting and a worker's death. Everybody stores their own side first and looks at the other's after.
 */
export type Ordering = {
  /** The next number of the key. */
  draw(env: string, flow: string, orderKey: string): Promise<number>;
  /** Takes the turn. False: earlier runs are unfinished; the run lies in the store now, and who ends the run before it wakes it. */
  enter(run: InOrder, workerId: string): Promise<boolean>;
  /** A run of the key has ended: the next one's turn. To be called after the run's last write; whoever comes later mends a call that never came. */
  leave(run: Pick<InOrder, 'orderKey' | 'lineage'>): Promise<void>;
  /** Whether a later run of the key is there already. */
  hasLater(run: Pick<InOrder, 'orderKey' | 'orderNumber' | 'lineage'>): Promise<boolean>;
  /** Passes on the turns of runs that ended without doing so themselves. Resolves to how many keys were mended. */
  sweep(): Promise<number>;
  /** The keys with unfinished runs, the one that waits longest first. */
  waiting(
    env: string,
    limit: number,
  ): Promise<readonly { readonly key: string; readonly flow: string; readonly runs: number; readonly oldest: number }[]>;
};

/** What the turn is called while it is nobody's and somebody may want it. */
const passedOn = '';

export function createOrdering(resources: {
  readonly store: Store;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  /** A run is due now. Default: the next look finds it. */
  readonly poke?: (at: number) => void;
}): Ordering {
  const { runs, clock } = resources;
  const keys = resources.store.collection(orderKeyCollection);

  /** The unfinished run with the least number; of those before `number` when it is given, and not of this lineage. */
  async function first(orderKey: string, before?: { readonly number: number; readonly lineage: string }) {
    const { items } = await runs.find({
      where: { orderTurn: orderKey, ...(before && { orderNumber: { lt: before.number } }) },
      sort: { by: 'orderNumber', direction: 'up' },
      // Replays of one run share its number.
      limit: before ? 20 : 1,
      select: ['id', 'lineage', 'owner', 'dueAt', 'status'],
    });
    return items.find((run) => run.lineage !== before?.lineage);
  }

  async function wake(id: string): Promise<boolean> {
    const now = clock.now();
    const isWoken = await wakeRun(runs, id, now);
    if (isWoken) resources.poke?.(now);
    return isWoken;
  }

  async function take(orderKey: string, lineage: string): Promise<boolean> {
    for (const holder of [null, passedOn]) {
      if (await keys.update(orderKey, { where: { holder }, set: { holder: lineage, heldSince: clock.now() } })) return true;
    }
    return holds(orderKey, lineage);
  }

  async function holds(orderKey: string, lineage: string): Promise<boolean> {
    return (await keys.get(orderKey))?.holder === lineage;
  }

  /** Wakes the run whose turn it is; the turn is nobody's when there is none. */
  async function pass(orderKey: string): Promise<void> {
    for (;;) {
      const key = await keys.get(orderKey);
      if (key?.holder !== passedOn) return;
      const next = await first(orderKey);
      if (next) {
        if (next.owner === null && next.dueAt === null) await wake(next.id);
        return;
      }
      // Nobody has drawn a number since, so nobody can have looked at the turn and gone to sleep.
      if (await keys.update(orderKey, { where: { holder: passedOn, last: key.last }, set: { holder: null, heldSince: null } })) return;
    }
  }

  async function block(run: InOrder & { readonly orderKey: string; readonly orderNumber: number }, workerId: string): Promise<void> {
    // Before it goes to sleep, because its worker may die right after: the key becomes one that is swept, and whoever found no run here before it came, and is
    // about to say that nobody wants the turn, sees by the number that somebody does.
    await keys.increase(run.orderKey, 'last');
    await keys.update(run.orderKey, { where: { holder: null }, set: { holder: passedOn } });
    const set = { ...notDue, owner: null, status: 'queued' as const, dispatch: run.dispatch + 1, writeId: randomUUID() };
    if (!(await runs.update(run.id, { where: { token: run.token, owner: workerId }, set }))) return;
    const earlier = await first(run.orderKey, { number: run.orderNumber, lineage: run.lineage });
    if (earlier) return;
    const holder = (await keys.get(run.orderKey))?.holder;
    if (holder === passedOn || holder === run.lineage) await wake(run.id);
  }

  return {
    async draw(env, flow, orderKey) {
      const number = await keys.increase(orderKey, 'last');
      if (number !== null) return number;
      try {
        await keys.insert({ id: orderKey, env, flow, last: 1, holder: null, heldSince: null } satisfies OrderKeyDocument);
        return 1;
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error;
        return (await keys.increase(orderKey, 'last')) ?? 1;
      }
    },

    async enter(run, workerId) {
      if (run.orderKey === null || run.orderNumber === null) return true;
      const inOrder = { ...run, orderKey: run.orderKey, orderNumber: run.orderNumber };
      const earlier = await first(run.orderKey, { number: run.orderNumber, lineage: run.lineage });
      // A smaller number may have become visible after this one took the turn: a run that comes again, after a retry or its worker's death, still has it.
      if (earlier ? await holds(run.orderKey, run.lineage) : await take(run.orderKey, run.lineage)) return true;
      await block(inOrder, workerId);
      return false;
    },

    async leave({ orderKey, lineage }) {
      if (orderKey === null) return;
      // A replay of the same message, or an exception that holds the key, still has the turn.
      if ((await runs.find({ where: { orderTurn: orderKey, lineage }, limit: 1, select: ['id'] })).items.length > 0) return;
      await keys.update(orderKey, { where: { holder: lineage }, set: { holder: passedOn } });
      await pass(orderKey);
    },

    async hasLater({ orderKey, orderNumber, lineage }) {
      if (orderKey === null || orderNumber === null) return false;
      const { items } = await runs.find({
        where: { orderTurn: orderKey, orderNumber: { gt: orderNumber } },
        sort: { by: 'orderNumber', direction: 'up' },
        limit: 20,
        select: ['id', 'lineage'],
      });
      return items.some((later) => later.lineage !== lineage);
    },

    async sweep() {
      let count = 0;
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof keys.find>> = await keys.find({ where: { holder: { not: null } }, limit: 500, after });
        for (const key of page.items) if (await mend(key)) count++;
        after = page.next;
      } while (after !== null);
      return count;
    },

    async waiting(env, limit) {
      const held = await keys.find({
        where: { holder: { not: null }, env },
        sort: { by: 'heldSince', direction: 'up' },
        limit,
      });
      const found = await Promise.all(
        held.items.map(async ({ id, flow }) => {
          const [oldest] = (
            await runs.find({
              where: { orderTurn: id },
              sort: { by: 'orderNumber', direction: 'up' },
              limit: 1,
              select: ['id', 'createdAt'],
            })
          ).items;
          return oldest && { key: id, flow, runs: await runs.count({ orderTurn: id }, 1000), oldest: oldest.createdAt };
        }),
      );
      return found.filter((key) => key !== undefined).sort((a, b) => a.oldest - b.oldest);
    },
  };

  async function mend({ id, holder }: OrderKeyDocument): Promise<boolean> {
    if (holder === null) return false;
    if (holder === passedOn) {
      await pass(id);
      return false;
    }
    const { items } = await runs.find({
      where: { orderTurn: id, lineage: holder },
      limit: 20,
      select: ['id', 'owner', 'dueAt', 'status'],
    });
    if (items.length === 0) {
      if (!(await keys.update(id, { where: { holder }, set: { holder: passedOn } }))) return false;
      await pass(id);
      return true;
    }
    // It has the turn and sleeps: whoever was to wake it did not come to it.
    const asleep = items.find((run) => run.owner === null && run.dueAt === null && run.status === 'queued');
    return asleep !== undefined && (await wake(asleep.id));
  }
}

/** A key of any length within an environment and flow, as the store keeps it. */
export function orderKeyOf(env: string, flow: string, key: string): string {
  const short = key.length <= 200 ? key : `${key.slice(0, 160)}~${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
  return `${env}/${flow}/${short}`;
}
