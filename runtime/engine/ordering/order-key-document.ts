import type { CollectionSchema } from '../../store/store.ts';

/** One ordering key of a flow in an environment: the number of its next run, and the run whose turn it is. */
export type OrderKeyDocument = {
  /** `env/flow/key` */
  readonly id: string;
  readonly env: string;
  readonly flow: string;
  /** The last number that was drawn. Gaps mean nothing. */
  readonly last: number;
  /** The lineage of the run that has the turn; empty while it is passed on; null when nobody wants it. */
  readonly holder: string | null;
  readonly heldSince: number | null;
};

export const orderKeyCollection: CollectionSchema<OrderKeyDocument> = {
  name: 'orderKeys',
  fields: { env: 'text', flow: 'text', last: 'number', holder: 'text', heldSince: 'number' },
  indexes: [{ fields: ['holder'], where: 'present' }],
};
