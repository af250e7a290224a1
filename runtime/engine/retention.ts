import type { Clock } from '../clock/clock.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Collection } from '../store/store.ts';
import { removeChunks } from './chunks/chunk-runs.ts';
import type { Log } from './log.ts';
import type { RecordDocument, RunDocument } from './run/run-document.ts';

export type RetentionResources = {
  readonly runs: Collection<RunDocument>;
  readonly records: Collection<RecordDocument>;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly log: Log;
  /** What each flow of each environment keeps. */
  readonly policies: () => readonly { readonly flow: string; readonly env: string; readonly days: number; readonly runs: number }[];
};

const interval = 10 * 60_000;
const slice = 500;

/** Removes ended runs past their flow's age or count, with records and blobs, in small slices. A run whose duplicate window is open is thinned, not removed. */
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

  async function pass(): Promise<number> {
    let removed = 0;
    for (const policy of resources.policies()) {
      removed += await removeBefore(resources, policy, resources.clock.now() - policy.days * 86_400_000);
      const boundary = await oldestKept(resources, policy);
      if (boundary !== null) removed += await removeBefore(resources, policy, boundary);
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

type Policy = ReturnType<RetentionResources['policies']>[number];

/** When the newest run beyond the kept number was created; null when there are not that many. */
async function oldestKept({ runs }: RetentionResources, { flow, env, runs: kept }: Policy): Promise<number | null> {
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

async function removeBefore(resources: RetentionResources, { flow, env }: Policy, before: number): Promise<number> {
  const { runs, records, blobs } = resources;
  let removed = 0;
  let after: string | null = null;
  for (;;) {
    const page: {
      items: readonly Pick<RunDocument, 'id' | 'record' | 'dedupeUntil' | 'message' | 'finishedAt' | 'messageBytes'>[];
      next: string | null;
    } = await runs.find({
      where: { flow, env, createdAt: { lt: before }, finishedAt: { not: null }, kind: { not: 'chunk' } },
      sort: { by: 'createdAt', direction: 'up' },
      limit: slice,
      after,
      select: ['id', 'record', 'dedupeUntil', 'messageBytes'],
    });
    await Promise.all(
      page.items.map(async (run) => {
        if (run.record !== null) await records.remove(run.record);
        if (run.messageBytes > 1_000_000) {
          // Chunks have no text of their own: they go with the run they are a part of.
          await removeChunks(resources, run.id);
          await blobs.remove(`${run.id}/`);
        }
        if (run.dedupeUntil !== null && run.dedupeUntil > resources.clock.now())
          await runs.update(run.id, { set: { message: null, messageBytes: -1, record: null } });
        else await runs.remove(run.id);
      }),
    );
    removed += page.items.length;
    if (page.next === null) return removed;
    after = page.next;
  }
}
