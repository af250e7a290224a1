import { Refusal } from '../api/refusal.ts';
import { resolveItems } from './content.ts';
import { previewOf } from './preview.ts';
import type { Item, NewPromotion } from './promotion.ts';
import type { Promotions } from './promotions.ts';
import { whyNotWithdraw } from './show.ts';
import { nextState, refusalWords } from './states.ts';
import { nowShownTo, type PromotionTools, recordAct, refuse } from './tools.ts';

const day = 86_400_000;

/** Asking for promotions, and changing what they move. */
export function createAsking(tools: PromotionTools): Pick<Promotions, 'preview' | 'create' | 'change' | 'check'> {
  const { book, changing, gateRuns, resources } = tools;
  const { clock, environments, policies } = resources;

  /** The environment that flows come from: the one before the target, unless another one is named. */
  function sourceOf({ from, to }: Pick<NewPromotion, 'from' | 'to'>): string {
    environments.require(to, 'body.to');
    const before = environments.list().find(({ name }) => environments.next(name)?.name === to)?.name;
    const source = from ?? before;
    if (source === undefined)
      throw new Refusal('INVALID_REQUEST', `${to} is the first environment: nothing comes before it. Deploy there directly.`, [
        { path: 'body.to', message: 'is the first environment' },
      ]);
    environments.require(source, 'body.from');
    if (source === to)
      throw new Refusal('INVALID_REQUEST', `${to} is both where it comes from and where it goes. Name two environments.`, [
        { path: 'body.from', message: `is ${to}, too` },
      ]);
    return source;
  }

  return {
    async preview({ from, to, items }) {
      await resources.catchUp();
      return previewOf({ from: sourceOf({ from, to }), to, items }, resources);
    },

    async create(request, who) {
      const { to, note, scheduledFor, isAutomatic } = request;
      const from = sourceOf(request);
      await resources.catchUp();
      const items = await resolveItems(request.items, from, resources);
      const now = clock.now();
      const at = scheduledFor === undefined ? null : Date.parse(scheduledFor);
      if (at !== null && at <= now)
        throw new Refusal('INVALID_REQUEST', 'The time it is scheduled for has passed. Name a later one, or none.', [
          { path: 'body.scheduledFor', message: 'has passed' },
        ]);
      const policy = await policies.of(to);
      const added = await book.add({
        from,
        to,
        state: 'open',
        author: who.name,
        authorId: who.id,
        note,
        createdAt: now,
        updatedAt: now,
        // What is scheduled for later than that is not to end before.
        expiresAt: Math.max(now, at ?? 0) + policy.expiresDays * day,
        scheduledFor: at,
        isAutomatic,
        rollout: request.rollout ?? null,
        scheduledBy: at !== null || isAutomatic ? who.name : null,
        scheduledById: at !== null || isAutomatic ? who.id : null,
        items,
        approvals: [],
        overrides: [],
        comments: [],
        gates: [],
        gatesCheckedAt: null,
        deployed: null,
        rolledBack: null,
        failure: null,
        journal: null,
        before: null,
        moved: null,
        heldUntil: null,
      });
      await recordAct(
        added,
        who,
        { act: 'promotion.requested', after: { from, to, items: items.map(named) }, why: note || undefined },
        tools,
      );
      await gateRuns.start(added.id);
      return nowShownTo(who, added.id, tools);
    },

    async change(id, wanted, who) {
      await resources.catchUp();
      const { promotion } = await changing.change(id, async (before) => {
        refuse(
          whyNotWithdraw(before, who) &&
            `Only ${before.author}, who asked for ${id}, or an admin of ${before.to} can change what it moves.`,
        );
        const items = await resolveItems(wanted, before.from, resources);
        const changedBy = [...new Set([...(before.changedBy ?? []), who.id])];
        return { items, changedBy, state: nextState(before.state, 'change') ?? before.state, failure: null };
      });
      await recordAct(promotion, who, { act: 'promotion.changed', after: promotion.items.map(named) }, tools);
      await gateRuns.start(id);
      return nowShownTo(who, id, tools);
    },

    async check(id, who) {
      await resources.catchUp();
      const { promotion } = await changing.current(id);
      refuse(nextState(promotion.state, 'check') === null ? refusalWords(id, promotion.state, 'checked') : null);
      await gateRuns.start(id);
      return nowShownTo(who, id, tools);
    },
  };
}

function named({ kind, name, version }: Item): string {
  return kind === 'flow' ? `${name}@${version}` : `${kind} ${name}`;
}
