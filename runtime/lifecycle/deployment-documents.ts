import type { CollectionSchema } from '../store/store.ts';

/** All that runs in one environment, so that it changes by one compare-and-set: a bundle is all or nothing, and two servers never interleave. */
export type LiveDocument = {
  /** The environment. */
  readonly id: string;
  /** Raised by each change; the compare-and-set rests on it. */
  readonly revision: number;
  /** JSON LiveState. */
  readonly state: string;
  /** JSON HistoryEntry[]: what the last change adds to the history. Kept here until the next one, so that a process that dies between the two loses none. */
  readonly news: string;
};

export const liveSchema: CollectionSchema<LiveDocument> = {
  name: 'liveDeployments',
  fields: { revision: 'number', state: 'body', news: 'body' },
};

/** One line of what happened to a flow in an environment; never rewritten. */
export type HistoryDocument = {
  /** `env/flow/number` */
  readonly id: string;
  readonly env: string;
  readonly flow: string;
  readonly number: number;
  readonly at: number;
  readonly kind: string;
  /** JSON HistoryEntry. */
  readonly entry: string;
};

export const historySchema: CollectionSchema<HistoryDocument> = {
  name: 'deploymentHistory',
  fields: { env: 'text', flow: 'text', number: 'number', at: 'number', kind: 'text', entry: 'body' },
  indexes: [{ fields: ['flow', 'at'] }, { fields: ['env', 'at'] }],
};

/** Of before environments changed as a whole: one document for each flow. Taken over at start. */
type SingleDocument = {
  /** `env/flow` */
  readonly id: string;
  readonly env: string;
  readonly flow: string;
  readonly version: number;
  readonly since: number;
  readonly by: string;
};

export const singleSchema: CollectionSchema<SingleDocument> = {
  name: 'deployments',
  fields: { env: 'text', flow: 'text', version: 'number', since: 'number', by: 'text' },
};
