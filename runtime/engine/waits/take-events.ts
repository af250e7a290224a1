import { type Collection, DuplicateKey } from '../../store/store.ts';
import type { EventDocument, TakeDocument, WaitDocument } from './wait-documents.ts';

export type EventResources = {
  readonly waits: Collection<WaitDocument>;
  readonly events: Collection<EventDocument>;
  readonly takes: Collection<TakeDocument>;
  readonly now: () => number;
};

export type Given =
  /** The wait has the event. */
  | 'given'
  /** Another wait of the same step has it. */
  | 'had'
  /** The wait had ended before. */
  | 'ended';

/**
 * Gives an event to a wait, at most once per step. First the taking is inserted, which decides between several waits of a step; then the event is written into
 * the wait by compare-and-set, which decides between it and the time-out. Whoever finds a taking that was not finished finishes it, so a crash in between
 * neither loses nor doubles the event.
 */
export async function giveEvent(
  resources: EventResources,
  event: Pick<EventDocument, 'id'>,
  wait: WaitDocument,
  { isAsking }: { /** The run of this wait is looking itself, so nobody has to wake it. */ readonly isAsking: boolean },
): Promise<Given> {
  const { takes, waits } = resources;
  const id = `${event.id}/${wait.step}`;
  for (;;) {
    try {
      await takes.insert({ id, eventId: event.id, waitId: wait.id });
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
    }
    const take = await takes.get(id);
    if (!take) continue;
    const holder = take.waitId === wait.id ? wait : await waits.get(take.waitId);
    const wakes = !isAsking || take.waitId !== wait.id;
    const isWritten = holder !== null && (await writeInto(resources, { eventId: event.id, waitId: holder.id, wakes }));
    if (isWritten) return take.waitId === wait.id ? 'given' : 'had';
    await takes.removeWhere({ id, waitId: take.waitId });
    if (take.waitId === wait.id) return 'ended';
  }
}

/** False: the wait ended without the event. */
async function writeInto(
  { waits, events, now }: EventResources,
  { eventId, waitId, wakes }: { readonly eventId: string; readonly waitId: string; readonly wakes: boolean },
): Promise<boolean> {
  for (;;) {
    const wait = await waits.get(waitId);
    if (!wait) return false;
    const taken = JSON.parse(wait.taken) as string[];
    if (taken.includes(eventId)) return true;
    if (wait.state !== 'open') return false;
    // Before it is named there: the retention must not take away what a wait counts on.
    await events.update(eventId, { set: { keepUntil: null } });
    const next = [...taken, eventId];
    const isEnough = wait.take > 0 && next.length >= wait.take;
    const set = {
      taken: JSON.stringify(next),
      version: wait.version + 1,
      // With the wake still to be made: whoever dies before it leaves it to the sweep.
      ...(isEnough && { state: 'settled' as const, settledAt: now(), wakeAt: wakes ? now() : null }),
    };
    if (await waits.update(waitId, { where: { version: wait.version, state: 'open' }, set })) return true;
  }
}

/** Ends a wait by compare-and-set. Resolves to the wait as it is then, ended by us or by somebody before. */
export async function endWait(
  waits: Collection<WaitDocument>,
  wait: WaitDocument,
  set: Pick<WaitDocument, 'state' | 'settledAt'> & Partial<WaitDocument>,
): Promise<{ readonly isOurs: boolean; readonly wait: WaitDocument }> {
  let current = wait;
  for (;;) {
    if (current.state !== 'open') return { isOurs: false, wait: current };
    const change = { ...set, version: current.version + 1 };
    if (await waits.update(current.id, { where: { version: current.version, state: 'open' }, set: change }))
      return { isOurs: true, wait: { ...current, ...change } };
    current = (await waits.get(current.id)) ?? { ...current, state: 'closed' };
  }
}
