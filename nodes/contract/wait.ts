import type { Item, Json } from './item.ts';

/** The hours in which business is done, on the clocks of a zone. */
export type BusinessHours = {
  /** An IANA name such as `America/Chicago`. */
  readonly zone: string;
  /** `08:00` */
  readonly opens: string;
  /** `17:00`; later than `opens`. */
  readonly closes: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[];
  /** Days that do not count, as `2026-12-25`. */
  readonly holidays: readonly string[];
};

/**
 * What a step asks the runtime for, for one item, instead of calling a system. Spans are counted from the moment the runtime first hears of it; no worker is
 * held while it lasts. `timeoutSeconds` null: as long as it takes.
 */
export type WaitRequest =
  | { readonly for: 'time'; readonly seconds: number }
  | { readonly for: 'time' /** ISO 8601. */; readonly until: string }
  | { readonly for: 'time' /** The next instant within them. */; readonly business: BusinessHours }
  | {
      readonly for: 'event';
      readonly name: string;
      readonly key: string;
      /** So many events of this key; `all` that come until the time-out. */
      readonly take: number | 'all';
      readonly timeoutSeconds: number | null;
    }
  | {
      readonly for: 'approval';
      readonly title: string;
      readonly text: string;
      /** Who may decide; empty: everybody with the right to. */
      readonly role: string;
      readonly timeoutSeconds: number | null;
    }
  | { readonly for: 'flow'; readonly flow: string; readonly mode: 'wait' | 'start'; readonly timeoutSeconds: number | null }
  /** Not waited for: it is stored, and wakes who waits for it. */
  | { readonly for: 'sending'; readonly name: string; readonly key: string };

/** A request, and the body it carries. */
export type WaitAsked = { readonly ask: WaitRequest /** Of a message to another flow, of an event. */; readonly body?: Json };

/** How a wait ended: the body of the answer that `complete` gets, as JSON. */
export type WaitOutcome =
  | { readonly outcome: 'elapsed' }
  | { readonly outcome: 'timed out'; readonly events?: readonly WaitedEvent[] }
  | { readonly outcome: 'happened'; readonly events: readonly WaitedEvent[] }
  | {
      readonly outcome: 'approved' | 'rejected';
      readonly by: string;
      /** ISO 8601 in UTC. */
      readonly at: string;
      readonly comment: string;
    }
  /** `answer`: the body of the called flow's Respond step; null without one. */
  | { readonly outcome: 'finished'; readonly runId: string; readonly answer: Json }
  | { readonly outcome: 'started'; readonly runId: string }
  | { readonly outcome: 'sent'; readonly eventId: string };

export type WaitedEvent = { readonly id: string; readonly at: string; readonly body: Json };

/** The record with what came of the wait in one of its fields; an empty name leaves the record as it is. */
export function withField(item: Item, field: string, value: Json): Json {
  const { json } = item;
  if (field === '') return json;
  const record = json !== null && typeof json === 'object' && !Array.isArray(json) ? json : { value: json };
  return { ...record, [field]: value };
}
