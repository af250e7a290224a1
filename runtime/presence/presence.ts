import type { Bulletin } from '../bulletin/bulletin.ts';
import { localBulletin } from '../bulletin/local-bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import { colourOf, initialsOf, type Person } from './people.ts';

/** One window of one person. */
export type Seat = { readonly flowId: string; readonly name: string; readonly tab: string };
export type Place = { readonly node: string | null; readonly field: string | null };

/** Who has which flow open, and where they are in it. In memory only; what other servers know is heard from them. */
export type Presence = {
  /** Somebody is here. Said again every ten seconds, or they are taken for gone. */
  be(seat: Seat, place: Place): void;
  /** A window was closed. */
  leave(seat: Seat): void;
  /** In the order of their names. */
  of(flowId: string): readonly Person[];
  /** Told when somebody comes, goes or moves. Returns the way to stop. */
  onChange(listener: (flowId: string, people: readonly Person[]) => void): () => void;
  close(): void;
};

/** Who was not heard of for so long is gone. Milliseconds. */
export const goneAfter = 25_000;
type Word = Seat & { readonly place: Place | null };
type Known = Seat & { readonly place: Place; readonly heardAt: number; readonly movedAt: number };

export function createPresence({
  clock,
  bulletin = localBulletin(),
  mostSeats = 5_000,
}: {
  readonly clock: Clock;
  readonly bulletin?: Bulletin;
  /** So many windows are remembered; past it those that were heard of longest ago are forgotten. */
  readonly mostSeats?: number;
}): Presence {
  /** Those heard of longest ago come first. */
  const seats = new Map<string, Known>();
  const listeners = new Set<(flowId: string, people: readonly Person[]) => void>();
  /** What was told last, by flow. */
  const told = new Map<string, string>();
  let cancel: (() => void) | null = null;

  const stop = bulletin.subscribe('presence', (text) => hear(JSON.parse(text) as Word));

  function hear({ place, ...seat }: Word): void {
    const key = JSON.stringify([seat.flowId, seat.name, seat.tab]);
    const before = seats.get(key);
    seats.delete(key);
    const isStill = place !== null && before?.place.node === place.node && before.place.field === place.field;
    if (place) {
      const now = clock.monotonic();
      seats.set(key, { ...seat, place, heardAt: now, movedAt: isStill ? before.movedAt : now });
      if (seats.size > mostSeats) forgetFirst();
    }
    if (!isStill) tell(seat.flowId);
    watch();
  }

  function forgetFirst(): void {
    const [first] = seats;
    if (!first) return;
    seats.delete(first[0]);
    tell(first[1].flowId);
  }

  /** Waits for the first to be gone. */
  function watch(): void {
    cancel?.();
    const [first] = seats.values();
    cancel = first ? clock.after(Math.max(0, first.heardAt + goneAfter - clock.monotonic()), forgetGone) : null;
  }

  function forgetGone(): void {
    for (const [, seat] of seats) {
      if (seat.heardAt + goneAfter > clock.monotonic()) break;
      forgetFirst();
    }
    watch();
  }

  function peopleOf(flowId: string): Person[] {
    const newest = new Map<string, Known>();
    for (const seat of seats.values()) {
      if (seat.flowId === flowId && !((newest.get(seat.name)?.movedAt ?? -1) > seat.movedAt)) newest.set(seat.name, seat);
    }
    const colours = colourOf([...newest.keys()]);
    return [...colours].map(([name, colour]) => {
      const { node = null, field = null } = newest.get(name)?.place ?? {};
      return { name, initials: initialsOf(name), colour, node, field };
    });
  }

  function tell(flowId: string): void {
    const people = peopleOf(flowId);
    const text = JSON.stringify(people);
    if (text === (told.get(flowId) ?? '[]')) return;
    if (people.length > 0) told.set(flowId, text);
    else told.delete(flowId);
    for (const listener of listeners) listener(flowId, people);
  }

  const say = (word: Word) => bulletin.publish('presence', JSON.stringify(word));
  return {
    be: ({ flowId, name, tab }, { node, field }) => say({ flowId, name, tab, place: { node, field } }),
    leave: ({ flowId, name, tab }) => say({ flowId, name, tab, place: null }),
    of: peopleOf,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stop();
      cancel?.();
      listeners.clear();
    },
  };
}
