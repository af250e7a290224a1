import type { CollectionSchema } from '../../store/store.ts';

/**
 * What one item of a run waits for: an event or a person. The document decides: whoever ends the wait (an event, a decision, the time-out) does it by one
 * compare-and-set of its `version`.
 */
export type WaitDocument = {
  /** Made of run, step and item, so that a run that asks again after a crash finds its own. */
  readonly id: string;
  readonly kind: 'event' | 'approval';
  readonly env: string;
  readonly flow: string;
  readonly runId: string;
  readonly nodeId: string;
  readonly item: string;
  /** `flow/node`: an event is taken once by each step that waits for it. */
  readonly step: string;
  /** `env/name/key` of the event; null for a person. */
  readonly match: string | null;
  readonly since: number;
  /** ms; null: as long as it takes. */
  readonly until: number | null;
  /** `settled`: the events have come. `closed`: the run was cancelled. */
  readonly state: 'open' | 'settled' | 'approved' | 'rejected' | 'timed out' | 'closed';
  readonly settledAt: number | null;
  /** So many events; 0: all until the time-out. */
  readonly take: number;
  /** JSON list of the ids of the events that were given to it. */
  readonly taken: string;
  readonly title: string;
  readonly text: string;
  readonly role: string;
  /** JSON `[kind, value][]`, as the run shows them. */
  readonly shownKeys: string;
  readonly decidedBy: string | null;
  readonly comment: string;
  /** Decided, and the run was not yet told; ms. */
  readonly wakeAt: number | null;
  /** Raised by each change. */
  readonly version: number;
};

export const waitCollection: CollectionSchema<WaitDocument> = {
  name: 'waits',
  fields: {
    kind: 'text',
    env: 'text',
    flow: 'text',
    runId: 'text',
    nodeId: 'text',
    item: 'text',
    step: 'text',
    match: 'text',
    since: 'number',
    until: 'number',
    state: 'text',
    settledAt: 'number',
    take: 'number',
    taken: 'body',
    title: 'body',
    text: 'body',
    role: 'text',
    shownKeys: 'body',
    decidedBy: 'text',
    comment: 'body',
    wakeAt: 'number',
    version: 'number',
  },
  indexes: [
    { fields: ['match', 'state', 'since'], where: 'present' },
    { fields: ['kind', 'env', 'state', 'since'] },
    { fields: ['runId'] },
    { fields: ['settledAt'], where: 'present' },
    { fields: ['wakeAt'], where: 'present' },
  ],
};

/** Something that happened outside. Stored first, then given to those who wait; kept for a while for those who will. */
export type EventDocument = {
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly key: string;
  /** `env/name/key` */
  readonly match: string;
  readonly at: number;
  /** ms; null while a wait has taken it and has not ended. */
  readonly keepUntil: number | null;
  /** Stored, and not yet given to all who waited; ms. */
  readonly matchAt: number | null;
  /** The body as JSON text, sealed. */
  readonly body: Uint8Array;
  readonly by: string;
};

export const eventCollection: CollectionSchema<EventDocument> = {
  name: 'events',
  fields: {
    env: 'text',
    name: 'text',
    key: 'text',
    match: 'text',
    at: 'number',
    keepUntil: 'number',
    matchAt: 'number',
    body: 'bytes',
    by: 'text',
  },
  indexes: [
    { fields: ['match', 'at'] },
    { fields: ['env', 'at'] },
    { fields: ['keepUntil'], where: 'present' },
    { fields: ['matchAt'], where: 'present' },
  ],
};

/** That a step took an event, for one of its waits: of two that try, the first insert wins. */
export type TakeDocument = {
  /** `event/flow/node` */
  readonly id: string;
  readonly eventId: string;
  readonly waitId: string;
};

export const takeCollection: CollectionSchema<TakeDocument> = {
  name: 'takes',
  fields: { eventId: 'text', waitId: 'text' },
  indexes: [{ fields: ['eventId'] }],
};

export const matchOf = (env: string, name: string, key: string): string => `${env}/${name}/${key}`;
