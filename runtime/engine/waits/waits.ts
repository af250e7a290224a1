import type { WaitOutcome, WaitRequest } from '@crossdock/nodes/contract/wait';
import type { Clock } from '../../clock/clock.ts';
import { toFailure } from '../../sandbox/region/failure.ts';
import type { PendingCall } from '../../sandbox/region/protocol.ts';
import type { Collection, Store } from '../../store/store.ts';
import { assertNever } from '../calls/decide-failure.ts';
import type { CallResult } from '../calls/settle-calls.ts';
import { askFlow, type CallResources } from '../compose/call-flow.ts';
import type { Log } from '../log.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { LedgerEntry } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { Seal } from '../run/seal.ts';
import { isFinal } from '../run/statuses.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { askForEvent } from './ask-event.ts';
import { askPerson } from './ask-person.ts';
import { type Asking, askingOf, ended, endOf, failed, goesOn, type RequestFor } from './asking.ts';
import { dueTime } from './due-time.ts';
import { createEvents, type Events } from './events.ts';
import { endWait } from './take-events.ts';
import { eventCollection, takeCollection, waitCollection } from './wait-documents.ts';

/** What runs wait for: times, events, people, other flows. No worker is held meanwhile. */
export type Waits = {
  readonly events: Events;
  readonly approvals: Approvals;
  /** What came of it so far: the entry is confirmed with an answer, or waits on. Rejects only when the store fails. */
  ask(run: ActiveRun, pending: PendingCall, body: string | undefined, before: LedgerEntry | undefined): Promise<CallResult>;
  /** After the run has stored that it waits: wakes it when what it waits for came in between. */
  lookAgain(run: ActiveRun): Promise<void>;
  /** Ends the open waits of a run that was cancelled. */
  close(runId: string): Promise<void>;
  /** Makes good what a crash left undone. */
  sweep(): Promise<number>;
  /** Removes what is past its time. */
  forget(): Promise<number>;
};

export type WaitResources = CallResources & {
  readonly store: Store;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly log: Log;
  /** False: a worker has the run. It looks for itself after it has stored that it waits, unless it dies before: to be tried again. */
  readonly wake: (runId: string) => Promise<boolean>;
  /** For a rehearsal: how the waits of a step end, in turn, at once. null: nothing says it, so the record fails. */
  readonly endOfWait?: ((nodeId: string, request: WaitRequest) => WaitOutcome | null) | undefined;
};

/** Ended waits are kept so long for those who ask who decided, ms. */
const keptMs = 90 * 86_400_000;
const sweepAfter = 5000;
const slice = 500;

export function createWaits(resources: WaitResources): Waits {
  const { store, runs, clock, wake } = resources;
  const waits = store.collection(waitCollection);
  const now = () => clock.now();
  const shared = { ...resources, waits, events: store.collection(eventCollection), takes: store.collection(takeCollection), now };
  const events = createEvents(shared);
  const isEnded = async (runId: string) => {
    const [run] = (await runs.find({ where: { id: runId }, limit: 1, select: ['id', 'status'] })).items;
    return !run || isFinal(run.status);
  };
  const approvals = createApprovals({ waits, now, wake, isEnded });

  function askOutside(asking: Asking): Promise<CallResult> | CallResult {
    const { request } = asking;
    switch (request.for) {
      case 'time':
        return askTime(asking as Asking<RequestFor<'time'>>);
      case 'event':
        return askForEvent(shared, asking as Asking<RequestFor<'event'>>);
      case 'approval':
        return askPerson(waits, asking as Asking<RequestFor<'approval'>>);
      case 'flow':
        return askFlow(resources, asking as Asking<RequestFor<'flow'>>);
      case 'sending':
        return send(asking as Asking<RequestFor<'sending'>>);
      default:
        return assertNever(request);
    }
  }

  async function send(asking: Asking<RequestFor<'sending'>>): Promise<CallResult> {
    const { run, request, body = 'null', key } = asking;
    const sent = await events.send({ env: run.env, name: request.name, key: request.key, body, by: 'flow', idempotencyKey: key });
    return ended(asking, { outcome: 'sent', eventId: sent.id }, { name: request.name, key: request.key });
  }

  return {
    events,
    approvals,
    async ask(run, pending, body, before) {
      const nodeId = run.plan.nodes[pending.node]?.node.id ?? '';
      const at = now();
      const request: WaitRequest = pending.wait ?? { for: 'time', seconds: 0 };
      const asking = askingOf({ run, pending, body, before, nodeId, now: at, request });
      if (pending.error) return failed(asking, pending.error);
      if (resources.endOfWait) {
        const outcome = resources.endOfWait(nodeId, request);
        return outcome ? ended(asking, outcome) : failed(asking, notRehearsed);
      }
      try {
        return await askOutside(asking);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return failed(asking, { ...toFailure(error), code: 'NO_SUCH_TIME' });
      }
    },
    async lookAgain(run) {
      const held = [...run.ledger.values()].filter((entry) => entry.hold === 'waiting' && entry.settledAt === null);
      const ids = held.flatMap(({ wait }) => wait?.id ?? []);
      const called = held.flatMap(({ wait }) => wait?.runId ?? []);
      for (let at = 0; at < ids.length; at += slice) {
        const { items } = await waits.find({ where: { id: { in: ids.slice(at, at + slice) } }, limit: slice, select: ['id', 'state'] });
        if (items.some(({ state }) => state !== 'open')) return void (await wake(run.id));
      }
      for (let at = 0; at < called.length; at += slice) {
        const { items } = await runs.find({ where: { id: { in: called.slice(at, at + slice) } }, limit: slice, select: ['id', 'status'] });
        if (items.some(({ status }) => isFinal(status))) return void (await wake(run.id));
      }
    },
    async close(runId) {
      const { items } = await waits.find({ where: { runId, state: 'open' }, limit: 5000 });
      for (const wait of items) await endWait(waits, wait, { state: 'closed', settledAt: now() });
    },
    async sweep() {
      const { items } = await waits.find({ where: { wakeAt: { lte: now() - sweepAfter } }, limit: slice, select: ['id', 'runId'] });
      for (const { id, runId } of items) {
        if (await wake(runId)) await waits.update(id, { set: { wakeAt: null } });
      }
      return items.length + (await events.sweep());
    },
    async forget() {
      return (await waits.removeWhere({ settledAt: { lt: now() - keptMs } })) + (await events.forget());
    },
  };
}

const notRehearsed = {
  code: 'NO_TEST_ANSWER',
  message:
    'The test case does not say how this wait ends. Add an entry for the step under answers, such as { "body": { "outcome": "approved" } }.',
};

function askTime(asking: Asking<RequestFor<'time'>>): CallResult {
  const until = endOf(asking, null) ?? dueTime(asking.request, asking.now);
  return until <= asking.now ? ended(asking, { outcome: 'elapsed' }) : goesOn(asking, until, {});
}
