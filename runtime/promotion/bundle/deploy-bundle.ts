import { randomUUID } from 'node:crypto';
import { Refusal } from '../../api/refusal.ts';
import { baseHash, baseOf } from '../base.ts';
import { changesOf } from '../changes/changes.ts';
import type { Change, Changing } from '../changing.ts';
import type { GateRuns } from '../check-gates.ts';
import { contentHash } from '../content.ts';
import { isInTheWay, withOverrides } from '../gates/gate.ts';
import type { Gate, Journal, Policy, Promotion } from '../promotion.ts';
import type { PromotionBook } from '../promotion-book.ts';
import type { PromotionResources } from '../resources.ts';
import { nextState, type PromotionAct, refusalWords } from '../states.ts';
import { beforeOf } from './before.ts';
import { isSwitched, moveBack, moveForward, type UnderWay, undoForward } from './carry-out.ts';

/** A server that has not finished in this time is taken for dead, ms. */
const patience = 60_000;

export type Bundles = {
  /** Runs the gates once more, then moves everything or nothing. Throws PROMOTION_GATES, PROMOTION_REFUSED; a failure on the way is kept with the promotion. */
  deploy(id: string, by: string): Promise<Promotion>;
  /** Brings back what was there. Throws PROMOTION_SUPERSEDED, PROMOTION_REFUSED. */
  rollBack(id: string, by: string, why: string): Promise<Promotion>;
  /** Finishes or undoes what a dead server left half done. */
  recover(promotion: Promotion): Promise<void>;
};

export function createBundles({
  book,
  changing,
  gateRuns,
  resources,
}: {
  readonly book: PromotionBook;
  readonly changing: Changing;
  readonly gateRuns: GateRuns;
  readonly resources: PromotionResources;
}): Bundles {
  const { audit, clock, log } = resources;

  async function deploy(id: string, by: string): Promise<Promotion> {
    await resources.catchUp();
    const found = await gateRuns.all(id);
    const { promotion } = await changing.change(id, async (before, { content, items, policy, base }) => {
      const state = stateAfter(before, 'begin', 'deployed');
      resources.environments.require(before.to);
      if (content !== found.content)
        throw new Refusal('PROMOTION_REFUSED', `What ${id} moves was changed while its gates ran. Look at it again, then deploy it.`);
      const looked = baseHash(base ?? []);
      refuseGates(before, withOverrides(found.gates, before.overrides, content), policy);
      const journal = newJournal('forward', { before: await beforeOf(items, before.to, resources), by, why: before.note });
      // From here on the switch and the tables hold on to what the journal says: anything else there by then is refused.
      if (looked !== found.base || looked !== baseHash(await baseOf(items, before.to, resources)))
        throw new Refusal(
          'PROMOTION_REFUSED',
          `${before.to} was changed while the gates of ${id} ran. Look at what it changes now, then deploy it.`,
        );
      const moved = await changesOf(items, before.from, before.to, resources);
      return { state, journal, base: base ?? [], before: journal.before, moved, heldUntil: clock.now() + patience, failure: null };
    });
    return forward(underWay(promotion));
  }

  async function forward(promotion: UnderWay): Promise<Promotion> {
    const { id } = promotion;
    try {
      await moveForward(promotion, { resources, isStillOurs: isStillOurs(promotion) });
    } catch (error) {
      // What cannot be told apart from success is looked at again: the switch may have been made before its answer was lost.
      await resources.deployments.reload();
      if (!(await isSwitched(promotion, resources))) return undo(promotion, wordsOf(error));
      log.warn({ promotion: id, error: String(error) }, 'deployed, although a step on the way failed');
    }
    return finished(promotion);
  }

  async function finished(promotion: UnderWay): Promise<Promotion> {
    const { by } = promotion.journal;
    const after = await end(promotion, 'finish', { deployed: { at: clock.now(), by }, scheduledFor: null });
    await remember(after, by);
    await recordItems(promotion, by);
    await audit.record({ by, act: 'promotion.deployed', subject: after.id, env: after.to, details: { content: contentHash(after.items) } });
    return after;
  }

  async function undo(promotion: UnderWay, failure: string): Promise<Promotion> {
    const { id, to } = promotion;
    await undoForward(promotion, resources);
    const after = await end(promotion, 'fail', { failure, moved: null, scheduledFor: null, isAutomatic: false });
    await audit.record({ by: promotion.journal.by, act: 'promotion.failed', subject: id, env: to, why: failure });
    return after;
  }

  async function rollBack(id: string, by: string, why: string): Promise<Promotion> {
    const { promotion } = await changing.change(id, (before) => {
      const state = stateAfter(before, 'begin back', 'rolled back');
      if (!before.before)
        throw new Refusal('PROMOTION_REFUSED', `It is not known what ${before.to} had before ${id}. Roll its flows back one by one.`);
      return { state, journal: newJournal('back', { before: before.before, by, why }), heldUntil: clock.now() + patience };
    });
    return back(underWay(promotion));
  }

  async function back(promotion: UnderWay): Promise<Promotion> {
    const { id, to, journal } = promotion;
    try {
      await moveBack(promotion, { resources, isStillOurs: isStillOurs(promotion) });
    } catch (error) {
      await resources.deployments.reload();
      const hasBegun = journal.before.flows.length === 0 || (await isSwitched(promotion, resources));
      // From then on it is only finished: whoever looks after promotions tries again.
      if (!hasBegun) await end(promotion, 'fail back', { failure: wordsOf(error) });
      throw error;
    }
    const { by, why } = journal;
    const after = await end(promotion, 'finish back', { rolledBack: { at: clock.now(), by, why }, failure: null });
    await remember(after, by);
    await recordItems(promotion, by);
    await audit.record({ by, act: 'promotion.rolled-back', subject: id, env: to, why });
    return after;
  }

  /** Writes the end of what is under way, unless another server has taken it over. */
  async function end(promotion: UnderWay, act: PromotionAct, change: Change): Promise<Promotion> {
    const result = await changing.change(promotion.id, (now) => {
      const state = nextState(now.state, act);
      if (state === null || now.journal?.token !== promotion.journal.token)
        throw new Refusal('PROMOTION_REFUSED', `Another server has taken ${promotion.id} over. Look at it again.`);
      return { ...change, state, journal: null, heldUntil: null };
    });
    return result.promotion;
  }

  function isStillOurs({ id, journal }: UnderWay): () => Promise<boolean> {
    return async () => (await book.read(id)).journal?.token === journal.token;
  }

  /** Only drift is wrong when this fails, and the next deployment mends that. */
  async function remember({ id, to, items }: Promotion, by: string): Promise<void> {
    const moved = items.flatMap(({ kind, name }) => (kind === 'lookup' ? [{ kind, name }] : []));
    if (moved.length === 0) return;
    await resources
      .remember(to, moved, by)
      .catch((error: unknown) =>
        log.warn({ promotion: id, error: String(error) }, 'its tables could not be remembered; drift is not told of them'),
      );
  }

  /** What the audit of each flow and contract says. */
  async function recordItems({ id, to, items, journal, rollout }: UnderWay, by: string): Promise<void> {
    if (journal.direction === 'back') return recordBack({ id, to, items, journal }, by);
    for (const { kind, name, version } of items) {
      const before = journal.before.flows.find(({ flow }) => flow === name)?.version ?? null;
      const share = before === null || before === version ? undefined : rollout?.share;
      const details = { env: to, version, before, promotion: id, ...(share !== undefined && { share }) };
      const act = share === undefined ? 'flow.deployed' : 'rollout.started';
      if (kind === 'flow') await audit.record({ by, act, subject: name, env: to, details });
      if (kind === 'contract') await audit.record({ by, act: 'contract.released', subject: name, env: to, details: { promotion: id } });
    }
  }

  async function recordBack({ id, to, items, journal }: Pick<UnderWay, 'id' | 'to' | 'items' | 'journal'>, by: string): Promise<void> {
    for (const { flow, version } of journal.before.flows) {
      const before = items.find(({ kind, name }) => kind === 'flow' && name === flow)?.version ?? null;
      const details = { env: to, before, promotion: id, ...(version !== null && { version }) };
      await audit.record({
        by,
        act: version === null ? 'flow.withdrawn' : 'deployment.rolled-back',
        subject: flow,
        env: to,
        why: journal.why,
        details,
      });
    }
  }

  return {
    deploy,
    rollBack,
    async recover(found) {
      if (found.state !== 'deploying' || !found.journal) return;
      const journal = { ...found.journal, token: randomUUID() };
      // Whoever writes this first has it.
      const promotion = underWay(await book.write(found, { journal, heldUntil: clock.now() + patience }));
      await resources.catchUp();
      // A switch that the other server was about to write does not fit any more: it looks again, and finds that it has been taken over.
      await resources.deployments.change(promotion.to, (state) => ({ state, news: [] }));
      log.warn({ promotion: promotion.id, direction: journal.direction }, 'a deployment was left half done; it is brought to an end');
      if (journal.direction === 'back') await back(promotion);
      else if (await isSwitched(promotion, resources)) await finished(promotion);
      else await undo(promotion, 'The server that deployed it ended on the way, and everything was brought back. Deploy it again.');
    },
  };
}

/** Throws PROMOTION_GATES with the gates in the way. */
function refuseGates({ id, to }: Promotion, gates: readonly Gate[], policy: Policy): void {
  const inTheWay = gates.filter((gate) => isInTheWay(gate, policy));
  const [first] = inTheWay;
  if (!first) return;
  const more = inTheWay.length === 1 ? '' : ` (and ${inTheWay.length - 1} more)`;
  throw new Refusal(
    'PROMOTION_GATES',
    `${id} was not deployed to ${to}. ${first.title}: ${first.fact}${more}. ${first.remedy ?? 'Run the gates again.'}`,
    inTheWay.map(({ id: gate, title, fact, remedy }) => ({ path: gate, message: `${title}: ${fact}. ${remedy ?? ''}`.trim() })),
    { gates: inTheWay },
  );
}

function stateAfter({ id, state }: Promotion, act: PromotionAct, doing: string): Promotion['state'] {
  const next = nextState(state, act);
  if (next === null) throw new Refusal('PROMOTION_REFUSED', refusalWords(id, state, doing));
  return next;
}

function newJournal(direction: Journal['direction'], given: Pick<Journal, 'before' | 'by' | 'why'>): Journal {
  return { direction, token: randomUUID(), ...given };
}

function underWay(promotion: Promotion): UnderWay {
  if (!promotion.journal) throw new Error(`${promotion.id} has no journal`);
  return { ...promotion, journal: promotion.journal };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
