import type { Clock } from '../clock/clock.ts';
import type { Retention } from '../environments/environment.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Collection, Filter } from '../store/store.ts';
import { removeChunks } from './chunks/chunk-runs.ts';
import type { Log } from './log.ts';
import type { RecordDocument, RunDocument } from './run/run-document.ts';

export type RetentionResources = {
  readonly runs: Collection<RunDocument>;
  readonly records: Collection<RecordDocument>;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly log: Log;
  /** What each deployed flow of each environment keeps. */
  readonly policies: () => readonly FlowPolicy[];
  /** What each environment keeps at most, whatever its flows say. */
  readonly environments: () => readonly { readonly name: string; readonly retention: Retention }[];
};

type FlowPolicy = { readonly flow: string; readonly env: string; readonly days: number; readonly runs: number };

const interval = 10 * 60_000;
const slice = 500;
const day = 86_400_000;
/** Larger messages lie in Blobs. */
const inline = 1_000_000;

/**
 * Removes ended runs past their age or count, with records and blobs, in small slices: of each flow by what it says, of each environment by what that keeps at
 * most. A run whose duplicate window is open is thinned, not removed; one with open exceptions stays whatever its age, and so do all that have not ended.
 */
export function createRetention(resources: RetentionResources): {
  /** One whole pass; resolves to how many runs went. */ pass(): Promise<number>;
  close(): void;
} {
  let cancel: (() => void) | undefined;
  let isClosed = false;
  const again = () => {
    if (!isClosed)
      cancel = resources.clock.after(
        interval,
        () =>
          void pass()
            .catch((error: unknown) =>
              resources.log.error({ error: String(error) }, 'retention could not remove old runs; tried again in 10 minutes'),
            )
            .finally(again),
      );
  };
  again();
  /** Up to where payloads are gone, by environment: what lies before is looked at again once a day only. */
  const thinned = new Map<string, { readonly to: number; readonly wholeAt: number }>();

  async function pass(): Promise<number> {
    let removed = 0;
    for (const policy of resources.policies()) {
      const { flow, env } = policy;
      // Somebody still has to look at those with open exceptions; only the number of runs bounds them.
      removed += await removeBefore(resources, { flow, env, openExceptions: null }, resources.clock.now() - policy.days * day);
      const boundary = await oldestKept(resources, policy);
      if (boundary !== null) removed += await removeBefore(resources, { flow, env }, boundary);
    }
    for (const { name: env, retention } of resources.environments()) {
      removed += await removeBefore(resources, { env, openExceptions: null }, resources.clock.now() - retention.runDays * day);
      if (retention.payloadDays >= retention.runDays) continue;
      const now = resources.clock.now();
      const known = thinned.get(env);
      const isWhole = known === undefined || now - known.wholeAt > day;
      const to = now - retention.payloadDays * day;
      // What is older than the runs' own age has just been removed.
      await thinBetween(resources, env, isWhole ? now - retention.runDays * day : known.to, to);
      thinned.set(env, { to, wholeAt: isWhole ? now : known.wholeAt });
    }
    return removed;
  }

  return {
    pass,
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}

/** When the newest run beyond the kept number was created; null when there are not that many. */
async function oldestKept({ runs }: RetentionResources, { flow, env, runs: kept }: FlowPolicy): Promise<number | null> {
  if ((await runs.count({ flow, env, kind: { not: 'chunk' } }, kept + 1)) <= kept) return null;
  let after: string | null = null;
  let seen = 0;
  for (;;) {
    const page: { items: readonly { createdAt: number }[]; next: string | null } = await runs.find({
      where: { flow, env, kind: { not: 'chunk' } },
      sort: { by: 'createdAt', direction: 'down' },
      limit: 5000,
      after,
      select: ['id', 'createdAt'],
    });
    if (seen + page.items.length > kept) return (page.items[kept - seen] as { createdAt: number }).createdAt + 1;
    seen += page.items.length;
    if (page.next === null) return null;
    after = page.next;
  }
}

type Ended = Pick<RunDocument, 'id' | 'record' | 'dedupeUntil' | 'messageBytes' | 'createdAt'>;
type Old = { items: readonly Ended[]; next: string | null };

async function removeBefore(resources: RetentionResources, where: Filter<RunDocument>, before: number): Promise<number> {
  const { runs, records, clock } = resources;
  let removed = 0;
  let after: string | null = null;
  for (;;) {
    const page: Old = await runs.find({
      where: { ...where, createdAt: { lt: before }, finishedAt: { not: null }, kind: { not: 'chunk' } },
      sort: { by: 'createdAt', direction: 'up' },
      limit: slice,
      after,
      select: ['id', 'record', 'dedupeUntil', 'messageBytes', 'createdAt'],
    });
    await Promise.all(
      page.items.map(async (run) => {
        if ('openExceptions' in where && (await hasOpenChunks(resources, run))) return;
        if (run.record !== null) await records.remove(run.record);
        await removeBlobs(resources, run);
        if (run.dedupeUntil !== null && run.dedupeUntil > clock.now()) await runs.update(run.id, { set: withoutPayload });
        else await runs.remove(run.id);
      }),
    );
    removed += page.items.length;
    if (page.next === null) return removed;
    after = page.next;
  }
}

const withoutPayload = { message: null, messageBytes: -1, record: null };

/** Takes the messages and captures of ended runs away; the runs stay, with their steps and keys. */
async function thinBetween(resources: RetentionResources, env: string, from: number, to: number): Promise<void> {
  const { runs, records } = resources;
  let after: string | null = null;
  for (;;) {
    const page: Old = await runs.find({
      where: {
        env,
        createdAt: { lt: to, gte: from },
        finishedAt: { not: null },
        kind: { not: 'chunk' },
        openExceptions: null,
        messageBytes: { gte: 0 },
      },
      sort: { by: 'createdAt', direction: 'up' },
      limit: slice,
      after,
      select: ['id', 'record', 'dedupeUntil', 'messageBytes', 'createdAt'],
    });
    await Promise.all(
      page.items.map(async (run) => {
        if (await hasOpenChunks(resources, run)) return;
        if (run.record !== null) await records.remove(run.record);
        await removeBlobs(resources, run);
        await runs.update(run.id, { where: { finishedAt: { not: null } }, set: withoutPayload });
      }),
    );
    if (page.next === null) return;
    after = page.next;
  }
}

/** Exceptions of a message that was worked on in chunks are those of its chunks. */
async function hasOpenChunks({ runs }: RetentionResources, { id, messageBytes }: Ended): Promise<boolean> {
  return messageBytes > inline && (await runs.count({ parent: id, kind: 'chunk', openExceptions: { gt: 0 } }, 1)) > 0;
}

async function removeBlobs(resources: RetentionResources, { id, messageBytes }: Ended): Promise<void> {
  if (messageBytes <= inline) return;
  // Chunks have no text of their own: they go with the run they are a part of.
  await removeChunks(resources, id);
  await resources.blobs.remove(`${id}/`);
}
