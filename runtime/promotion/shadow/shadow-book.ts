import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../../store/store.ts';
import type { Shadow, ShadowedRun, ShadowFindings, ShadowResult } from './shadow.ts';

type ShadowDocument = {
  /** `PR-1` */
  readonly id: string;
  /** Who began it; whoever begins it anew has another. */
  readonly token: string;
  readonly state: string;
  readonly basis: string;
  readonly by: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly aliveAt: number;
  readonly total: number;
  readonly looked: number;
  readonly failure: string | null;
  /** From then on it is removed: it holds values of messages, which are not kept longer than the runs they are of. */
  readonly keepUntil: number | null;
  /** JSON ShadowResult */
  readonly result: string | null;
  /** JSON ShadowedRun[] */
  readonly runs: string | null;
};

const withoutRuns = [
  'id',
  'token',
  'state',
  'basis',
  'by',
  'startedAt',
  'endedAt',
  'aliveAt',
  'total',
  'looked',
  'failure',
  'keepUntil',
  'result',
] as const satisfies readonly (keyof ShadowDocument)[];
type Head = Pick<ShadowDocument, (typeof withoutRuns)[number]>;

const shadowSchema: CollectionSchema<ShadowDocument> = {
  name: 'promotion_shadows',
  fields: {
    token: 'text',
    state: 'text',
    basis: 'text',
    by: 'text',
    startedAt: 'number',
    endedAt: 'number',
    aliveAt: 'number',
    total: 'number',
    looked: 'number',
    failure: 'text',
    keepUntil: 'number',
    result: 'body',
    runs: 'body',
  },
  indexes: [{ fields: ['keepUntil'], where: 'present' }],
};

/** A server that has given no sign for so long has ended. Longer than one run may take, ms. */
const aliveFor = 60_000;

/** The newest shadow run of each promotion. */
export type ShadowBook = {
  read(id: string): Promise<Shadow | null>;
  /** Those that differ. */
  runs(id: string): Promise<readonly ShadowedRun[]>;
  /** null: another one is under way. */
  begin(given: Pick<Shadow, 'id' | 'basis' | 'by'>): Promise<{ readonly token: string } | null>;
  /** False: it was begun anew elsewhere. */
  progress(id: string, token: string, given: Pick<Shadow, 'total' | 'looked'>): Promise<boolean>;
  end(id: string, token: string, given: (ShadowFindings & { readonly keepUntil: number }) | { readonly failure: string }): Promise<boolean>;
  /** Removes those that are not to be kept any longer. */
  forget(): Promise<void>;
};

export function createShadowBook({ store, clock }: { readonly store: Store; readonly clock: Clock }): ShadowBook {
  const documents = store.collection(shadowSchema);

  return {
    async read(id) {
      const [document] = (await documents.find({ where: { id }, limit: 1, select: withoutRuns })).items;
      return document ? shadowOf(document, clock.now()) : null;
    },

    async runs(id) {
      const document = await documents.get(id);
      return document?.runs ? (JSON.parse(document.runs) as ShadowedRun[]) : [];
    },

    async begin({ id, basis, by }) {
      const now = clock.now();
      const token = randomUUID();
      const fresh = {
        token,
        state: 'running',
        basis,
        by,
        startedAt: now,
        endedAt: null,
        aliveAt: now,
        total: 0,
        looked: 0,
        failure: null,
        keepUntil: null,
        result: null,
        runs: null,
      };
      const document = await documents.get(id);
      if (!document) {
        try {
          await documents.insert({ id, ...fresh });
          return { token };
        } catch (error) {
          if (error instanceof DuplicateKey) return null;
          throw error;
        }
      }
      if (shadowOf(document, now).state === 'running') return null;
      return (await documents.update(id, { where: { token: document.token }, set: fresh })) ? { token } : null;
    },

    progress: (id, token, { total, looked }) =>
      documents.update(id, { where: { token, state: 'running' }, set: { total, looked, aliveAt: clock.now() } }),

    end(id, token, given) {
      const now = clock.now();
      const set =
        'result' in given
          ? {
              state: 'done',
              result: JSON.stringify(given.result),
              runs: JSON.stringify(given.runs),
              keepUntil: given.keepUntil,
              endedAt: now,
            }
          : { state: 'failed', failure: given.failure, endedAt: now };
      return documents.update(id, { where: { token, state: 'running' }, set });
    },

    async forget() {
      await documents.removeWhere({ keepUntil: { lt: clock.now() } });
    },
  };
}

function shadowOf({ token: _token, keepUntil: _keepUntil, state, result, ...document }: Head, now: number): Shadow {
  const isDead = state === 'running' && document.aliveAt + aliveFor < now;
  return {
    ...document,
    ...(isDead && { failure: 'The server that ran it ended on the way.' }),
    state: isDead ? 'failed' : (state as Shadow['state']),
    result: result === null ? null : (JSON.parse(result) as ShadowResult),
  };
}
