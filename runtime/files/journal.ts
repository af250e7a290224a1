import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import { type ApplyDocument, applySchema } from './apply-documents.ts';
import type { Step } from './bring-back.ts';

/** Who does not say anything for so long is taken for dead, ms. */
const patience = 60_000;
/** So often it is said that somebody is still at it, ms. */
const renewEvery = patience / 3;
/** A step, or the comparison before the first, that takes longer hangs: then it is no longer said. ms */
const longestStep = 15 * 60_000;

/** One application of files: it has the environment for itself until it ends. */
export type Application = {
  /** Writes down what is about to be changed. Resolves when that is durable. */
  begin(step: Step): Promise<void>;
  readonly steps: readonly Step[];
  end(state: 'done' | 'brought back'): Promise<void>;
};

export type ApplyJournal = {
  /** Throws APPLY_RUNNING while another one is at it. `abandoned` is what somebody who died has left: to be brought back first. */
  open(env: string, by: string): Promise<{ readonly application: Application; readonly abandoned: readonly Step[] }>;
  /** Environments that somebody who died has left half done. */
  abandoned(): Promise<readonly string[]>;
};

/** `isAlone`: no other process uses the store, so whatever this one did not begin is abandoned. */
export function createApplyJournal({
  store,
  clock,
  isAlone,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly isAlone: boolean;
}): ApplyJournal {
  const documents = store.collection(applySchema);
  const own = new Set<string>();
  const isAbandoned = ({ id, state, heldUntil }: ApplyDocument) =>
    state === 'running' && (heldUntil <= clock.now() || (isAlone && !own.has(id)));

  function taken({ by, id }: ApplyDocument): Refusal {
    return new Refusal(
      'APPLY_RUNNING',
      `${by} applies files to ${id} right now. Wait until that has ended, then plan again: what there is may differ.`,
    );
  }

  return {
    async open(env, by) {
      const before = await documents.get(env);
      if (before?.state === 'running' && !isAbandoned(before)) throw taken(before);
      const abandoned = before && isAbandoned(before) ? (JSON.parse(before.steps) as Step[]) : [];
      const steps: Step[] = [...abandoned];
      let revision = (before?.revision ?? 0) + 1;
      const fields = () => ({ revision, heldUntil: clock.now() + patience, by, at: clock.now(), steps: JSON.stringify(steps) });
      if (before) {
        if (!(await documents.update(env, { where: { revision: before.revision }, set: { ...fields(), state: 'running' } })))
          throw taken((await documents.get(env)) ?? before);
      } else
        try {
          await documents.insert({ id: env, state: 'running', ...fields() });
        } catch (error) {
          if (error instanceof DuplicateKey) throw taken({ id: env, by: 'Somebody' } as ApplyDocument);
          throw error;
        }

      own.add(env);
      let isLost = false;
      let isEnded = false;
      let stepBegan = clock.now();
      let turn = Promise.resolve();

      async function writeNow(state: ApplyDocument['state']): Promise<void> {
        const was = revision;
        // Once it is somebody else's, no revision of it is ours, whatever its number.
        if (!isLost) {
          revision += 1;
          if (await documents.update(env, { where: { revision: was }, set: { ...fields(), state } })) return;
          isLost = true;
        }
        throw new Refusal(
          'APPLY_RUNNING',
          `Applying the files took too long, so another server took over and brought ${env} back. Plan again.`,
        );
      }

      /** One after the other, because each rests on the one before. */
      function write(state: ApplyDocument['state']): Promise<void> {
        const written = turn.then(() => writeNow(state));
        turn = written.catch(() => {});
        return written;
      }

      function renew(): void {
        if (isEnded || isLost || clock.now() - stepBegan > longestStep) return;
        // What goes wrong here is told by the next step.
        void write('running')
          .catch(() => {})
          .finally(() => {
            cancel = clock.after(renewEvery, renew);
            if (isEnded) cancel();
          });
      }
      let cancel = clock.after(renewEvery, renew);

      return {
        abandoned,
        application: {
          steps,
          async begin(step) {
            steps.push(step);
            stepBegan = clock.now();
            await write('running');
          },
          async end(state) {
            isEnded = true;
            cancel();
            steps.length = 0;
            own.delete(env);
            await write(state);
          },
        },
      };
    },

    async abandoned() {
      const page = await documents.find({ where: { state: 'running' }, limit: 1000 });
      return page.items.filter(isAbandoned).map(({ id }) => id);
    },
  };
}
