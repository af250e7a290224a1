import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import type { Item, Promotion } from './promotion.ts';
import { type PromotionDocument, promotionSchema } from './promotion-documents.ts';
import { isOpen } from './states.ts';

/** Another server changed the promotion first: read it again and decide anew. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

type Fresh = Omit<Promotion, 'id' | 'number' | 'revision'>;

/** Promotions in the store. */
export type PromotionBook = {
  /** Gives it the next number. Throws PROMOTION_EXISTS with the id of the open one that asks for the same. */
  add(promotion: Fresh): Promise<Promotion>;
  /** Throws NO_SUCH_PROMOTION. */
  read(id: string): Promise<Promotion>;
  list(query: {
    readonly isOpen?: boolean | undefined;
    readonly env?: string | undefined;
    readonly limit: number;
    readonly after?: string | undefined;
  }): Promise<{ readonly items: readonly Promotion[]; readonly next: string | null }>;
  /** Stores the change if nobody else was faster; the promotion as it is then. Throws Overtaken, PROMOTION_EXISTS. */
  write(before: Promotion, change: Partial<Fresh>): Promise<Promotion>;
  /** Those for which something is to happen by itself. */
  due(): Promise<readonly Promotion[]>;
};

export function createPromotionBook({ store, clock }: { readonly store: Store; readonly clock: Clock }): PromotionBook {
  const documents = store.collection(promotionSchema);

  async function refuseTwice(asks: string | null): Promise<never> {
    const other = asks === null ? null : await documents.findOne({ asks });
    throw new Refusal(
      'PROMOTION_EXISTS',
      `${other?.id ?? 'Another promotion'} asks for the same already. Go on with it, or withdraw it first.`,
      [],
      { promotion: other?.id ?? 'PR-1' },
    );
  }

  return {
    async add(given) {
      for (;;) {
        const last = await documents.find({ sort: { by: 'number', direction: 'down' }, limit: 1, select: ['id', 'number'] });
        const number = (last.items[0]?.number ?? 0) + 1;
        const promotion: Promotion = { ...given, id: `PR-${number}`, number, revision: 1 };
        const document = documentOf(promotion);
        try {
          await documents.insert(document);
          return promotion;
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
          if (error.field === 'asks') return refuseTwice(document.asks);
        }
      }
    },

    async read(id) {
      const document = await documents.get(id);
      if (!document) throw new Refusal('NO_SUCH_PROMOTION', `There is no promotion ${id}.`);
      return promotionOf(document);
    },

    async list({ isOpen: open, env, limit, after }) {
      const page = await documents.find({
        where: { ...(open === undefined ? {} : { isOpen: open ? 1 : 0 }), ...(env === undefined ? {} : { to: env }) },
        sort: { by: 'number', direction: 'down' },
        limit,
        after: after ?? null,
      });
      return { items: page.items.map(promotionOf), next: page.next };
    },

    async write(before, change) {
      const promotion: Promotion = { ...before, ...change, revision: before.revision + 1, updatedAt: clock.now() };
      const { id, ...set } = documentOf(promotion);
      try {
        if (!(await documents.update(id, { where: { revision: before.revision }, set })))
          throw new Overtaken(`${id} was changed meanwhile`);
      } catch (error) {
        if (error instanceof DuplicateKey) return refuseTwice(set.asks);
        throw error;
      }
      return promotion;
    },

    async due() {
      const page = await documents.find({ where: { dueAt: { lte: clock.now() } }, sort: { by: 'dueAt', direction: 'up' }, limit: 100 });
      return page.items.map(promotionOf);
    },
  };
}

function documentOf(promotion: Promotion): PromotionDocument {
  const { id, number, revision, from, to, state, ...body } = promotion;
  return {
    id,
    number,
    revision,
    from,
    to,
    state,
    isOpen: isOpen(state) ? 1 : 0,
    dueAt: dueAt(promotion),
    asks: isOpen(state) ? asksOf(from, to, promotion.items) : null,
    body: JSON.stringify(body),
  };
}

function promotionOf({ id, number, revision, from, to, state, body }: PromotionDocument): Promotion {
  return { ...(JSON.parse(body) as Promotion), id, number, revision, from, to, state: state as Promotion['state'] };
}

/** When it has to be looked at next. */
function dueAt({ state, heldUntil, scheduledFor, isAutomatic, expiresAt, updatedAt }: Promotion): number | null {
  if (state === 'deploying') return heldUntil ?? updatedAt;
  if (!isOpen(state)) return null;
  const itsTime = state === 'scheduled' ? (scheduledFor ?? updatedAt) : state === 'approved' && isAutomatic ? updatedAt : expiresAt;
  return Math.max(Math.min(itsTime, expiresAt), heldUntil ?? 0);
}

function asksOf(from: string, to: string, items: readonly Item[]): string {
  const names = items.map(({ kind, name, version }) => (kind === 'flow' ? `${kind} ${name}@${version}` : `${kind} ${name}`));
  return `${from} ${to}: ${names.sort().join(', ')}`;
}
