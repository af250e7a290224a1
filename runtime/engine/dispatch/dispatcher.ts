import { randomUUID } from 'node:crypto';
import type { QueuedRun, RunQueue } from '../../queue/run-queue.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActiveRun, activeRun, exception, progressOf } from '../run/active-run.ts';
import type { RunDocument } from '../run/run-document.ts';
import { readRecord } from '../run/run-record.ts';
import type { FirstResponse, Runner, RunnerResources } from '../run/runner.ts';
import { isFinal } from '../run/statuses.ts';
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
/** Ids per lane in the queue. */
const queueWindow = 5000;
/** A run that has taken its process down so often is not started again. */
const lastRecovery = 3;

export type DispatcherResources = RunnerResources & {
  readonly blobs: Blobs;
  readonly queue: RunQueue;
  readonly runner: Runner;
  readonly planOf: (document: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>) => Promise<Plan | null>;
  /** Unfinished runs per lane beyond which intake answers 429. Default 200,000. */
  readonly maxBacklog?: number;
};

export function createDispatcher(resources: DispatcherResources): Dispatcher {
  const { clock, runs, runner, log } = resources;
  const actives = new Map<string, ActiveRun>();
  const arrivals = new Map<string, ((run: ActiveRun) => void)[]>();
  const lanes = new Map<string, Lane>();
  const consumers = new Map<string, { close(): Promise<void> }>();
  const stored = new Map<string, number>();
  let cancelTimer: (() => void) | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let feeding: Promise<void> | undefined;
  let isStale = false;
  let isClosed = false;

  const laneOf = (name: string): Lane => {
    let lane = lanes.get(name);
    if (!lane) {
      lane = createLane(width, room);
      lanes.set(name, lane);
      consumers.set(
        name,
        resources.queue.consume(name, width, (job) => claim(job)),
      );
    }
    return lane;
  };

  async function execute(run: ActiveRun, first?: FirstResponse): Promise<void> {
    try {
      await runner.execute(run, first);
    } catch (error) {
      // Nothing is lost: the run stays ours in the store, and the next start of a process takes it over.
      if (!isClosed) {
        log.error({ run: run.id, error: String(error) }, 'a run stopped because the store or the sandbox failed; it is tried again');
        await handBack(run);
      }
    } finally {
      actives.delete(run.id);
      if (run.dueAt !== null) poke(run.dueAt);
    }
  }

  /** Puts the run back for the feeder, in a while. When that cannot be written either, recovery finds it. */
  async function handBack(run: ActiveRun): Promise<void> {
    const dueAt = clock.now() + 2000;
    try {
      const set = { owner: null, dueAt, dispatch: run.dispatch + 1, writeId: randomUUID() };
      if (await runs.update(run.id, { where: { token: run.token, owner: resources.workerId }, set })) run.dueAt = dueAt;
    } catch (error) {
      log.error({ run: run.id, error: String(error) }, 'the run could not be handed back; it goes on after the next start');
    }
  }

  function begin(run: ActiveRun): void {
    actives.set(run.id, run);
    for (const arrived of arrivals.get(run.id) ?? []) arrived(run);
    arrivals.delete(run.id);
  }

  async function claim(job: QueuedRun): Promise<void> {
    try {
      const run = await take(job);
      if (!run) return;
      begin(run);
      await execute(run);
    } catch (error) {
      if (!isClosed) log.error({ run: job.runId, error: String(error) }, 'a due run could not be claimed; the feeder offers it again');
    } finally {
      if (stored.get(job.lane) !== undefined) void feedSoon();
    }
  }

  async function take(job: QueuedRun): Promise<ActiveRun | undefined> {
    const document = await runs.get(job.runId);
    if (!document || document.owner !== null || document.dispatch !== job.dispatch || isFinal(document.status)) return undefined;
    const recoveries = document.recoveries + document.isOrphan;
    const token = document.token + 1;
    const set = {
      owner: resources.workerId,
      dueAt: null,
      token,
      recoveries,
      isOrphan: 0,
      status: 'running' as const,
      writeId: randomUUID(),
    };
    if (!(await runs.update(document.id, { where: { token: document.token, owner: null, dispatch: document.dispatch }, set })))
      return undefined;
    const plan = await resources.planOf(document);
    const claimed = { ...document, ...set };
    if (!plan) {
      await fail(
        claimed,
        undefined,
        'FLOW_NOT_FOUND',
        `Version ${document.version} of flow ${document.flow} cannot be found or no longer be compiled, so the run could not go on. Publish a version that works and send the message again.`,
      );
      return undefined;
    }
    const run = activeRun(claimed, plan, await messageOf(resources, document));
    await loadRecord(resources, run);
    if (recoveries > lastRecovery) {
      await fail(
        claimed,
        run,
        'POISON',
        `The runtime went down ${recoveries} times while it worked on this run, so it is not started again. Other runs are not affected. Have its message and steps looked at before you replay it.`,
      );
      return undefined;
    }
    return run;
  }

  async function fail(document: RunDocument, run: ActiveRun | undefined, code: string, message: string): Promise<void> {
    const error = { code, message };
    const progress = { ...(run ? progressOf(run) : { stage: 0, steps: [], ledger: [], dead: [] }), runFailed: error };
    const dead = [...progress.dead, exception({ node: 0, item: '*', error }, document.recoveries)];
    const set = {
      status: 'failed' as const,
      owner: null,
      finishedAt: clock.now(),
      openExceptions: dead.length,
      progress: JSON.stringify({ ...progress, dead }),
      writeId: randomUUID(),
    };
    await runs.update(document.id, { where: { token: document.token, owner: resources.workerId }, set });
  }

  function poke(at: number): void {
    if (isClosed || at >= timerAt) return;
    if (at <= clock.now()) {
      setImmediate(() => void feedSoon());
      return;
    }
    cancelTimer?.();
    timerAt = at;
    cancelTimer = clock.after(at - clock.now(), () => {
      timerAt = Number.POSITIVE_INFINITY;
      void feedSoon();
    });
  }

  function feedSoon(): Promise<void> {
    // What became due while the store was being looked at is found by another look.
    if (feeding) isStale = true;
    feeding ??= feed()
      .catch((error: unknown) => log.error({ error: String(error) }, 'due runs could not be looked up; tried again in 2 s'))
      .finally(() => {
        feeding = undefined;
        if (isStale) {
          isStale = false;
          poke(clock.now());
        } else poke(clock.now() + 2000);
      });
    return feeding;
  }

  /** One look at the store: what is due goes into the queue, up to its window; what comes next sets the timer. */
  async function feed(): Promise<void> {
    if (isClosed) return;
    const now = clock.now();
    const { items } = await runs.find({
      where: { dueAt: { lte: now } },
      sort: { by: 'dueAt', direction: 'up' },
      limit: queueWindow,
      select: ['id', 'lane', 'dispatch', 'priority'],
    });
    const perLane = new Map<string, number>();
    for (const { lane } of items) perLane.set(lane, (perLane.get(lane) ?? 0) + 1);
    stored.clear();
    for (const [lane, count] of perLane) {
      stored.set(lane, count);
      laneOf(lane);
    }
    await resources.queue.putMany(items.map((run) => ({ runId: run.id, lane: run.lane, dispatch: run.dispatch, priority: run.priority })));
    const [next] = (
      await runs.find({ where: { dueAt: { gt: now } }, sort: { by: 'dueAt', direction: 'up' }, limit: 1, select: ['id', 'dueAt'] })
    ).items;
    if (next?.dueAt) poke(next.dueAt);
  }

  return {
    isFull: (lane) => (stored.get(lane) ?? 0) + (lanes.get(lane)?.waiting ?? 0) >= (resources.maxBacklog ?? 200_000),
    canTake: (lane) => !isClosed && laneOf(lane).hasRoom(),
    start(run, document, first) {
      begin(run);
      laneOf(document.lane).start(() => execute(run, first));
    },
    poke,
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
      if (isOurs) poke(dueAt);
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
      await feedSoon();
      return count;
    },
    backlog: () => new Map([...lanes].map(([name, lane]) => [name, lane.waiting + (stored.get(name) ?? 0)])),
    async drain() {
      isClosed = true;
      cancelTimer?.();
      await feeding;
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
  const { ledger, ...rest } = JSON.parse(progress) as ReturnType<typeof progressOf>;
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

export async function messageOf(resources: Pick<DispatcherResources, 'blobs' | 'seal'>, document: RunDocument): Promise<string> {
  const sealed = document.message ?? (await resources.blobs.get(`${document.lineage}/message`));
  return sealed === null ? '' : resources.seal.open(document.env, sealed).toString('utf8');
}

/** Gives the run the answers it had, so that confirmed calls are not made again. */
async function loadRecord(resources: Pick<DispatcherResources, 'records' | 'seal'>, run: ActiveRun): Promise<void> {
  if (run.record === null) return;
  const document = await resources.records.get(run.record);
  if (!document) return;
  const record = readRecord(resources.seal.open(run.env, document.sealed).toString('utf8'));
  for (const [id, body] of record.answers) run.answers.set(id, body);
  run.exchanges.push(...record.exchanges);
}
