import { Refusal } from '../api/refusal.ts';
import type { Bundles } from './bundle/deploy-bundle.ts';
import type { Changing } from './changing.ts';
import type { Promotion } from './promotion.ts';
import { Overtaken, type PromotionBook } from './promotion-book.ts';
import type { PromotionResources } from './resources.ts';
import { nextState } from './states.ts';

/** As long may the gates of a scheduled promotion take before another server tries, ms. */
const patience = 10 * 60_000;

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
    const { promotion: now } = await changing.current(promotion.id);
    const isDue = now.state === 'scheduled' ? (now.scheduledFor ?? 0) <= clock.now() : now.state === 'approved' && now.isAutomatic;
    if (!isDue || (now.heldUntil ?? 0) > clock.now()) return;
    // Of several servers one gets this far.
    const claimed = await book.write(now, { heldUntil: clock.now() + patience });
    const by = claimed.scheduledBy ?? claimed.author;
    try {
      await bundles.deploy(claimed.id, by);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await notDeployed(claimed, error.message);
    }
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
