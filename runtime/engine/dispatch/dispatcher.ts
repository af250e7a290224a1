import { randomUUID } from 'node:crypto';
import type { QueuedRun, RunQueue } from '../../queue/run-queue.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { FirstResponse, Runner } from '../run/runner.ts';
import { type ClaimResources, claimRun, handBack } from './claim.ts';
import { createFeeder } from './feeder.ts';
import { createLane, type Lane } from './lane.ts';

/** Brings runs and the runner together: those this process accepted, at once; all others by the queue, which the feeder fills from the store. */
export type Dispatcher = {
  /** Whether the lane takes no more messages: the backlog limit is reached. */
  isFull(lane: string): boolean;
  /** Whether this process can execute the run itself, without the queue. */
  canTake(lane: string): boolean;
  start(run: ActiveRun, document: RunDocument, first: FirstResponse): void;
  /** A run becomes due at this time, ms. */
  poke(at: number): void;
  active(runId: string): ActiveRun | undefined;
  allActive(): Iterable<ActiveRun>;
  /** Resolves when the run is in this process's hands, or with undefined at the deadline. */
  whenActive(runId: string, deadline: number): Promise<ActiveRun | undefined>;
  /** Milliseconds that a caller of this run's flow waits. */
  deadlineOf(document: RunDocument): Promise<number>;
  /** Takes a failed run up again, with the same effect keys. False when it is not failed. */
  reopen(runId: string): Promise<boolean>;
  /** Makes orphans of the runs that the processes before left unfinished. Resolves to how many. */
  recover(): Promise<number>;
  backlog(): ReadonlyMap<string, number>;
  /** Starts nothing more; resolves when what is under way has ended. */
  drain(): Promise<void>;
  /** Hands back what never started. */
  close(): Promise<void>;
};

/** Runs under way at once per lane; most of them wait for an answer from outside. */
const width = 64;
/** Accepted runs that wait in memory per lane. */
const room = 2000;

export type DispatcherResources = ClaimResources & {
  readonly queue: RunQueue;
  readonly runner: Runner;
  /** Unfinished runs per lane beyond which intake answers 429. Default 200,000. */
  readonly maxBacklog?: number;
};

export function createDispatcher(resources: DispatcherResources): Dispatcher {
  const { clock, runs, runner, log } = resources;
  const actives = new Map<string, ActiveRun>();
  const arrivals = new Map<string, ((run: ActiveRun) => void)[]>();
  const lanes = new Map<string, Lane>();
  const consumers = new Map<string, { close(): Promise<void> }>();
  const feeder = createFeeder({ clock, runs, queue: resources.queue, log, openLane: (lane) => laneOf(lane) });
  let isClosed = false;

  function laneOf(name: string): Lane {
    let lane = lanes.get(name);
    if (!lane) {
      lane = createLane(width, room);
      lanes.set(name, lane);
      consumers.set(name, resources.queue.consume(name, width, take));
    }
    return lane;
  }

  function begin(run: ActiveRun): void {
    actives.set(run.id, run);
    for (const arrived of arrivals.get(run.id) ?? []) arrived(run);
    arrivals.delete(run.id);
  }

  async function execute(run: ActiveRun, first?: FirstResponse): Promise<void> {
    try {
      await runner.execute(run, first);
    } catch (error) {
      // Nothing is lost: the run stays ours in the store, and the next start of a process takes it over.
      if (!isClosed) {
        log.error({ run: run.id, error: String(error) }, 'a run stopped because the store or the sandbox failed; it is tried again');
        run.dueAt = await handBack(resources, run).catch(() => null);
      }
    } finally {
      actives.delete(run.id);
      if (run.dueAt !== null) feeder.poke(run.dueAt);
    }
  }

  async function take(job: QueuedRun): Promise<void> {
    try {
      feeder.taken(job.lane);
      const run = await claimRun(resources, job);
      if (!run) return;
      begin(run);
      await execute(run);
    } catch (error) {
      if (!isClosed) log.error({ run: job.runId, error: String(error) }, 'a due run could not be claimed; the feeder offers it again');
    }
  }

  return {
    isFull: (lane) => (feeder.due.get(lane) ?? 0) + (lanes.get(lane)?.waiting ?? 0) >= (resources.maxBacklog ?? 200_000),
    canTake: (lane) => !isClosed && laneOf(lane).hasRoom(),
    start(run, document, first) {
      begin(run);
      laneOf(document.lane).start(() => execute(run, first));
    },
    poke: feeder.poke,
    active: (runId) => actives.get(runId),
    allActive: () => actives.values(),
    whenActive(runId, deadline) {
      const here = actives.get(runId);
      // One that has just been put off is still here for a moment, but it is the next claim that counts.
      if (here && here.dueAt === null) return Promise.resolve(here);
      return new Promise((resolve) => {
        const arrived = (run: ActiveRun | undefined) => {
          cancel();
          resolve(run);
        };
        const cancel = clock.after(deadline - clock.now(), () => {
          arrivals.set(
            runId,
            (arrivals.get(runId) ?? []).filter((other) => other !== arrived),
          );
          resolve(undefined);
        });
        arrivals.set(runId, [...(arrivals.get(runId) ?? []), arrived]);
      });
    },
    async deadlineOf(document) {
      return ((await resources.planOf(document))?.flow.settings.answer.deadlineSeconds ?? 0) * 1000;
    },
    async reopen(runId) {
      const document = await runs.get(runId);
      if (document?.status !== 'failed') return false;
      const dueAt = clock.now();
      const progress = reopened(document.progress);
      const set = {
        status: 'queued' as const,
        dueAt,
        finishedAt: null,
        openExceptions: null,
        dispatch: document.dispatch + 1,
        progress,
        writeId: randomUUID(),
      };
      const isOurs = await runs.update(runId, { where: { token: document.token, status: 'failed' }, set });
      if (isOurs) feeder.poke(dueAt);
      return isOurs;
    },
    async recover() {
      let count = 0;
      for (;;) {
        const { items } = await runs.find({ where: { owner: { not: null } }, limit: 1000, select: ['id', 'token', 'owner', 'dispatch'] });
        if (items.length === 0) break;
        const dueAt = clock.now();
        await Promise.all(
          items.map((run) =>
            runs.update(run.id, {
              where: { token: run.token, owner: run.owner },
              set: { owner: null, dueAt, isOrphan: 1, token: run.token + 1, dispatch: run.dispatch + 1, writeId: randomUUID() },
            }),
          ),
        );
        count += items.length;
      }
      await feeder.look();
      return count;
    },
    backlog: () => new Map([...lanes].map(([name, lane]) => [name, lane.waiting + (feeder.due.get(name) ?? 0)])),
    async drain() {
      isClosed = true;
      await feeder.close();
      await Promise.all([...consumers.values()].map((consumer) => consumer.close()));
      await Promise.all([...lanes.values()].map((lane) => lane.close()));
    },
    async close() {
      // Accepted and not started: the next process takes them over at once, not as orphans of a crash.
      await Promise.all(
        [...actives.values()].map((run) =>
          runs.update(run.id, {
            where: { token: run.token, owner: resources.workerId },
            set: { owner: null, dueAt: clock.now(), writeId: randomUUID() },
          }),
        ),
      );
    },
  };
}

/** Failed calls may be made again; what was confirmed stays confirmed. */
function reopened(progress: string): string {
  const { ledger, ...rest } = JSON.parse(progress) as Progress;
  return JSON.stringify({
    ...rest,
    stage: 0,
    runFailed: undefined,
    dead: [],
    ledger: ledger.map((entry) =>
      entry.state === 'confirmed' ? entry : { ...entry, state: 'pending', attempts: 0, settledAt: null, retryAt: null, error: undefined },
    ),
  });
}
