import { channelsOf } from './content.ts';
import { examine } from './examine.ts';
import type { Item, Promotion, Who } from './promotion.ts';
import type { Promotions } from './promotions.ts';
import { shownSummary, whyNotApprove } from './show.ts';
import { nextState } from './states.ts';
import { nowShownTo, type PromotionTools } from './tools.ts';

/** Looking at promotions. */
export function createLooking(tools: PromotionTools): Pick<Promotions, 'list' | 'count' | 'get' | 'subject'> {
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
      const channels = channelsOf(promotion.items);
      return { env: promotion.to, channel: channels.length === 1 ? (channels[0] ?? null) : undefined };
    },
  };
}

/** Who sees one of its channels sees it. */
function isSeen({ to, items }: Promotion, who: Who): boolean {
  return channelsOrNone(items).some((channel) => who.sees(to, channel));
}

function channelsOrNone(items: readonly Item[]): readonly (string | null)[] {
  const channels = channelsOf(items);
  return channels.length === 0 ? [null] : channels;
}
