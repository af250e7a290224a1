import { Refusal } from '../api/refusal.ts';
import type { Bundles } from './bundle/deploy-bundle.ts';
import type { Changing } from './changing.ts';
import { subjectsOf } from './content.ts';
import type { Promotion } from './promotion.ts';
import { Overtaken, type PromotionBook } from './promotion-book.ts';
import type { PromotionResources } from './resources.ts';
import { latestAfter } from './settle.ts';
import { nextState } from './states.ts';

/** As long may the gates of a scheduled promotion take before another server tries, ms. */
const patience = 10 * 60_000;

function isDue({ state, scheduledFor, isAutomatic, heldUntil }: Promotion, now: number): boolean {
  if ((heldUntil ?? 0) > now) return false;
  return state === 'scheduled' ? (scheduledFor ?? 0) <= now : state === 'approved' && isAutomatic;
}

/** Does what is to happen by itself: deploys what is scheduled or only waited for approvals, ends what expired, and finishes what a dead server left. */
export function createLookAfter({
  book,
  changing,
  bundles,
  resources,
}: {
  readonly book: PromotionBook;
  readonly changing: Changing;
  readonly bundles: Bundles;
  readonly resources: PromotionResources;
}): () => Promise<void> {
  const { clock, log, audit } = resources;

  async function lookAfter(promotion: Promotion): Promise<void> {
    if (promotion.state === 'deploying') return bundles.recover(promotion);
    let isMine = false;
    // Of several servers one gets its name in.
    const { promotion: claimed } = await changing.change(promotion.id, (now) => {
      isMine = isDue(now, clock.now());
      return isMine ? { heldUntil: clock.now() + patience } : null;
    });
    if (!isMine) return;
    const by = claimed.scheduledBy ?? claimed.author;
    try {
      refuseLate(claimed);
      await refuseFormer(claimed);
      await bundles.deploy(claimed.id, by);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await notDeployed(claimed, error.message);
    }
  }

  function refuseLate({ state, scheduledFor }: Promotion): void {
    if (state === 'scheduled' && clock.now() - (scheduledFor ?? 0) > latestAfter)
      throw new Refusal(
        'PROMOTION_REFUSED',
        'No server was up at that time, and an hour later it was no longer made. Deploy it, or schedule it again.',
      );
  }

  /** Who asked for it to happen by itself must still have an account that may: the author to ask, everybody else to deploy. */
  async function refuseFormer({ to, items, author, authorId, scheduledBy, scheduledById = null }: Promotion): Promise<void> {
    const who = { id: scheduledById, name: scheduledBy ?? author };
    const permission = scheduledById === authorId ? 'promotions.request' : 'promotions.deploy';
    const why = await resources.stillMay(who, permission, subjectsOf(to, items));
    if (why !== null)
      throw new Refusal('PROMOTION_REFUSED', `${why} Somebody who may deploy to ${to} has to deploy it, or to schedule it again.`);
  }

  async function notDeployed({ id, to }: Promotion, failure: string): Promise<void> {
    const { promotion } = await changing.change(id, (now) => {
      const state = nextState(now.state, 'fail');
      // Somebody else has deployed, withdrawn or rejected it in the meantime.
      return state === null || now.state === 'deploying'
        ? null
        : { state, failure, heldUntil: null, scheduledFor: null, isAutomatic: false };
    });
    if (promotion.state === 'failed') await audit.record({ by: 'Crossdock', act: 'promotion.failed', subject: id, env: to, why: failure });
  }

  return async () => {
    for (const promotion of await book.due()) {
      try {
        await lookAfter(promotion);
      } catch (error) {
        if (error instanceof Overtaken) continue;
        log.warn({ promotion: promotion.id, error: String(error) }, 'could not be looked after; tried again in a few seconds');
      }
    }
  };
}
