import type { Clock } from '../../clock/clock.ts';
import type { Deployments } from '../../lifecycle/deployments.ts';
import type { Collection, Store } from '../../store/store.ts';
import type { Accepted, Arriving } from '../accept/accept.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { tryToWake } from '../dispatch/wake.ts';
import type { Log } from '../log.ts';
import type { PlanCache } from '../plan/plan-cache.ts';
import { ownerOfException } from '../replay/original.ts';
import type { RecordDocument, RunDocument } from '../run/run-document.ts';
import type { Seal } from '../run/seal.ts';
import { createWaits, type WaitResources, type Waits } from '../waits/waits.ts';
import { createFollowUps } from './follow-ups.ts';
import { giveUp } from './give-up.ts';

/** How runs wait, and how flows are put together: called flows, error flows, compensation. */
export type Composition = {
  readonly waits: Waits;
  /** Does what a run's end asks for, without holding anybody up. */
  readonly followUp: (runId: string) => void;
  /** An operator gives a run up: its effects are taken back. null: no such run. Throws NotReplayable where that cannot be. */
  compensate(runId: string, asked: { readonly by: string; readonly reason: string }): Promise<{ readonly runId: string } | null>;
  /** Makes good what a crash left undone. */
  sweep(): Promise<number>;
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
};

export function createComposition(given: {
  readonly store: Store;
  readonly runs: Collection<RunDocument>;
  readonly records: Collection<RecordDocument>;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly log: Log;
  readonly deployments: Deployments;
  readonly plans: PlanCache;
  readonly accept: (arriving: Arriving) => Promise<Accepted>;
  readonly endOfWait?: WaitResources['endOfWait'];
  readonly dispatcher: () => Pick<Dispatcher, 'poke' | 'offer' | 'reopen'>;
}): Composition {
  const { runs, clock, plans } = given;
  const underWay = new Set<Promise<void>>();
  const resources = {
    ...given,
    planOf: plans.planOf,
    reopen: (runId: string) => given.dispatcher().reopen(runId),
    offer: (run: RunDocument) => given.dispatcher().offer(run),
    async wake(runId: string) {
      const woken = await tryToWake(runs, runId, clock.now());
      if (woken === 'due') given.dispatcher().poke(clock.now());
      return woken !== 'held';
    },
  };
  const waits = createWaits(resources);
  const followUps = createFollowUps(resources);

  return {
    waits,
    followUp(runId) {
      const turn = followUps.run(runId).finally(() => underWay.delete(turn));
      underWay.add(turn);
    },
    async compensate(runId, asked) {
      const run = await runs.get(runId);
      return run && giveUp(resources, await ownerOfException(runs, run), asked);
    },
    sweep: async () => (await waits.sweep()) + (await followUps.sweep()),
    async close() {
      await Promise.all(underWay);
    },
  };
}
