import { randomUUID } from 'node:crypto';
import type { Bulletin } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Collection } from '../../store/store.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { RunDocument } from '../run/run-document.ts';
import type { FlowCounts, RunService } from '../run-service.ts';

type Activity = Awaited<ReturnType<RunService['activity']>>;
const hour = 3_600_000;
const shownHours = 24;

/** A server counts what others ended by their words; so often it counts anew from the store, in case one was missed. Milliseconds. */
const countAnew = 10 * 60_000;
/** Pages of 5,000 runs with open exceptions that are counted for one look. */
const countedPages = 10;
/** What ended within this time is told in one word. Milliseconds. */
const gathered = 1000;

/** Runs per flow and hour, counted as they end and read from the store once per environment. */
export type ActivityCounter = {
  ended(run: ActiveRun): void;
  read(env: string, flows: readonly string[]): Promise<Activity>;
  /** Of all flows, in one query. */
  totals(env: string): Promise<ReadonlyMap<string, FlowCounts>>;
  /** Tells what was not told yet. */
  close(): void;
};

type Counts = { done: number; failed: number };
/** Flow to start of the hour to counts. */
type Counted = Map<string, Map<number, Counts>>;
type Ended = { readonly env: string; readonly flow: string; readonly at: number } & Counts;

export function createActivity(resources: {
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  /** undefined: no other process ends runs. */
  readonly bulletin?: Bulletin | undefined;
}): ActivityCounter {
  const { runs, clock, bulletin } = resources;
  const self = randomUUID();
  const counted = new Map<string, { readonly at: number; readonly hours: Promise<Counted> }>();
  /** Where what ends now is added: what has been counted, and what is being counted. */
  const open = new Map<string, Counted[]>();
  let untold = new Map<string, Ended>();
  let cancelTelling: (() => void) | undefined;

  function add(hours: Counted, { flow, at, done, failed }: Omit<Ended, 'env'>): void {
    const perHour = hours.get(flow) ?? new Map<number, Counts>();
    hours.set(flow, perHour);
    const counts = perHour.get(at) ?? { done: 0, failed: 0 };
    perHour.set(at, counts);
    counts.done += done;
    counts.failed += failed;
    if (perHour.size > shownHours + 2) for (const old of perHour.keys()) if (old < at - shownHours * hour) perHour.delete(old);
  }

  async function count(env: string): Promise<Counted> {
    const hours: Counted = new Map();
    open.set(env, [...(open.get(env) ?? []), hours].slice(-2));
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
      for (const run of page.items) add(hours, { flow: run.flow, at: hourOf(run.createdAt), ...countsOf(run.status) });
      after = page.next;
    } while (after !== null);
    return hours;
  }

  function current(env: string): Promise<Counted> {
    const before = counted.get(env);
    if (before && (!bulletin || clock.now() - before.at < countAnew)) return before.hours;
    const hours = count(env);
    counted.set(env, { at: clock.now(), hours });
    // Asked again, it is counted again.
    hours.catch(() => counted.delete(env));
    return hours;
  }

  function tellLater({ env, flow, at, done, failed }: Ended): void {
    const key = `${env}/${flow}/${at}`;
    const before = untold.get(key) ?? { env, flow, at, done: 0, failed: 0 };
    untold.set(key, { ...before, done: before.done + done, failed: before.failed + failed });
    cancelTelling ??= clock.after(gathered, tell);
  }

  function tell(): void {
    cancelTelling = undefined;
    if (untold.size === 0) return;
    bulletin?.publish('activity', JSON.stringify({ by: self, ended: [...untold.values()] }));
    untold = new Map();
  }

  /** By flow; of a flood of them the first ones are counted. */
  async function openExceptions(env: string): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    let after: string | null = null;
    for (let page = 0; page < countedPages; page++) {
      const found: { items: readonly { flow: string; openExceptions: number | null }[]; next: string | null } = await runs.find({
        where: { openExceptions: { gt: 0 }, env },
        limit: 5000,
        after,
        select: ['id', 'flow', 'openExceptions'],
      });
      for (const run of found.items) counts.set(run.flow, (counts.get(run.flow) ?? 0) + (run.openExceptions ?? 0));
      after = found.next;
      if (after === null) break;
    }
    return counts;
  }

  const stop = bulletin?.subscribe('activity', (text) => {
    const told = JSON.parse(text) as { readonly by: string; readonly ended: readonly Ended[] };
    if (told.by !== self) for (const ended of told.ended) for (const hours of open.get(ended.env) ?? []) add(hours, ended);
  });

  return {
    ended(run) {
      const ended = { env: run.env, flow: run.plan.flow.id, at: hourOf(run.createdAt), ...countsOf(run.status) };
      for (const hours of open.get(run.env) ?? []) add(hours, ended);
      if (bulletin) tellLater(ended);
    },
    close() {
      stop?.();
      cancelTelling?.();
      tell();
    },
    async totals(env) {
      const [hours, open] = await Promise.all([current(env), openExceptions(env)]);
      const since = hourOf(clock.now()) - (shownHours - 1) * hour;
      const totals = new Map<string, FlowCounts>();
      for (const flow of new Set([...hours.keys(), ...open.keys()])) {
        const counts = { runs24h: 0, failed24h: 0, openExceptions: open.get(flow) ?? 0 };
        for (const [at, { done, failed }] of hours.get(flow) ?? []) {
          if (at < since) continue;
          counts.runs24h += done + failed;
          counts.failed24h += failed;
        }
        totals.set(flow, counts);
      }
      return totals;
    },
    async read(env, flows) {
      const hours = await current(env);
      const now = hourOf(clock.now());
      const entries = await Promise.all(
        flows.map(async (flow) => {
          const perHour = hours.get(flow);
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

function hourOf(createdAt: number): number {
  return Math.floor(createdAt / hour) * hour;
}

function countsOf(status: string): Counts {
  const isFailed = status === 'failed' || status === 'partial';
  return { done: isFailed ? 0 : 1, failed: isFailed ? 1 : 0 };
}
