import type { CollectionSchema } from '../store/store.ts';

/** The last application of files to an environment. Written before anything is changed, so that whoever finds it half done can bring it back. */
export type ApplyDocument = {
  /** The environment. */
  readonly id: string;
  /** The compare-and-set of every change rests on it. */
  readonly revision: number;
  readonly state: 'running' | 'done' | 'brought back';
  /** Until then at most somebody is at it; ms. */
  readonly heldUntil: number;
  readonly by: string;
  readonly at: number;
  /** What was begun, with what stood there before. JSON. */
  readonly steps: string;
};

export const applySchema: CollectionSchema<ApplyDocument> = {
  name: 'fileApplies',
  fields: { revision: 'number', state: 'text', heldUntil: 'number', by: 'text', at: 'number', steps: 'body' },
};

/** What an environment was last made to be, by files or by a promotion. */
export type KnownGoodDocument = {
  /** The environment. */
  readonly id: string;
  readonly revision: number;
  /** Hash, time and person by part. JSON. */
  readonly parts: string;
};

export const knownGoodSchema: CollectionSchema<KnownGoodDocument> = {
  name: 'environmentFiles',
  fields: { revision: 'number', parts: 'body' },
};
