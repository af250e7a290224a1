import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import { knownGoodSchema } from './apply-documents.ts';
import type { PartHash } from './hashes.ts';
import type { PlanKind } from './plan.ts';

type Known = { readonly hash: string; readonly at: number; readonly by: string };
type Part = Pick<PartHash, 'kind' | 'name'>;

/** A part that is no longer what was applied or promoted. */
export type Drift = {
  readonly kind: PlanKind;
  readonly name: string;
  /** In a sentence. */
  readonly words: string;
  /** When it was as it should be, ISO 8601. */
  readonly at: string;
};

/** What each environment was last made to be, part by part. */
export type KnownGood = {
  /** Takes what these parts are now for what they should be. A part that is not there any more is forgotten. */
  remember(env: string, parts: readonly Part[], now: readonly PartHash[], by: string): Promise<void>;
  /** Parts that are not what they were made to be; of others it says nothing. */
  drift(env: string, now: readonly PartHash[]): Promise<readonly Drift[]>;
  /** By environment: differs whenever something was remembered. */
  revisions(): Promise<ReadonlyMap<string, number>>;
};

export function createKnownGood({ store, clock }: { readonly store: Store; readonly clock: Clock }): KnownGood {
  const documents = store.collection(knownGoodSchema);

  return {
    async remember(env, parts, now, by) {
      const hashes = new Map(now.map((part) => [keyOf(part), part.hash]));
      for (;;) {
        const document = await documents.get(env);
        const known = new Map(Object.entries(document ? (JSON.parse(document.parts) as Record<string, Known>) : {}));
        for (const part of parts) {
          const hash = hashes.get(keyOf(part));
          if (hash === undefined) known.delete(keyOf(part));
          else known.set(keyOf(part), { hash, at: clock.now(), by });
        }
        const next = { revision: (document?.revision ?? 0) + 1, parts: JSON.stringify(Object.fromEntries(known)) };
        try {
          if (
            document
              ? await documents.update(env, { where: { revision: document.revision }, set: next })
              : await inserted(documents.insert({ id: env, ...next }))
          )
            return;
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
        }
      }
    },

    async revisions() {
      const { items } = await documents.find({ limit: 1000, select: ['id', 'revision'] });
      return new Map(items.map(({ id, revision }) => [id, revision]));
    },

    async drift(env, now) {
      const document = await documents.get(env);
      if (!document) return [];
      const hashes = new Map(now.map((part) => [keyOf(part), part.hash]));
      return Object.entries(JSON.parse(document.parts) as Record<string, Known>).flatMap(([key, { hash, at, by }]) => {
        const is = hashes.get(key);
        if (is === hash) return [];
        const [kind, name] = [key.slice(0, key.indexOf(' ')) as PlanKind, key.slice(key.indexOf(' ') + 1)];
        return [{ kind, name, words: driftWords(kind, is === undefined, by), at: new Date(at).toISOString() }];
      });
    },
  };
}

async function inserted(insert: Promise<void>): Promise<true> {
  await insert;
  return true;
}

const keyOf = ({ kind, name }: Part): string => `${kind} ${name}`;

function driftWords(kind: PlanKind, isGone: boolean, by: string): string {
  const since = `since ${by} put it here`;
  if (kind === 'flow') return isGone ? `was taken out ${since}` : `another version runs ${since}`;
  return isGone ? `was removed ${since}` : `was changed ${since}`;
}
