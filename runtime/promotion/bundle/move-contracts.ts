import { DuplicateKey } from '../../store/store.ts';
import type { Before, Promotion } from '../promotion.ts';
import { releasedContractSchema } from '../promotion-documents.ts';
import type { PromotionResources } from '../resources.ts';

type Moved = Pick<Promotion, 'id' | 'to' | 'items'>;

/** Contracts never change, so they are only added; one that is there already stays. */
export async function bringContracts({ id, to, items }: Moved, by: string, { store, clock }: PromotionResources): Promise<void> {
  const released = store.collection(releasedContractSchema);
  for (const { kind, name } of items) {
    if (kind !== 'contract') continue;
    try {
      await released.insert({ id: `${to}/${name}`, env: to, name, at: clock.now(), by, promotion: id });
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
    }
  }
}

/** Takes out those that this promotion brought. */
export async function takeBackContracts({ id, to }: Moved, before: Before, { store }: PromotionResources): Promise<void> {
  const released = store.collection(releasedContractSchema);
  for (const { name, isNew } of before.contracts) {
    const document = isNew ? await released.get(`${to}/${name}`) : null;
    if (document?.promotion === id) await released.remove(document.id);
  }
}
