import type { Collection } from '../../store/store.ts';
import type { Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import type { RunStatus } from '../run/statuses.ts';
import type { ChunkList, ChunkSummary } from '../run-service.ts';

/** Exceptions of chunks that their parent's page lists; the others are reached by the chunk. */
const shownExceptions = 500;
/** Chunks that are looked into for them. */
const shownChunks = 500;

const amiss: readonly RunStatus[] = ['failed', 'partial', 'retrying', 'parked', 'cancelled'];
const fine: readonly RunStatus[] = ['queued', 'running', 'waiting', 'done', 'superseded'];
const fields = ['id', 'status', 'createdAt', 'finishedAt', 'openExceptions', 'pinned', 'progress'] as const;
type Fields = Pick<RunDocument, (typeof fields)[number]>;

type Runs = Collection<RunDocument>;
type Dead = Progress['dead'][number];

/** The chunks of a run, those that need somebody first, else in the order of the text. */
export async function chunkList(
  runs: Runs,
  parent: string,
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<ChunkList> {
  const isSecond = after?.startsWith('fine:') ?? false;
  const page = async (statuses: readonly RunStatus[], from: string | null, count: number) =>
    runs.find({
      where: { parent, kind: 'chunk', status: { in: statuses } },
      sort: { by: 'createdAt', direction: 'up' },
      limit: count,
      after: from,
      select: fields,
    });
  const first = isSecond
    ? { items: [], next: null }
    : await page(amiss, after === null || after === 'fine' ? null : after.slice('amiss:'.length), limit);
  const items = first.items.map(summaryOf);
  if (first.next !== null) return { items, next: `amiss:${first.next}` };
  if (items.length >= limit) return { items, next: 'fine:' };
  const rest = await page(fine, isSecond ? (after as string).slice('fine:'.length) || null : null, limit - items.length);
  return { items: [...items, ...rest.items.map(summaryOf)], next: rest.next === null ? null : `fine:${rest.next}` };
}

function summaryOf(document: Fields): ChunkSummary {
  const { chunk } = JSON.parse(document.pinned) as Pinned;
  const progress = document.progress === '' ? null : (JSON.parse(document.progress) as Progress);
  return {
    id: document.id,
    number: chunk?.number ?? 0,
    status: document.status,
    firstLine: chunk?.firstLine ?? 0,
    lastLine: (chunk?.nextLine ?? 1) - 1,
    rows: chunk?.rows ?? 0,
    failed: progress?.dead.length ?? 0,
    openExceptions: document.openExceptions ?? 0,
    durationMs: document.finishedAt === null ? null : document.finishedAt - document.createdAt,
    error: progress?.runFailed ?? progress?.dead[0]?.error ?? null,
  };
}

/** What became an exception in the chunks of a run, in the order of the text as far as it is listed. */
export async function chunkExceptions(runs: Runs, parent: string): Promise<readonly { readonly runId: string; readonly dead: Dead }[]> {
  const { items } = await runs.find({
    where: { parent, kind: 'chunk', status: { in: ['partial', 'failed'] } },
    sort: { by: 'createdAt', direction: 'up' },
    limit: shownChunks,
    select: fields,
  });
  const found: { runId: string; dead: Dead }[] = [];
  for (const document of [...items].sort((a, b) => summaryOf(a).number - summaryOf(b).number)) {
    const progress = document.progress === '' ? null : (JSON.parse(document.progress) as Progress);
    for (const dead of progress?.dead ?? []) {
      if (found.length >= shownExceptions) return found;
      found.push({ runId: document.id, dead });
    }
  }
  return found;
}

/** Open exceptions in the chunks of a run. */
export async function openInChunks(runs: Runs, parent: string): Promise<number> {
  let open = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof runs.find>> = await runs.find({
      where: { parent, kind: 'chunk', status: { in: ['partial', 'failed'] }, openExceptions: { gt: 0 } },
      limit: 5000,
      after,
      select: ['id', 'openExceptions'],
    });
    for (const { openExceptions } of page.items) open += openExceptions ?? 0;
    after = page.next;
  } while (after !== null);
  return open;
}
