import type { Clock } from '../../clock/clock.ts';
import type { TriggerState, TriggerStates } from '../schedules/trigger-state.ts';

/** One process polls a flow at a time. The claim is a compare-and-set on the trigger's state; who holds it raises a counter, and others take over when that stands still. */
export type Claim = {
  readonly token: number;
  /** Whether the state may still be written by this process. Once it is false nothing more is taken and nothing is written. */
  isHeld(): boolean;
  /** Writes the outcome and lets go. False: another process has taken over, and its outcome counts. */
  release(set: Partial<Omit<TriggerState, 'id'>>): Promise<boolean>;
};

export type Claims = { take(state: TriggerState): Promise<Claim | undefined> };

/** A counter that stands still for so long is that of a dead process, ms on the watcher's own monotonic clock. */
export const claimTime = 20_000;
const beatEvery = 4000;

export function createClaims(resources: {
  readonly states: TriggerStates;
  readonly clock: Clock;
  readonly workerId: () => string;
}): Claims {
  const { states, clock } = resources;
  /** Counters of others, and since when they stand where they stand. */
  const seen = new Map<string, { readonly mark: string; readonly since: number }>();
  const held = new Set<string>();

  function isAbandoned({ id, owner, token, beat }: TriggerState): boolean {
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
      const isOurs = await states.update(id, { where, set: { owner: resources.workerId(), token, beat: 0 } }).catch((error: unknown) => {
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
          states
            .update(id, { where: { token }, set: { beat: ++beat } })
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
        async release(set) {
          cancel?.();
          held.delete(id);
          return states.update(id, { where: { token }, set: { ...set, owner: null } });
        },
      };
    },
  };
}
