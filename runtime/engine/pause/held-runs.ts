import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type Deployments, type Pause, pauseAt } from '../../lifecycle/deployments.ts';
import type { Collection } from '../../store/store.ts';
import { due, notDue } from '../dispatch/due.ts';
import type { Log } from '../log.ts';
import type { RunDocument, RunKind } from '../run/run-document.ts';

/**
 * Runs of paused flows that have not begun: they lie aside in the store, due at no time, until their flow goes on. A run that has begun is none of them. A
 * process that hears late of a pause or of its end may start or hold one against it; the sweep brings back what should run.
 */
export type HeldRuns = {
  /** What holds the flow's new messages now; null: nothing. Asks nobody. */
  pauseOf(env: string, flow: string): Pause | null;
  /** Whether this run has to lie aside. Asks nobody. */
  isHeld(run: Beginning): boolean;
  /** How many of the flow lie aside, as of the last look and what was laid aside here since. */
  waiting(env: string, flow: string): number;
  /** The field that says what a run waits for; counts it. */
  mark(env: string, flow: string): Pick<RunDocument, 'parkedFor'>;
  /** A run that nobody has, or that this owner has, goes aside. */
  putAside(run: Pick<RunDocument, 'id' | 'env' | 'flow' | 'token' | 'dispatch'>, owner: string | null): Promise<boolean>;
  /** Asked of the store; to 10,000. */
  count(env: string, flow: string): Promise<number>;
  /** Lets those go on whose flow is no longer paused. Resolves to how many. */
  sweep(): Promise<number>;
  /** Counts those that lie aside anew. */
  look(): Promise<void>;
  close(): void;
};

type Beginning = Pick<RunDocument, 'env' | 'flow' | 'status' | 'kind' | 'version'>;

/** What begins by itself; a replay is somebody's wish, and a part of a run that has begun goes on with it. */
const beginning: ReadonlySet<RunKind> = new Set(['message', 'call', 'error']);
/** Runs brought back at once. */
const pageSize = 200;
const countedTo = 10_000;

/** Before all names of flows, after none of connections: no environment has a colon in its name. */
const prefix = 'flow:';
const behindAll = 'flow;';
const markOf = (env: string, flow: string): string => `${prefix}${env}/${flow}`;

export function createHeldRuns(resources: {
  readonly runs: Collection<RunDocument>;
  readonly deployments: Pick<Deployments, 'current' | 'onChange'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs became due. */
  readonly poke: (at: number) => void;
  /** Whether this process brings back what lies aside; one does where the queue is shared. */
  readonly isFeeding: () => boolean;
}): HeldRuns {
  const { runs, deployments, clock, log } = resources;
  /** Of the paused flows alone, so that all others cost nothing. */
  let pauses = new Map<string, Pause>();
  let counts = new Map<string, number>();

  function read(): boolean {
    const before = pauses;
    pauses = new Map(deployments.current().flatMap(({ env, flow, pause }) => (pause ? [[`${env}/${flow.id}`, pause] as const] : [])));
    return [...before.keys()].some((key) => !pauses.has(key));
  }
  read();
  const stop = deployments.onChange(() => {
    if (!read() || !resources.isFeeding()) return;
    sweep().catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the runs of a resumed flow were not all woken; tried again soon'),
    );
  });

  function pauseOf(env: string, flow: string): Pause | null {
    if (pauses.size === 0) return null;
    return pauseAt({ pause: pauses.get(`${env}/${flow}`) ?? null }, clock.now());
  }

  const isQueued = (env: string, flow: string): boolean => pauseOf(env, flow)?.mode === 'queue';

  /** What lies aside, flow by flow: the next name behind the one before, so that long lines of paused flows are not walked. */
  async function next(behind: string): Promise<string | null> {
    const page = await runs.find({
      where: { parkedFor: { gt: behind, lt: behindAll }, status: 'queued' },
      sort: { by: 'parkedFor', direction: 'up' },
      limit: 1,
      select: ['id', 'parkedFor'],
    });
    return page.items[0]?.parkedFor ?? null;
  }

  async function release(mark: string): Promise<number> {
    const [env = '', flow = ''] = mark.slice(prefix.length).split('/');
    let count = 0;
    let after: string | null = null;
    do {
      if (isQueued(env, flow)) return count;
      const page: Awaited<ReturnType<typeof runs.find>> = await runs.find({
        where: { parkedFor: mark, status: 'queued' },
        limit: pageSize,
        after,
        select: ['id', 'env', 'lane', 'priority', 'createdAt', 'dispatch', 'token'],
      });
      const woken = await Promise.all(
        page.items.map((run) =>
          runs.update(run.id, {
            where: { parkedFor: mark, owner: null, status: 'queued', token: run.token, dispatch: run.dispatch },
            // Due since they came, so that they start in that order.
            set: { ...due(run, run.createdAt), parkedFor: null, dispatch: run.dispatch + 1, writeId: randomUUID() },
          }),
        ),
      );
      count += woken.filter(Boolean).length;
      if (count > 0) resources.poke(clock.now());
      after = page.next;
    } while (after !== null);
    return count;
  }

  async function sweep(): Promise<number> {
    let count = 0;
    for (let mark = await next(prefix); mark !== null; mark = await next(mark)) count += await release(mark);
    return count;
  }

  return {
    pauseOf,
    isHeld: (run) =>
      pauses.size > 0 && run.status === 'queued' && run.version !== 0 && beginning.has(run.kind) && isQueued(run.env, run.flow),
    waiting: (env, flow) => counts.get(`${env}/${flow}`) ?? 0,
    mark(env, flow) {
      counts.set(`${env}/${flow}`, (counts.get(`${env}/${flow}`) ?? 0) + 1);
      return { parkedFor: markOf(env, flow) };
    },
    putAside: ({ id, env, flow, token, dispatch }, owner) =>
      runs.update(id, {
        where: { token, owner },
        set: { owner: null, ...notDue, status: 'queued', parkedFor: markOf(env, flow), dispatch: dispatch + 1, writeId: randomUUID() },
      }),
    count: (env, flow) => runs.count({ parkedFor: markOf(env, flow), status: 'queued' }, countedTo),
    sweep,
    async look() {
      const counted = new Map<string, number>();
      for (const [key, { mode }] of pauses)
        if (mode === 'queue') counted.set(key, await runs.count({ parkedFor: `${prefix}${key}`, status: 'queued' }, 1_000_000));
      counts = counted;
    },
    close: stop,
  };
}
