import type { Clock } from '../../clock/clock.ts';
import type { Collection } from '../../store/store.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { RunService } from '../run-service.ts';

type Activity = Awaited<ReturnType<RunService['activity']>>;
const hour = 3_600_000;
const shownHours = 24;

/** Runs per flow and hour, counted as they end and read from the store once per environment. */
export type ActivityCounter = { ended(run: ActiveRun): void; read(env: string, flows: readonly string[]): Promise<Activity> };

export function createActivity(resources: { readonly runs: Collection<RunDocument>; readonly clock: Clock }): ActivityCounter {
  const { runs, clock } = resources;
  const hours = new Map<string, Map<string, Map<number, { done: number; failed: number }>>>();
  const loaded = new Map<string, Promise<void>>();

  const add = (env: string, flow: string, createdAt: number, isFailed: boolean) => {
    const flows = hours.get(env) ?? new Map<string, Map<number, { done: number; failed: number }>>();
    hours.set(env, flows);
    const perHour = flows.get(flow) ?? new Map<number, { done: number; failed: number }>();
    flows.set(flow, perHour);
    const at = Math.floor(createdAt / hour) * hour;
    const counts = perHour.get(at) ?? { done: 0, failed: 0 };
    perHour.set(at, counts);
    counts[isFailed ? 'failed' : 'done']++;
    if (perHour.size > shownHours + 2) for (const old of perHour.keys()) if (old < at - shownHours * hour) perHour.delete(old);
  };

  async function load(env: string): Promise<void> {
    let after: string | null = null;
    const since = clock.now() - shownHours * hour;
    do {
      const page: { items: readonly { flow: string; createdAt: number; status: string }[]; next: string | null } = await runs.find({
        where: { env, createdAt: { gte: since }, finishedAt: { not: null } },
        sort: { by: 'createdAt', direction: 'down' },
        limit: 5000,
        after,
        select: ['id', 'flow', 'createdAt', 'status'],
      });
      for (const run of page.items) add(env, run.flow, run.createdAt, run.status === 'failed' || run.status === 'partial');
      after = page.next;
    } while (after !== null);
  }

  return {
    ended(run) {
      if (loaded.has(run.env)) add(run.env, run.plan.flow.id, run.createdAt, run.status === 'failed' || run.status === 'partial');
    },
    async read(env, flows) {
      let ready = loaded.get(env);
      if (!ready) {
        ready = load(env);
        loaded.set(env, ready);
      }
      await ready;
      const now = Math.floor(clock.now() / hour) * hour;
      const entries = await Promise.all(
        flows.map(async (flow) => {
          const perHour = hours.get(env)?.get(flow);
          const list = Array.from({ length: shownHours }, (_, i) => {
            const at = now - (shownHours - 1 - i) * hour;
            return { hour: new Date(at).toISOString(), ...(perHour?.get(at) ?? { done: 0, failed: 0 }) };
          });
          const last = list.at(-1);
          const { items } = await runs.find({
            where: { env, flow, openExceptions: { gt: 0 } },
            limit: 1000,
            select: ['id', 'openExceptions'],
          });
          return [
            flow,
            {
              hours: list,
              runsLastHour: (last?.done ?? 0) + (last?.failed ?? 0),
              openExceptions: items.reduce((sum, run) => sum + (run.openExceptions ?? 0), 0),
            },
          ] as const;
        }),
      );
      return new Map(entries);
    },
  };
}
