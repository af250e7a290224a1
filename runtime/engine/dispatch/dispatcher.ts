import { randomUUID } from 'node:crypto';
import type { Environment } from '../../environments/environment.ts';
import type { QueuedRun, RunQueue } from '../../queue/run-queue.ts';
import { mayRunAgain } from '../compose/compensation.ts';
import { afterUndo } from '../compose/undo-ledger.ts';
import type { Ordering } from '../ordering/ordering.ts';
import type { Plan } from '../plan/plan.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { FirstResponse, Runner } from '../run/runner.ts';
import { type ClaimResources, claimRun, handBack } from './claim.ts';
import { due, placeOf, queueOf } from './due.ts';
import { createFeeder } from './feeder.ts';
import { createLane, type Lane } from './lane.ts';
import type { Lanes } from './lanes.ts';
import { createShare, type Share } from './share.ts';
import { createStrays } from './strays.ts';

/** Brings runs and the runner together: those this process accepted, at once; all others by the queue, which the feeder fills from the store. */
export type Dispatcher = {
  /** Due runs of the lane that have not begun: what the backlog's limit is held against. */
  waitingIn(lane: Placed): number;
  /** The same of all lanes of an environment. */
  waitingOf(env: string): number;
  /** Whether this process can execute the run itself, without the queue. */
  canTake(lane: Placed): boolean;
  /** A run that this process accepted and does not execute: into the queue with it. */
  offer(run: Pick<RunDocument, 'id' | 'env' | 'lane' | 'priority' | 'dispatch'>): void;
  start(run: ActiveRun, document: RunDocument, first: FirstResponse): void;
  /** A run becomes due at this time, ms. */
  poke(at: number): void;
  /** Another process told of a run that becomes due at this time, ms; it is not told of again. */
  heardOfDue(at: number): void;
  active(runId: string): ActiveRun | undefined;
  allActive(): Iterable<ActiveRun>;
  /** Resolves when the run is in this process's hands, or with undefined at the deadline. */
  whenActive(runId: string, deadline: number): Promise<ActiveRun | undefined>;
  /** Milliseconds that a caller of this run's flow waits. */
  deadlineOf(run: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>): Promise<number>;
  /** Takes a failed run up again, with the same effect keys. False when it is not failed. */
  reopen(runId: string): Promise<boolean>;
  /** Begins to consume and to feed. */
  open(): Promise<void>;
  /** Finds lanes that other processes made known, and consumes those this one serves. */
  readLanes(): Promise<void>;
  /** Takes as many runs as the limits allow now; resolves when what began under the limits before has ended. */
  fitLanes(): Promise<void>;
  /** Hands back what is stored as this process's own and is not. Resolves to how many. */
  findStrays(): Promise<number>;
  backlog(): ReadonlyMap<string, number>;
  /** Starts nothing more; resolves when what is under way has ended. */
  drain(): Promise<void>;
  /** Hands back what never started. */
  close(): Promise<void>;
};

/** The queue has put its jobs in order already. */
const usualPriority = 5;
/** Accepted runs that wait in memory per lane. */
const room = 2000;

export type DispatcherResources = ClaimResources & {
  readonly queue: RunQueue;
  readonly runner: Runner;
  readonly ordering: Ordering;
  readonly lanes: Lanes;
  readonly serves: Serves;
  readonly isFeeding: () => boolean;
  /** undefined, null: it has no limits. */
  readonly environmentOf: (env: string) => Pick<Environment, 'limits' | 'lanes'> | null | undefined;
  /** Asks the process that feeds to look, when it is not this one. */
  readonly tellDue: (at: number) => void;
};

type Placed = Pick<RunDocument, 'env' | 'lane'>;

/** What a process executes. */
export type Serves = {
  /** Whether it executes runs at all, or only takes messages in. */
  readonly isWorking: boolean;
  /** Empty: all. */
  readonly envs: readonly string[];
  readonly lanes: readonly string[];
  /** Runs under way at once per lane; most of them wait for an answer from outside. Default 64. */
  readonly concurrency: number;
};

export const servesAll: Serves = { isWorking: true, envs: [], lanes: [], concurrency: 64 };

export function createDispatcher(resources: DispatcherResources): Dispatcher {
  const { clock, runs, runner, log, lease, ordering, serves, heldRuns } = resources;
  const actives = new Map<string, ActiveRun>();
  const arrivals = new Map<string, ((run: ActiveRun) => void)[]>();
  const lanes = new Map<string, Lane>();
  /** By environment. */
  const shares = new Map<string, Share>();
  const consumers = new Map<string, { readonly width: number; close(): Promise<void> }>();
  const feeder = createFeeder({ ...resources, openLane: (lane) => laneOf(lane), isTaken });
  /** Being claimed and loaded. */
  const claiming = new Set<string>();
  const strays = createStrays({
    runs,
    workerId: () => lease.workerId,
    isHere: (id) => actives.has(id) || claiming.has(id),
    handBack: async (run) => {
      const dueAt = await handBack(resources, run);
      if (dueAt === null) return;
      log.warn({ run: run.id }, 'a run was lost sight of while the store was away; it goes on');
      poke(dueAt);
    },
  });
  let isClosed = false;

  function laneOf(name: string): Lane {
    let lane = lanes.get(name);
    if (!lane) {
      lane = createLane(() => widthOf(name), room, shareOf(placeOf(name).env));
      lanes.set(name, lane);
      if (isServed(placeOf(name))) consume(name, lane);
    }
    return lane;
  }

  function consume(name: string, lane: Lane): void {
    const width = widthOf(name);
    const consumer = resources.queue.consume(name, width, (job) => lane.run(() => take(job), usualPriority));
    consumers.set(name, { width, close: () => consumer.close() });
  }

  /** Runs of the lane at once: of what the flow, the environment and this process allow the least. */
  function widthOf(name: string): number {
    const { env, lane } = placeOf(name);
    const ofEnvironment = resources.environmentOf(env)?.lanes.find((one) => one.lane === lane)?.concurrency;
    return Math.min(resources.lanes.get(name)?.width ?? serves.concurrency, ofEnvironment ?? serves.concurrency, serves.concurrency);
  }

  function shareOf(env: string): Share {
    let share = shares.get(env);
    if (!share) {
      share = createShare(() => resources.environmentOf(env)?.limits.concurrency ?? Number.POSITIVE_INFINITY);
      shares.set(env, share);
    }
    return share;
  }

  function isServed({ env, lane }: Placed): boolean {
    if (!serves.isWorking || (serves.envs.length > 0 && !serves.envs.includes(env))) return false;
    // A flow with a limit of its own has a lane of its own within its channel's: `channel:flow`.
    return serves.lanes.length === 0 || serves.lanes.some((served) => lane === served || lane.startsWith(`${served}:`));
  }

  /** It only takes in, and its queue is seen by no other process: workers feed themselves. */
  const feedsNobody = resources.queue.kind === 'embedded' && !serves.isWorking;

  /** Whether this queue leads to somebody who executes such runs. One in memory leads to this process alone. */
  function isTaken(placed: Placed): boolean {
    return resources.queue.kind !== 'embedded' || isServed(placed);
  }

  function begin(run: ActiveRun): void {
    actives.set(run.id, run);
    for (const arrived of arrivals.get(run.id) ?? []) arrived(run);
    arrivals.delete(run.id);
  }

  async function execute(run: ActiveRun, first?: FirstResponse): Promise<void> {
    try {
      if (first && isHeld(run) && (await heldRuns.putAside({ ...run, flow: run.plan.flow.id }, lease.workerId))) return;
      if (run.orderKey === null || (await enter(run))) await runner.execute(run, first);
    } catch (error) {
      // Nothing is lost: where it cannot be handed back either, it stays ours in the store, and is found as a stray.
      if (!isClosed) {
        log.error({ run: run.id, error: String(error) }, 'a run stopped because the store or the sandbox failed; it is tried again');
        run.dueAt = await handBack(resources, run).catch(() => null);
      }
    } finally {
      // Woken meanwhile, it may be here already for the next time.
      if (actives.get(run.id) === run) actives.delete(run.id);
      if (run.dueAt !== null) poke(run.dueAt);
    }
  }

  /** Its flow was paused while the run waited here for its turn. */
  function isHeld({ env, plan, kind, status }: ActiveRun): boolean {
    return heldRuns.isHeld({ env, kind, status, flow: plan.flow.id, version: plan.version });
  }

  /** False: it is not its turn, and it lies in the store again. */
  async function enter(run: ActiveRun): Promise<boolean> {
    if (await ordering.enter(run, lease.workerId)) return true;
    run.status = 'queued';
    resources.changed(run);
    return false;
  }

  function poke(at: number): void {
    feeder.poke(at);
    if (!resources.isFeeding() || feedsNobody) resources.tellDue(at);
  }

  async function take(job: QueuedRun): Promise<void> {
    try {
      feeder.taken(job.lane);
      if (!lease.isHeld() || isClosed) return;
      claiming.add(job.runId);
      const run = await claimRun(resources, job);
      if (!run) return;
      begin(run);
      claiming.delete(job.runId);
      await execute(run);
    } catch (error) {
      if (!isClosed) log.error({ run: job.runId, error: String(error) }, 'a due run could not be claimed; the feeder offers it again');
    } finally {
      claiming.delete(job.runId);
    }
  }

  return {
    waitingIn: (placed) => (feeder.due.get(queueOf(placed)) ?? 0) + (lanes.get(queueOf(placed))?.waiting ?? 0),
    waitingOf(env) {
      let count = 0;
      for (const [name, lane] of lanes) if (name.startsWith(`${env}/`)) count += lane.waiting;
      for (const [name, waiting] of feeder.due) if (name.startsWith(`${env}/`)) count += waiting;
      return count;
    },
    canTake: (placed) => !isClosed && isServed(placed) && lease.isHeld() && laneOf(queueOf(placed)).hasRoom(),
    offer(run) {
      if (!isTaken(run)) return resources.tellDue(clock.now());
      // With a long backlog the feeder puts it in when its turn comes.
      if ((feeder.due.get(queueOf(run)) ?? 0) > 1000) return;
      const job = { runId: run.id, lane: queueOf(run), dispatch: run.dispatch };
      resources.queue.put(job, { priority: run.priority }).catch(() => poke(clock.now()));
    },
    start(run, document, first) {
      begin(run);
      laneOf(queueOf(document)).start(() => execute(run, first), document.priority);
    },
    poke,
    heardOfDue: feeder.poke,
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
      if (document?.status !== 'failed' || !(await mayRunAgain(runs, document))) return false;
      const dueAt = clock.now();
      const plan = await resources.planOf(document);
      const progress = reopened(document, plan);
      const set = {
        status: 'queued' as const,
        ...due(document, dueAt),
        orderTurn: document.orderKey,
        finishedAt: null,
        openExceptions: null,
        dispatch: document.dispatch + 1,
        progress,
        writeId: randomUUID(),
      };
      const isOurs = await runs.update(runId, { where: { token: document.token, status: 'failed' }, set });
      if (isOurs) poke(dueAt);
      return isOurs;
    },
    async open() {
      await resources.lanes.read();
      for (const lane of resources.lanes.all()) if (isServed(lane)) laneOf(lane.name);
      await feeder.look();
    },
    async readLanes() {
      await resources.lanes.read();
      for (const lane of resources.lanes.all()) if (isServed(lane)) laneOf(lane.name);
    },
    async fitLanes() {
      for (const lane of lanes.values()) lane.fit();
      const changed = [...consumers].filter(([name, { width }]) => width !== widthOf(name));
      for (const [name] of changed) if (!isClosed) consume(name, laneOf(name));
      await Promise.all(changed.map(([, consumer]) => consumer.close()));
    },
    findStrays: async () => (isClosed ? 0 : strays.look()),
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
            where: { token: run.token, owner: lease.workerId },
            set: { owner: null, ...due(run, clock.now()), writeId: randomUUID() },
          }),
        ),
      );
    },
  };
}

/** Failed calls may be made again; what was confirmed stays confirmed. */
function reopened({ progress, lineage }: RunDocument, plan: Plan | null): string {
  const { ledger, ...rest } = JSON.parse(progress) as Progress;
  return JSON.stringify({
    ...rest,
    stage: 0,
    runFailed: undefined,
    dead: [],
    ledger: ledger.map((entry) =>
      entry.undo === 'done' && plan
        ? afterUndo(entry, plan, lineage)
        : entry.state === 'confirmed'
          ? entry
          : { ...entry, state: 'pending', attempts: 0, settledAt: null, retryAt: null, error: undefined },
    ),
  });
}
