import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import type { TrafficStats } from './flow-control.ts';

/** Calls of one connection that began an hour; `failed`: not reached, no answer, or an error of the server. */
type CallHour = { readonly hour: string; readonly done: number; readonly failed: number };

/** What one process called in one hour. */
type CallHourDocument = {
  readonly id: string;
  /** Start of the hour, ms. */
  readonly hour: number;
  /** JSON: connection id to `[done, failed]`. */
  readonly counts: string;
};

const callHourCollection: CollectionSchema<CallHourDocument> = {
  name: 'connectionCallHours',
  fields: { hour: 'number', counts: 'body' },
  indexes: [{ fields: ['hour'] }],
};

type Counts = readonly [done: number, failed: number];
type Hours = Map<number, Map<string, Counts>>;

const hourLength = 3_600_000;
const shownHours = 24;

/** Calls and failures of each connection by the hour, of all processes. A call only counts up in memory; from time to time what came to it is written. */
export type CallHours = {
  /** The last 24 hours of each connection of an environment, oldest first. */
  read(env: string): Promise<(name: string) => CallHour[]>;
  /** Writes what came since the last time. What fails stays for the next. */
  write(): Promise<void>;
};

export function createCallHours(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly stats: () => readonly Pick<TrafficStats, 'id' | 'callsDone' | 'callsFailed'>[];
}): CallHours {
  const { store, clock, stats } = resources;
  const documents = store.collection(callHourCollection);
  const self = randomUUID();
  const own: Hours = new Map();
  const seen = new Map<string, Counts>();
  const unwritten = new Set<number>();
  let cleared = 0;

  /** Takes over what was called since the last look; it belongs to the hour that is on. */
  function look(): void {
    const hour = hourOf(clock.now());
    for (const { id, callsDone, callsFailed } of stats()) {
      const [done, bad] = seen.get(id) ?? [0, 0];
      if (callsDone === done && callsFailed === bad) continue;
      seen.set(id, [callsDone, callsFailed]);
      add(own, hour, id, [callsDone - done, callsFailed - bad]);
      unwritten.add(hour);
    }
    for (const old of own.keys()) if (old <= hour - shownHours * hourLength) own.delete(old);
  }

  async function write(): Promise<void> {
    look();
    for (const hour of unwritten) {
      unwritten.delete(hour);
      try {
        await documents.upsert({ id: `${hour}/${self}`, hour, counts: JSON.stringify(Object.fromEntries(own.get(hour) ?? [])) });
      } catch (error) {
        unwritten.add(hour);
        throw error;
      }
    }
    const past = hourOf(clock.now()) - (shownHours + 1) * hourLength;
    if (past === cleared) return;
    await documents.removeWhere({ hour: { lte: past } });
    cleared = past;
  }

  return {
    async read(env) {
      look();
      const now = hourOf(clock.now());
      const first = now - (shownHours - 1) * hourLength;
      const { items } = await documents.find({ where: { hour: { gte: first } }, limit: 5000 });
      const all: Hours = new Map();
      for (const [hour, counts] of own) for (const [id, count] of counts) add(all, hour, id, count);
      for (const { id, hour, counts } of items) {
        if (id === `${hour}/${self}`) continue;
        for (const [connection, count] of Object.entries(JSON.parse(counts) as Record<string, Counts>)) add(all, hour, connection, count);
      }
      return (name) => listed(all, `${env}/${name}`, first);
    },
    write,
  };
}

function listed(hours: Hours, id: string, first: number): CallHour[] {
  return Array.from({ length: shownHours }, (_, i) => {
    const at = first + i * hourLength;
    const [done, failed] = hours.get(at)?.get(id) ?? [0, 0];
    return { hour: new Date(at).toISOString(), done, failed };
  });
}

function add(hours: Hours, hour: number, id: string, [done, failed]: Counts): void {
  const counts = hours.get(hour) ?? new Map<string, Counts>();
  hours.set(hour, counts);
  const [before, badBefore] = counts.get(id) ?? [0, 0];
  counts.set(id, [before + done, badBefore + failed]);
}

function hourOf(at: number): number {
  return Math.floor(at / hourLength) * hourLength;
}
