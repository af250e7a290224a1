import { Refusal } from '../api/refusal.ts';
import { createUpkeep } from '../engine/upkeep.ts';
import { createBundles } from './bundle/deploy-bundle.ts';
import { refuseRollback } from './bundle/refuse-rollback.ts';
import { changesOf } from './changes/changes.ts';
import { createChanging } from './changing.ts';
import { createGateRuns } from './check-gates.ts';
import { channelsOf, resolveItems } from './content.ts';
import { type Examined, examine } from './examine.ts';
import { createLookAfter } from './look-after.ts';
import { previewOf } from './preview.ts';
import type { BundleDeployment, Item, NewPromotion, Promotion, ShownPromotion, Who } from './promotion.ts';
import { createPromotionBook } from './promotion-book.ts';
import type { Promotions } from './promotions.ts';
import type { PromotionResources } from './resources.ts';
import { runningOn } from './running.ts';
import { shownPromotion, shownSummary, whyNotApprove, whyNotDeploy, whyNotReject, whyNotRollback, whyNotWithdraw } from './show.ts';
import { nextState, refusalWords } from './states.ts';

const day = 86_400_000;
/** Scheduled deployments are at most so late, ms. */
const lookedAfterEvery = 2_000;

export function createPromotions(resources: PromotionResources): Promotions {
  const { audit, clock, deployments, environments, policies, store } = resources;
  const book = createPromotionBook({ store, clock });
  const changing = createChanging(book, resources);
  const gateRuns = createGateRuns({ book, changing, resources });
  const bundles = createBundles({ book, changing, gateRuns, resources });
  const lookAfter = createLookAfter({ book, changing, bundles, resources });
  const upkeep = createUpkeep({ clock, log: resources.log, tasks: [{ name: 'promotions', everyMs: lookedAfterEvery, run: lookAfter }] });

  let first: Promise<void> | undefined;

  async function shown({ promotion, examined }: { promotion: Promotion; examined: Examined }, who: Who): Promise<ShownPromotion> {
    const { from, to, items } = promotion;
    const [changes, running] = await Promise.all([changesOf(items, from, to, resources), runningOn(promotion, resources)]);
    return shownPromotion({ promotion, ...examined, who }, changes, running, clock.now());
  }

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

  function refuse(why: string | null): void {
    if (why !== null) throw new Refusal('PROMOTION_REFUSED', why);
  }

  const line = ({ id, to }: Promotion, who: Who) => ({ by: who.name, subject: id, env: to });

  return {
    async list({ state, env, limit = 50, after }, who) {
      const page = await book.list({ isOpen: state === undefined ? undefined : state === 'open', env, limit, after });
      const items = await Promise.all(
        page.items
          .filter(({ to, items }) => channelsOrNone(items).some((channel) => who.sees(to, channel)))
          .map(async (promotion) =>
            shownSummary(
              { promotion, ...(await examine(promotion, resources)), who },
              ({ kind, name }) => (kind === 'flow' ? (deployments.of(name)[promotion.to] ?? null) : null),
              clock.now(),
            ),
          ),
      );
      return { items, next: page.next };
    },

    async count(who) {
      const { items } = await book.list({ isOpen: true, limit: 1000 });
      const seen = items.filter(({ to, items }) => channelsOrNone(items).some((channel) => who.sees(to, channel)));
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

    preview: ({ from, to, items }) => previewOf({ from: sourceOf({ from, to }), to, items }, resources),

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
        scheduledBy: at !== null || isAutomatic ? who.name : null,
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
        heldUntil: null,
      });
      await audit.record({
        ...line(added, who),
        act: 'promotion.requested',
        after: { from, to, items: items.map(named) },
        why: note || undefined,
      });
      await gateRuns.start(added.id);
      return shown(await changing.current(added.id), who);
    },

    async get(id, who) {
      const { promotion } = await changing.current(id);
      // What it moves has changed since: the gates are of before.
      if (promotion.gatesCheckedAt === null && nextState(promotion.state, 'check') !== null) await gateRuns.start(id);
      return shown(await changing.current(id), who);
    },

    async subject(id) {
      const promotion = await book.read(id).catch(() => null);
      if (!promotion) return null;
      const channels = channelsOf(promotion.items);
      return { env: promotion.to, channel: channels.length === 1 ? (channels[0] ?? null) : undefined };
    },

    async change(id, wanted, who) {
      await resources.catchUp();
      const { promotion } = await changing.change(id, async (before) => {
        refuse(
          whyNotWithdraw(before, who) &&
            `Only ${before.author}, who asked for ${id}, or an admin of ${before.to} can change what it moves.`,
        );
        const items = await resolveItems(wanted, before.from, resources);
        return { items, state: nextState(before.state, 'change') ?? before.state, failure: null };
      });
      await audit.record({ ...line(promotion, who), act: 'promotion.changed', after: promotion.items.map(named) });
      await gateRuns.start(id);
      return shown(await changing.current(id), who);
    },

    async check(id, who) {
      await resources.catchUp();
      const { promotion } = await changing.current(id);
      refuse(nextState(promotion.state, 'check') === null ? refusalWords(id, promotion.state, 'checked') : null);
      await gateRuns.start(id);
      return shown(await changing.current(id), who);
    },

    async approve(id, note, who) {
      const result = await changing.change(id, (before, { policy, judged, content }) => {
        refuse(whyNotApprove(before, policy, judged, who));
        const approval = { byId: who.id, by: who.name, at: clock.now(), verdict: 'approved' as const, note, content };
        return { approvals: [...before.approvals, approval] };
      });
      await audit.record({
        ...line(result.promotion, who),
        act: 'promotion.approved',
        details: { content: result.examined.content },
        why: note || undefined,
      });
      // Whoever looks after promotions would find it in a moment; nobody waits for that.
      if (result.promotion.isAutomatic && result.promotion.state === 'approved') await lookAfter();
      return shown(await changing.current(id), who);
    },

    async reject(id, why, who) {
      const result = await changing.change(id, (before, { policy, content }) => {
        refuse(whyNotReject(before, policy, who));
        const approval = { byId: who.id, by: who.name, at: clock.now(), verdict: 'rejected' as const, note: why, content };
        return { approvals: [...before.approvals, approval], state: nextState(before.state, 'reject') ?? before.state, heldUntil: null };
      });
      await audit.record({ ...line(result.promotion, who), act: 'promotion.rejected', why });
      return shown(result, who);
    },

    async withdraw(id, who) {
      const result = await changing.change(id, (before) => {
        refuse(whyNotWithdraw(before, who));
        return { state: nextState(before.state, 'withdraw') ?? before.state, heldUntil: null };
      });
      await audit.record({ ...line(result.promotion, who), act: 'promotion.withdrawn' });
      return shown(result, who);
    },

    async comment(id, { text, asksForChanges }, who) {
      const result = await changing.change(id, ({ comments }) => {
        if (comments.length >= 500)
          throw new Refusal('PROMOTION_REFUSED', `${id} has 500 comments, which is the most it keeps. Go on in a new promotion.`);
        return { comments: [...comments, { by: who.name, at: clock.now(), text, asksForChanges }] };
      });
      await audit.record({ ...line(result.promotion, who), act: asksForChanges ? 'promotion.changes-asked' : 'promotion.commented' });
      return shown(result, who);
    },

    async deploy(id, { overrides, at }, who) {
      const time = at === undefined ? null : Date.parse(at);
      if (time !== null && time <= clock.now())
        throw new Refusal('INVALID_REQUEST', 'The time has passed already. Name one that is to come, or leave it out to deploy now.', [
          { path: 'body.at', message: 'has passed' },
        ]);
      const given = await changing.change(id, (before, { policy, judged, content }) => {
        refuse(whyNotDeploy(before, policy, judged, who));
        const passed = passedGates(before, overrides, who).map((one) => ({ ...one, by: who.name, at: clock.now(), content }));
        const schedule =
          time === null ? {} : { state: nextState(before.state, 'schedule') ?? before.state, scheduledFor: time, scheduledBy: who.name };
        if (passed.length === 0 && time === null) return null;
        return {
          ...schedule,
          overrides: [...before.overrides, ...passed],
          ...(time !== null && { failure: null, expiresAt: Math.max(before.expiresAt, time + day) }),
        };
      });
      for (const { gate, why } of overrides)
        await audit.record({ ...line(given.promotion, who), act: 'promotion.gate-passed', details: { gate }, why });
      if (time !== null) {
        await audit.record({ ...line(given.promotion, who), act: 'promotion.scheduled', details: { at } });
        return shown(given, who);
      }
      await bundles.deploy(id, who.name);
      return shown(await changing.current(id), who);
    },

    async unschedule(id, who) {
      const result = await changing.change(id, (before) => {
        const state = nextState(before.state, 'unschedule');
        refuse(state === null ? `${id} is not scheduled, so it cannot be taken off the schedule.` : null);
        return { state: state ?? before.state, scheduledFor: null, isAutomatic: false };
      });
      await audit.record({ ...line(result.promotion, who), act: 'promotion.unscheduled' });
      return shown(result, who);
    },

    async rollback(id, { why, discardLater }, who) {
      await resources.catchUp();
      const { promotion } = await changing.current(id);
      refuse(whyNotRollback(promotion, who));
      await refuseRollback(promotion, discardLater, resources);
      await bundles.rollBack(id, who.name, why);
      return shown(await changing.current(id), who);
    },

    lookAfter,
    start() {
      // What a dead server left is ended at once; a scheduled deployment runs its gates, for which no start waits.
      first = lookAfter().catch((error: unknown) =>
        resources.log.warn({ error: String(error) }, 'promotions could not be looked after; tried again in a few seconds'),
      );
      upkeep.start();
    },
    async close() {
      await first;
      await upkeep.close();
      await gateRuns.close();
      await resources.rehearsal.close();
    },
    policy: policies.of,
    setPolicy: policies.put,
    onChange: changing.onChange,
  };
}

/** What an admin passes; a gate that cannot be passed is refused. */
function passedGates(
  { id, to, gates, items }: Promotion,
  overrides: BundleDeployment['overrides'],
  who: Who,
): BundleDeployment['overrides'] {
  for (const [i, { gate }] of overrides.entries()) {
    const path = `body.overrides[${i}]`;
    const found = gates.find((one) => one.id === gate);
    if (!found?.canOverride)
      throw new Refusal(
        'PROMOTION_REFUSED',
        `The gate "${found?.title ?? gate}" of ${id} cannot be passed with a reason. ${found?.remedy ?? 'Leave it out.'}`,
        [{ path, message: 'cannot be passed' }],
      );
    if (!who.has('admin', to, channelsOf(items)))
      throw new Refusal(
        'PROMOTION_REFUSED',
        `Only an admin of ${to} can pass the gate "${found.title}" with a reason. Ask one, or do this: ${found.remedy}`,
        [{ path, message: `needs an admin of ${to}` }],
      );
  }
  return overrides;
}

function named({ kind, name, version }: Item): string {
  return kind === 'flow' ? `${name}@${version}` : `${kind} ${name}`;
}

function channelsOrNone(items: readonly Item[]): readonly (string | null)[] {
  const channels = channelsOf(items);
  return channels.length === 0 ? [null] : channels;
}
