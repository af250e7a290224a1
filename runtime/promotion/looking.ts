import { scopeOf } from './content.ts';
import { examine } from './examine.ts';
import type { Item, Promotion, Who } from './promotion.ts';
import type { Promotions } from './promotions.ts';
import { shownSummary, whyNotApprove } from './show.ts';
import { nextState } from './states.ts';
import { nowShownTo, type PromotionTools } from './tools.ts';

/** Looking at promotions. */
export function createLooking(tools: PromotionTools): Pick<Promotions, 'list' | 'count' | 'get' | 'subject' | 'place'> {
  const { book, changing, gateRuns, resources } = tools;
  const { clock, deployments } = resources;

  /** What the target has, or had when it was deployed. */
  function replaced({ to, moved }: Promotion): (item: Pick<Item, 'kind' | 'name'>) => number | null {
    return ({ kind, name }) => {
      if (moved) return moved.find((item) => item.kind === kind && item.name === name)?.replaces ?? null;
      return kind === 'flow' ? (deployments.of(name)[to] ?? null) : null;
    };
  }

  return {
    async list({ state, env, limit = 50, after }, who) {
      const page = await book.list({ isOpen: state === undefined ? undefined : state === 'open', env, limit, after });
      const items = await Promise.all(
        page.items
          .filter((promotion) => isSeen(promotion, who))
          .map(async (promotion) =>
            shownSummary({ promotion, ...(await examine(promotion, resources)), who }, replaced(promotion), clock.now()),
          ),
      );
      return { items, next: page.next };
    },

    async count(who) {
      const { items } = await book.list({ isOpen: true, limit: 1000 });
      const seen = items.filter((promotion) => isSeen(promotion, who));
      const waiting = await Promise.all(
        seen
          .filter(({ state }) => state === 'open')
          .map(async (promotion) => {
            const { policy, judged } = await examine(promotion, resources);
            return whyNotApprove(promotion, policy, judged, who) === null;
          }),
      );
      return { open: seen.length, waitsForMe: waiting.filter(Boolean).length };
    },

    async get(id, who) {
      const { promotion } = await changing.current(id);
      // What it moves has changed since: the gates are of before.
      if (promotion.gatesCheckedAt === null && nextState(promotion.state, 'check') !== null) await gateRuns.start(id);
      return nowShownTo(who, id, tools);
    },

    async subject(id) {
      const promotion = await book.read(id).catch(() => null);
      if (!promotion) return null;
      const channels = scopeOf(promotion.items);
      return { env: promotion.to, channel: channels.length === 1 ? (channels[0] ?? null) : undefined };
    },

    async place(id, who) {
      const promotion = await book.read(id).catch(() => null);
      if (!promotion) return null;
      const channels = sightOf(promotion.items);
      const seen = channels.find((channel) => who.sees(promotion.to, channel)) ?? channels[0];
      return { env: promotion.to, channel: seen ?? undefined };
    },
  };
}

/** Who sees one of its channels sees it. */
function isSeen({ to, items }: Promotion, who: Who): boolean {
  return sightOf(items).some((channel) => who.sees(to, channel));
}

/** One of these channels has to be seen; null: what is shared by all is seen by everyone. A flow of no channel is seen with a role for all. */
function sightOf(items: readonly Item[]): readonly (string | null)[] {
  const flows = items.filter(({ kind }) => kind === 'flow');
  return flows.length === 0 ? [null] : [...new Set(flows.map(({ channel }) => channel ?? ''))];
}
