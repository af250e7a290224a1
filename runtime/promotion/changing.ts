import { Refusal } from '../api/refusal.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import { type Examined, examine } from './examine.ts';
import type { Promotion } from './promotion.ts';
import { Overtaken, type PromotionBook } from './promotion-book.ts';
import type { PromotionChange } from './promotions.ts';
import type { PromotionResources } from './resources.ts';
import { settle } from './settle.ts';
import { nextState, type PromotionAct } from './states.ts';

/** So often may others be faster. */
const mostTries = 20;

/** What is stored of a change. */
export type Change = Partial<Omit<Promotion, 'id' | 'number' | 'revision' | 'createdAt'>>;

/** Changes of promotions: read, decide, write if nobody was faster, tell. */
export type Changing = {
  /** `decide` gets it as it stands and may be asked again; null: nothing is to be changed. Resolves to how it stands then. */
  change(
    id: string,
    decide: (promotion: Promotion, examined: Examined) => Change | null | Promise<Change | null>,
  ): Promise<{ readonly promotion: Promotion; readonly examined: Examined }>;
  /** Takes over what follows by itself: approvals that fell, time that is up. */
  current(id: string): Promise<{ readonly promotion: Promotion; readonly examined: Examined }>;
  tell(promotion: Pick<Promotion, 'id' | 'state'>): void;
  onChange(listener: (change: PromotionChange) => void): () => void;
};

export function createChanging(book: PromotionBook, resources: PromotionResources): Changing {
  const { bulletin, clock, audit } = resources;

  async function written(before: Promotion, change: Change): Promise<Promotion> {
    const promotion = await book.write(before, change);
    tell(promotion, bulletin);
    return promotion;
  }

  /** The promotion with what has followed by itself. */
  async function settled(promotion: Promotion) {
    const examined = await examine(promotion, resources);
    const { items, missing } = examined;
    const isOther = items.some((item, i) => item.hash !== promotion.items[i]?.hash);
    const acts = settle({ ...promotion, missing, now: clock.now() });
    if (!isOther && acts.length === 0) return { promotion, examined };
    const state = acts.reduce((at, act) => nextState(at, act) ?? at, promotion.state);
    const after = await written(promotion, {
      items,
      state,
      ...((isOther || acts.includes('fall')) && { gatesCheckedAt: null }),
      ...(acts.includes('expire') && { heldUntil: null }),
      // Approved too late for its time, which nobody expects any more.
      ...(acts.includes('settle') && !acts.includes('schedule') && { scheduledFor: null }),
    });
    for (const act of acts) await record(after, act, examined);
    return { promotion: after, examined };
  }

  async function record({ id, to, scheduledFor }: Promotion, act: PromotionAct, examined: Examined): Promise<void> {
    const line = { by: 'Crossdock', subject: id, env: to };
    if (act === 'expire') await audit.record({ ...line, act: 'promotion.expired', why: 'Nobody deployed it in time.' });
    if (act === 'fall') await audit.record({ ...line, act: 'promotion.approvals-fell', why: fellWhy(examined, to) });
    if (act === 'schedule' && scheduledFor !== null)
      await audit.record({ ...line, act: 'promotion.scheduled', details: { at: new Date(scheduledFor).toISOString() } });
  }

  async function again<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
        if (tries === mostTries)
          throw new Refusal('PROMOTION_REFUSED', 'Others change this promotion all the time. Try again in a moment.');
      }
    }
  }

  return {
    current: (id) => again(async () => settled(await book.read(id))),
    change: (id, decide) =>
      again(async () => {
        const { promotion, examined } = await settled(await book.read(id));
        const change = await decide(promotion, examined);
        return change === null ? { promotion, examined } : settled(await written(promotion, change));
      }),
    tell: (promotion) => tell(promotion, bulletin),
    onChange: (listener) =>
      bulletin.subscribe('promotions', (text) => {
        const [id = '', state = ''] = text.split(' ');
        listener({ id, state: state as Promotion['state'] });
      }),
  };
}

function fellWhy({ judged }: Examined, to: string): string {
  const overtaken = judged.find((approval) => approval.overtaken !== null);
  return overtaken
    ? `${to} has changed since ${overtaken.by} approved (${overtaken.overtaken}).`
    : 'What it moves has changed, or who approved may not any more.';
}

function tell({ id, state }: Pick<Promotion, 'id' | 'state'>, bulletin: Bulletin): void {
  bulletin.publish('promotions', `${id} ${state}`);
}
