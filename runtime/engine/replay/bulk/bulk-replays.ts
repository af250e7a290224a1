import type { Clock } from '../../../clock/clock.ts';
import type { Collection, Store } from '../../../store/store.ts';
import { type Claim, createClaims } from '../../claim/claim.ts';
import type { Log } from '../../log.ts';
import type { Plan } from '../../plan/plan.ts';
import { noProgress, type Progress } from '../../run/progress.ts';
import type { RunDocument } from '../../run/run-document.ts';
import { newRunId } from '../../run/run-id.ts';
import { isFinal } from '../../run/statuses.ts';
import {
  type BulkFilter,
  type BulkPreview,
  type BulkReplay,
  type BulkRequest,
  NotReplayable,
  type ReplayRequest,
  type RunService,
} from '../../run-service.ts';
import type { Replays } from '../replays.ts';
import { type BulkDocument, bulkCollection } from './bulk-document.ts';
import { meantBy, placeOf, storeFilterOf } from './bulk-match.ts';
import { countReplay } from './preview-bulk.ts';

type Options = Pick<BulkRequest, 'from' | 'version' | 'onUnknown' | 'confirm' | 'perSecond'>;
type Found = Pick<RunDocument, 'id' | 'flow' | 'version' | 'flowHash' | 'status' | 'progress' | 'messageBytes' | 'shownKeys' | 'orderKey'>;

export type BulkReplays = RunService['bulkReplays'] & {
  /** Goes on with what is under way, here or left by a process that died. Resolves when nothing is. */
  work(): Promise<number>;
  close(): Promise<void>;
};

/** Runs that a preview counts one by one. */
const counted = 5000;
const pageSize = 50;
const problemsKept = 50;
const fields = ['id', 'flow', 'version', 'flowHash', 'status', 'progress', 'messageBytes', 'shownKeys', 'orderKey'] as const;

/**
 * Replays of many runs: first counted, then done page by page at a pace, by one process at a time. Each replay has a key of its own within the bulk, so a page that
 * is worked on again after a crash starts none twice.
 */
export function createBulkReplays(resources: {
  readonly store: Store;
  readonly runs: Collection<RunDocument>;
  readonly clock: Clock;
  readonly log: Log;
  readonly workerId: () => string;
  readonly planOf: (run: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>) => Promise<Plan | null>;
  readonly replays: Pick<Replays, 'plan' | 'start'>;
}): BulkReplays {
  const { runs, clock, log, replays } = resources;
  const bulks = resources.store.collection(bulkCollection);
  const claims = createClaims({ ...resources, documents: bulks });
  let working: Promise<number> | undefined;
  let cancelWait: (() => void) | undefined;
  let isClosed = false;

  /** Calls back with each run that is meant, oldest first, until it says stop. */
  async function* meantRuns(filter: BulkFilter, from: string | undefined, before: number, start: string | null) {
    let after = start;
    do {
      const page: { items: readonly Found[]; next: string | null } = await runs.find({
        where: storeFilterOf(filter, before),
        sort: { by: 'createdAt', direction: 'up' },
        limit: pageSize,
        after,
        select: fields,
      });
      const meant = [];
      for (const run of page.items) {
        const plan = await resources.planOf(run);
        const progress = run.progress === '' ? noProgress : (JSON.parse(run.progress) as Progress);
        const dead = plan && meantBy(filter, from, progress, plan);
        if (plan && dead) meant.push({ run, plan, progress, dead });
      }
      yield { meant, next: page.next, items: page.items };
      after = page.next;
    } while (after !== null);
  }

  async function preview({ filter, from }: Pick<BulkRequest, 'filter' | 'from'>): Promise<BulkPreview> {
    const sums = { skipped: 0, sentNow: 0, sameKey: 0, lookedUp: 0, asked: 0 };
    const found = { runs: 0, items: 0, askedRuns: 0, overtaken: 0, refused: 0 };
    const sample: { id: string; title: string }[] = [];
    let isMore = false;
    const now = clock.now();
    for await (const { meant } of meantRuns(filter, from, now, null)) {
      for (const { run, plan, progress, dead } of meant) {
        if (found.runs >= counted) {
          isMore = true;
          break;
        }
        found.runs++;
        if (sample.length < 5) sample.push({ id: run.id, title: titleOf(run) });
        if (!isFinal(run.status) || run.messageBytes < 0) {
          found.refused++;
          continue;
        }
        const one = countReplay({ plan, progress, meant: dead, from, now });
        found.items += one.items;
        if (one.sums.asked > 0) found.askedRuns++;
        if (run.orderKey !== null) found.overtaken++;
        for (const name in sums) sums[name as keyof typeof sums] += one.sums[name as keyof typeof sums];
      }
      if (isMore) break;
    }
    return { ...found, isMore, sums, sample };
  }

  async function oneReplay(
    job: BulkDocument,
    given: { filter: BulkFilter; options: Options },
    found: { run: Found; dead: Parameters<typeof placeOf>[2] },
  ): Promise<'started' | 'left' | { refused: NotReplayable } | { left: NotReplayable }> {
    const { filter, options } = given;
    const asked: ReplayRequest = {
      by: job.by,
      reason: job.reason,
      version: options.version,
      confirm: options.confirm,
      bulk: job.id,
      ...placeOf(filter, options.from, found.dead),
    };
    try {
      await replays.start(found.run.id, await decided(found.run.id, asked, options.onUnknown), job.id);
      return 'started';
    } catch (error) {
      if (!(error instanceof NotReplayable)) throw error;
      return error.code === 'UNDECIDED' || error.code === 'OVERTAKEN' ? { left: error } : { refused: error };
    }
  }

  async function decided(runId: string, asked: ReplayRequest, onUnknown: Options['onUnknown']): Promise<ReplayRequest> {
    if (onUnknown === 'leave') return asked;
    const plan = await replays.plan(runId, asked);
    const decisions = (plan?.undecided ?? [])
      .filter(({ choices }) => choices.includes(onUnknown))
      .map(({ nodeId, itemId }) => [`${nodeId}/${itemId}`, { do: onUnknown }] as const);
    return { ...asked, decisions: Object.fromEntries(decisions) };
  }

  async function go(job: BulkDocument, claim: Claim<BulkDocument>): Promise<void> {
    const filter = JSON.parse(job.filter) as BulkFilter;
    const options = JSON.parse(job.options) as Options;
    let { seen, started, left, refused } = job;
    const problems = JSON.parse(job.problems) as BulkReplay['problems'];
    let isResumed = claim.token > 1;
    for await (const { meant, next, items } of meantRuns(filter, options.from, job.createdAt, job.cursor)) {
      // A page that was begun before: what it started has its exceptions taken already, and is known by its key.
      if (isResumed)
        started += await begunBefore(
          job,
          items,
          meant.map(({ run }) => run.id),
        );
      isResumed = false;
      for (const found of meant) {
        if (isClosed || !claim.isHeld()) return;
        const result = await oneReplay(job, { filter, options }, found);
        seen++;
        if (result === 'started') started++;
        else if (typeof result === 'object') {
          const error = 'left' in result ? result.left : result.refused;
          if ('left' in result) left++;
          else refused++;
          problems.push({ runId: found.run.id, code: error.code, message: error.message });
        }
        if (result === 'started') await pause(1000 / options.perSecond);
      }
      const done = next === null;
      const set = { seen, started, left, refused, problems: JSON.stringify(problems.slice(-problemsKept)), cursor: next };
      if (!(await claim.save(set))) return;
      if (done) break;
      if ((await bulks.get(job.id))?.status !== 'running') break;
    }
    const now = clock.now();
    await bulks.update(job.id, { where: { status: 'running' }, set: { status: 'done', finishedAt: now } });
    log.info({ bulk: job.id, started, left, refused }, 'a bulk replay has ended');
  }

  async function begunBefore(job: BulkDocument, items: readonly Found[], still: readonly string[]): Promise<number> {
    let count = 0;
    for (const { id } of items) if (!still.includes(id) && (await runs.findOne({ dedupe: `replay/${job.id}/${id}` }, ['id']))) count++;
    return count;
  }

  function pause(ms: number): Promise<void> {
    if (isClosed || ms < 1) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      cancelWait = () => {
        cancel();
        resolve();
      };
    });
  }

  async function work(): Promise<number> {
    const { items } = await bulks.find({ where: { status: 'running' }, limit: 20 });
    let count = 0;
    for (const job of items) {
      if (isClosed) break;
      const claim = await claims.take(job);
      if (!claim) continue;
      count++;
      try {
        await go((await bulks.get(job.id)) ?? job, claim);
      } finally {
        await claim.release({}).catch(() => false);
      }
    }
    return count;
  }

  /** Starts work that goes on by itself; what is under way already picks the new one up at its end. */
  function begin(): void {
    if (isClosed) return;
    const before = working ?? Promise.resolve(0);
    const next = before
      .then(() => (isClosed ? 0 : work()))
      .catch((error: unknown) => {
        log.error({ error: String(error) }, 'a bulk replay stopped; it goes on in a few seconds');
        return 0;
      });
    working = next;
    void next.finally(() => {
      if (working === next) working = undefined;
    });
  }

  async function shown(job: BulkDocument): Promise<BulkReplay> {
    const { items } = await runs.find({
      where: { dedupe: { gte: `replay/${job.id}/`, lt: `replay/${job.id}0` } },
      limit: 5000,
      select: ['id', 'status'],
    });
    const count = (isMeant: (status: RunDocument['status']) => boolean) => items.filter(({ status }) => isMeant(status)).length;
    const { from, version } = JSON.parse(job.options) as Options;
    const { cursor: _cursor, owner: _owner, token: _token, beat: _beat, options: _options, ...rest } = job;
    return {
      ...rest,
      filter: JSON.parse(job.filter) as Record<string, unknown>,
      problems: JSON.parse(job.problems) as BulkReplay['problems'],
      from: from ?? null,
      version,
      createdAt: new Date(job.createdAt).toISOString(),
      finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
      outcomes: {
        done: count((status) => status === 'done'),
        failed: count((status) => status !== 'done' && isFinal(status)),
        underWay: count((status) => !isFinal(status)),
      },
    };
  }

  return {
    preview,
    async start(request, by) {
      const { filter, reason, ...options } = request;
      const found = await preview(request);
      if (found.runs === 0)
        throw new NotReplayable(
          'NOTHING_FOUND',
          'No run with open exceptions fits this filter. Widen it, or say from which step to replay.',
        );
      const now = clock.now();
      const job: BulkDocument = {
        id: newRunId(now),
        env: filter.env,
        by,
        reason,
        filter: JSON.stringify(filter),
        options: JSON.stringify(options),
        status: 'running',
        createdAt: now,
        finishedAt: null,
        total: found.runs,
        seen: 0,
        started: 0,
        left: 0,
        refused: 0,
        problems: '[]',
        cursor: null,
        owner: null,
        token: 0,
        beat: 0,
      };
      await bulks.insert(job);
      log.info({ bulk: job.id, by, reason, runs: found.runs }, 'a bulk replay begins');
      begin();
      return shown(job);
    },
    async list(env) {
      const { items } = await bulks.find({ where: { env }, sort: { by: 'createdAt', direction: 'down' }, limit: 50 });
      return Promise.all(items.map(shown));
    },
    async get(id) {
      const job = await bulks.get(id);
      return job && shown(job);
    },
    async cancel(id) {
      if ((await bulks.count({ id }, 1)) === 0) return null;
      return bulks.update(id, { where: { status: 'running' }, set: { status: 'cancelled', finishedAt: clock.now() } });
    },
    async work() {
      if (working === undefined) begin();
      return (await working) ?? 0;
    },
    async close() {
      isClosed = true;
      cancelWait?.();
      await working;
    },
  };
}

function titleOf({ id, shownKeys }: Found): string {
  return shownKeys === '' ? id : ((JSON.parse(shownKeys) as [string, string][])[0]?.[1] ?? id);
}
