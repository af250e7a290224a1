import type { Clock } from '../../clock/clock.ts';
import type { Collection, Document, Filter } from '../../store/store.ts';

/** A document that one process works on at a time. */
export type Claimable = Document & {
  /** The process that has it. */
  readonly owner: string | null;
  /** Raised by each claim; every later write names it. */
  readonly token: number;
  /** Raised while the work goes on; others take over when it stands still. */
  readonly beat: number;
};

/** The claim is a compare-and-set on the document; who holds it raises a counter, and others take over when that stands still. */
export type Claim<D extends Claimable> = {
  readonly token: number;
  /** Whether the document may still be written by this process. Once it is false nothing more is begun and nothing is written. */
  isHeld(): boolean;
  /** Writes how far the work has come. False: another process has taken over. */
  save(set: Partial<Omit<D, 'id'>>): Promise<boolean>;
  /** Writes the outcome and lets go. False: another process has taken over, and its outcome counts. */
  release(set: Partial<Omit<D, 'id'>>): Promise<boolean>;
};

export type Claims<D extends Claimable> = { take(document: D): Promise<Claim<D> | undefined> };

/** A counter that stands still for so long is that of a dead process, ms on the watcher's own monotonic clock. */
export const claimTime = 20_000;
const beatEvery = 4000;

export function createClaims<D extends Claimable>(resources: {
  readonly documents: Collection<D>;
  readonly clock: Clock;
  readonly workerId: () => string;
}): Claims<D> {
  const { documents, clock } = resources;
  const write = (id: string, where: Partial<Claimable>, set: Partial<Claimable>) =>
    documents.update(id, { where: where as Filter<D>, set: set as Partial<Omit<D, 'id'>> });
  /** Counters of others, and since when they stand where they stand. */
  const seen = new Map<string, { readonly mark: string; readonly since: number }>();
  const held = new Set<string>();

  function isAbandoned({ id, owner, token, beat }: D): boolean {
    if (owner === null || (owner === resources.workerId() && !held.has(id))) return true;
    const mark = `${token}/${beat}`;
    const before = seen.get(id);
    if (before?.mark === mark) return clock.monotonic() - before.since >= claimTime;
    seen.set(id, { mark, since: clock.monotonic() });
    return false;
  }

  return {
    async take(state) {
      if (held.has(state.id) || !isAbandoned(state)) return undefined;
      const { id } = state;
      const token = state.token + 1;
      held.add(id);
      const where = { token: state.token, owner: state.owner, beat: state.beat };
      const isOurs = await write(id, where, { owner: resources.workerId(), token, beat: 0 }).catch((error: unknown) => {
        held.delete(id);
        throw error;
      });
      if (!isOurs) {
        held.delete(id);
        return undefined;
      }
      seen.delete(id);
      let beat = 0;
      let heldUntil = clock.monotonic() + claimTime / 2;
      let cancel: (() => void) | undefined;
      const beatLater = () => {
        cancel = clock.after(beatEvery, () => {
          const since = clock.monotonic();
          write(id, { token }, { beat: ++beat })
            .then((isStillOurs) => {
              heldUntil = isStillOurs ? since + claimTime / 2 : 0;
              if (isStillOurs && held.has(id)) beatLater();
            })
            .catch(() => held.has(id) && beatLater());
        });
      };
      beatLater();
      return {
        token,
        isHeld: () => clock.monotonic() < heldUntil,
        save: (set) => write(id, { token }, set as Partial<Claimable>),
        async release(set) {
          cancel?.();
          held.delete(id);
          return write(id, { token }, { ...(set as Partial<Claimable>), owner: null });
        },
      };
    },
  };
}
