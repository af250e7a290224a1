import type { CollectionSchema } from '../../store/store.ts';

/** A process that executes runs. */
export type WorkerDocument = {
  readonly id: string;
  /** `gone`: it ended by itself. `dead`: its counter stood still. Both stay for a day, and their runs are looked for all the time. */
  readonly state: 'live' | 'gone' | 'dead';
  /** Raised with each heartbeat; others watch whether it moves, on clocks of their own. */
  readonly beat: number;
  /** Its counter stands still for so long when it is dead, ms. */
  readonly leaseMs: number;
  /** `intake`: a server that takes messages in and executes nothing. */
  readonly kind: 'server' | 'worker' | 'intake';
  readonly version: string;
  readonly host: string;
  readonly pid: number;
  /** Separated by commas; empty: all. */
  readonly envs: string;
  readonly lanes: string;
  readonly startedAt: number;
  /** For people; nothing is decided by it but when a dead one is forgotten. */
  readonly seenAt: number;
};

export const workerCollection: CollectionSchema<WorkerDocument> = {
  name: 'workers',
  fields: {
    state: 'text',
    beat: 'number',
    leaseMs: 'number',
    kind: 'text',
    version: 'text',
    host: 'text',
    pid: 'number',
    envs: 'text',
    lanes: 'text',
    startedAt: 'number',
    seenAt: 'number',
  },
  indexes: [{ fields: ['state', 'seenAt'] }],
};
