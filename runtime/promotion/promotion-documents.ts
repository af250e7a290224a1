import type { CollectionSchema } from '../store/store.ts';

export type PromotionDocument = {
  /** `PR-1` */
  readonly id: string;
  readonly number: number;
  /** The compare-and-set of every change rests on it. */
  readonly revision: number;
  readonly from: string;
  readonly to: string;
  readonly state: string;
  /** 1: somebody still has to do something about it. */
  readonly isOpen: number;
  /** When something is to happen by itself: it expires, its time has come, or whoever was at it is dead. null: nothing. */
  readonly dueAt: number | null;
  /** What it asks for, while it is open: the same is not asked for twice. */
  readonly asks: string | null;
  /** JSON: all the rest. */
  readonly body: string;
};

export const promotionSchema: CollectionSchema<PromotionDocument> = {
  name: 'promotions',
  fields: {
    number: 'number',
    revision: 'number',
    from: 'text',
    to: 'text',
    state: 'text',
    isOpen: 'number',
    dueAt: 'number',
    asks: 'text',
    body: 'body',
  },
  unique: ['number', 'asks'],
  indexes: [{ fields: ['isOpen', 'number'] }, { fields: ['to', 'number'] }, { fields: ['dueAt'], where: 'present' }],
};

export type PolicyDocument = {
  /** The environment. */
  readonly id: string;
  readonly revision: number;
  /** JSON Policy */
  readonly policy: string;
};

export const policySchema: CollectionSchema<PolicyDocument> = {
  name: 'promotion_policies',
  fields: { revision: 'number', policy: 'body' },
};

/** A contract of the company's own that an environment was given. */
export type ReleasedContractDocument = {
  /** `prod/order@2` */
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly at: number;
  readonly by: string;
  readonly promotion: string;
};

export const releasedContractSchema: CollectionSchema<ReleasedContractDocument> = {
  name: 'released_contracts',
  fields: { env: 'text', name: 'text', at: 'number', by: 'text', promotion: 'text' },
  indexes: [{ fields: ['env'] }],
};
