import type { CollectionSchema } from '../../../store/store.ts';

/** A replay of many runs. It goes on where it was after a restart, and on another server. */
export type BulkDocument = {
  readonly id: string;
  readonly env: string;
  readonly by: string;
  readonly reason: string;
  /** JSON BulkFilter. */
  readonly filter: string;
  /** JSON BulkOptions. */
  readonly options: string;
  readonly status: 'running' | 'done' | 'cancelled';
  readonly createdAt: number;
  readonly finishedAt: number | null;
  /** Runs that the filter found when it was asked for. */
  readonly total: number;
  /** Runs looked at so far. */
  readonly seen: number;
  readonly started: number;
  /** Left to a person: effects that have to be decided, later runs of the same ordering key. */
  readonly left: number;
  /** Could not be replayed. */
  readonly refused: number;
  /** JSON `{ runId, code, message }[]`: the last of both, for people. */
  readonly problems: string;
  /** Where the next page begins; null: at the first run. */
  readonly cursor: string | null;
  readonly owner: string | null;
  readonly token: number;
  readonly beat: number;
};

export const bulkCollection: CollectionSchema<BulkDocument> = {
  name: 'bulkReplays',
  fields: {
    env: 'text',
    by: 'text',
    reason: 'text',
    filter: 'body',
    options: 'body',
    status: 'text',
    createdAt: 'number',
    finishedAt: 'number',
    total: 'number',
    seen: 'number',
    started: 'number',
    left: 'number',
    refused: 'number',
    problems: 'body',
    cursor: 'text',
    owner: 'text',
    token: 'number',
    beat: 'number',
  },
  indexes: [{ fields: ['env', 'createdAt'] }, { fields: ['status'] }],
};
