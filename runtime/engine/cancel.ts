import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import type { Collection } from '../store/store.ts';
import { cancelChunks } from './chunks/chunk-runs.ts';
import type { Composition } from './compose/composition.ts';
import { followOf } from './compose/follow.ts';
import type { Dispatcher } from './dispatch/dispatcher.ts';
import { notDue } from './dispatch/due.ts';
import type { Log } from './log.ts';
import type { Ordering } from './ordering/ordering.ts';
import type { Plan } from './plan/plan.ts';
import { settleOriginal } from './replay/original.ts';
import type { Pinned, RunDocument } from './run/run-document.ts';
import { isFinal } from './run/statuses.ts';

type Resources = {
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatcher: Dispatcher;
  readonly ordering: Ordering;
  readonly composition: Composition;
  readonly planOf: (run: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>) => Promise<Plan | null>;
  /** undefined: no other process has runs. */
  readonly bulletin: Bulletin | undefined;
};

/** A worker that was told has so long to end the run itself, between two calls; then it is taken away from it. Milliseconds. */
const patience = 5000;
const lookEvery = 250;

export type Cancel = {
  /** Resolves to whether the run is or will be cancelled; null when there is none. */
  cancel(runId: string, by: string): Promise<boolean | null>;
  /** Ends what this process has of it after the call under way. */
  stopHere(runId: string): boolean;
};

export function createCancel(resources: Resources): Cancel {
  const { runs, clock, log, dispatcher, bulletin } = resources;

  function stopHere(runId: string): boolean {
    for (const run of dispatcher.allActive()) if (run.pinned.chunk?.of === runId) run.isCancelled = true;
    const active = dispatcher.active(runId);
    if (active) active.isCancelled = true;
    return active !== undefined;
  }

  async function cancel(runId: string, by: string): Promise<boolean | null> {
    log.info({ run: runId, by }, 'a run is cancelled');
    if (stopHere(runId)) return true;
    const before = await runs.get(runId);
    if (!before) return null;
    if (isFinal(before.status)) return false;
    bulletin?.publish('cancel', runId);
    const until = clock.monotonic() + (bulletin ? patience : 0);
    for (;;) {
      const document = await runs.get(runId);
      if (!document) return null;
      if (isFinal(document.status)) return document.status === 'cancelled';
      const isLate = clock.monotonic() >= until;
      if ((document.owner === null || isLate) && (await end(document))) return true;
      if (isLate && document.owner === null) return false;
      await new Promise<void>((resolve) => clock.after(lookEvery, resolve));
    }
  }

  /** Ends it in the store. Whoever has it finds its token old and writes nothing more. */
  async function end(document: RunDocument): Promise<boolean> {
    const { id, flow, version, kind, token, owner, dispatch } = document;
    const plan = await resources.planOf(document);
    const settings = plan?.flow.settings ?? { compensate: 'never' as const };
    const pinned = JSON.parse(document.pinned) as Pinned;
    const follow = followOf({ status: 'cancelled', settings, flow, version, kind, pinned, plan: undefined, ledger: [] });
    const set = {
      status: 'cancelled' as const,
      follow,
      ...notDue,
      owner: null,
      token: token + 1,
      orderTurn: null,
      parkedFor: null,
      finishedAt: clock.now(),
      dispatch: dispatch + 1,
    };
    if (!(await runs.update(id, { where: { token, owner }, set }))) return false;
    if (pinned.stream) await cancelChunks(runs, id, clock.now());
    await Promise.all([resources.ordering.leave(document), resources.composition.waits.close(id)]);
    await settleOriginal(resources, { ...document, pinned, dead: [], isBroken: true });
    if (follow !== null) resources.composition.followUp(id);
    return true;
  }

  return { cancel, stopHere };
}
