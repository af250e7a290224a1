import { setTimeout as rested } from 'node:timers/promises';
import { Refusal } from '../../api/refusal.ts';
import { oneAtATime } from '../../lifecycle/one-at-a-time.ts';
import type { Item, Policy, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';
import { pastRuns } from './past-runs.ts';
import { runShadow } from './run-shadow.ts';
import type { Shadow, ShadowedRun } from './shadow.ts';
import type { ShadowBook } from './shadow-book.ts';
import { basisOf, type ShadowSubject, shadowSubjects } from './shadow-subjects.ts';

/** How a promotion stands with its shadow run. */
export type ShadowStanding = {
  /** The newest one; null: there was none. */
  readonly shadow: Shadow | null;
  /** It was of another content, or of another version in the target. */
  readonly isStale: boolean;
  /** Nothing that moves runs in the target yet. */
  readonly hasNothing: boolean;
};

export type Shadows = {
  standing(promotion: Pick<Promotion, 'id' | 'to'>, items: readonly Item[], content: string): Promise<ShadowStanding>;
  /** Begins one behind the answer. `ended` hears of its end. Throws PROMOTION_REFUSED when one is under way or there is nothing to compare. */
  start(
    promotion: Pick<Promotion, 'id' | 'from' | 'to'>,
    given: { readonly items: readonly Item[]; readonly content: string; readonly policy: Policy; readonly by: string },
    ended: () => Promise<void>,
  ): Promise<void>;
  /** Those that differ of the newest one. */
  runs(id: string): Promise<readonly ShadowedRun[]>;
  /** Removes what is not to be kept any longer. */
  forget(): Promise<void>;
  /** Stops what is under way; it can be begun again. */
  close(): Promise<void>;
};

const day = 86_400_000;

/** Told to the store at most so often, ms. */
const toldEvery = 500;

export function createShadows({ book, resources }: { readonly book: ShadowBook; readonly resources: PromotionResources }): Shadows {
  const { clock, log, runs, openShadowStage, isCalling } = resources;
  const inTurn = oneAtATime();
  const going = new Set<Promise<void>>();
  let isClosed = false;

  async function work(
    { id, from, to }: Pick<Promotion, 'id' | 'from' | 'to'>,
    { items, policy }: { readonly items: readonly Item[]; readonly policy: Policy },
    subjects: readonly ShadowSubject[],
    token: string,
  ): Promise<void> {
    const brought = new Map(items.flatMap(({ kind, name }) => (kind === 'lookup' ? [[name, from] as const] : [])));
    const past = await pastRuns(subjects, { env: to, most: policy.shadowRuns }, runs);
    let toldAt = 0;
    if (!(await book.progress(id, token, { total: past.length, looked: 0 }))) return;
    const [candidate, control] = await Promise.all([openShadowStage(brought), openShadowStage(new Map())]);
    try {
      const findings = await runShadow({
        env: to,
        subjects,
        past,
        candidate,
        control,
        isCalling,
        whole: runs.whole,
        budgetMs: policy.shadowSeconds * 1000,
        rest: (ms) => rested(ms, undefined, { ref: false }),
        async looked(count) {
          if (isClosed) return false;
          if (performance.now() - toldAt < toldEvery && count < past.length) return true;
          toldAt = performance.now();
          return book.progress(id, token, { total: past.length, looked: count });
        },
      });
      const days = Math.min(...subjects.flatMap(({ before, after }) => [before.settings.retention.days, after.settings.retention.days]));
      const stopped = { failure: 'The server that ran it was stopped.' };
      await book.end(id, token, findings ? { ...findings, keepUntil: clock.now() + days * day } : stopped);
    } finally {
      await Promise.all([candidate.close(), control.close()]);
    }
  }

  return {
    async standing({ id, to }, items, content) {
      const subjects = await shadowSubjects({ items, to }, resources);
      const shadow = await book.read(id);
      return { shadow, isStale: shadow !== null && shadow.basis !== basisOf(content, subjects), hasNothing: subjects.length === 0 };
    },

    async start(promotion, { items, content, policy, by }, ended) {
      const { id, to } = promotion;
      const subjects = await shadowSubjects({ items, to }, resources);
      if (subjects.length === 0)
        throw new Refusal(
          'PROMOTION_REFUSED',
          `Nothing that ${id} moves runs in ${to} yet, so there are no runs to compare with. It can be deployed without a shadow run.`,
        );
      const begun = await book.begin({ id, basis: basisOf(content, subjects), by });
      if (!begun) throw new Refusal('PROMOTION_REFUSED', `A shadow run of ${id} is under way. Wait for it to end.`);
      const run = inTurn('shadow', () => work(promotion, { items, policy }, subjects, begun.token))
        .catch(async (error: unknown) => {
          log.warn({ promotion: id, error: String(error) }, 'its shadow run could not be finished');
          await book.end(id, begun.token, { failure: error instanceof Error ? error.message : String(error) });
        })
        .then(ended)
        .catch((error: unknown) => log.warn({ promotion: id, error: String(error) }, 'the end of its shadow run could not be told'))
        .finally(() => going.delete(run));
      going.add(run);
    },

    runs: book.runs,
    forget: book.forget,

    async close() {
      isClosed = true;
      await Promise.all(going);
    },
  };
}
