/** A request to create an order, as it came. */
export type Arrival = {
  /** 1, 2, 3 since the start of the ERP. */
  readonly number: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly orderNumber: string;
  readonly key: string | null;
  /** What the sender says of its own order: the body's `sequence`. */
  readonly sequence: string | null;
  readonly outcome: 'waiting' | 'accepted' | 'replayed' | 'refused' | 'in flight' | 'throttled' | 'failed';
};

export type ArrivalLog = {
  add(orderNumber: string, key: string | null, body: unknown): { settle(outcome: Exclude<Arrival['outcome'], 'waiting'>): void };
  /** Oldest first; the last 10,000. */
  all(): readonly Arrival[];
};

const kept = 10_000;

/** Remembers in which order requests came, so that tests of ordering can ask the receiver instead of the sender. In memory only. */
export function arrivalLog(now: () => number): ArrivalLog {
  let arrivals: { -readonly [K in keyof Arrival]: Arrival[K] }[] = [];
  let count = 0;
  return {
    add(orderNumber, key, body) {
      const sequence = (body as { sequence?: unknown } | null | undefined)?.sequence;
      const arrival = {
        number: ++count,
        at: new Date(now()).toISOString(),
        orderNumber,
        key,
        sequence: sequence === undefined || sequence === null ? null : String(sequence),
        outcome: 'waiting' as Arrival['outcome'],
      };
      arrivals.push(arrival);
      if (arrivals.length >= kept * 2) arrivals = arrivals.slice(-kept);
      return {
        settle(outcome) {
          arrival.outcome = outcome;
        },
      };
    },
    all: () => arrivals.slice(-kept),
  };
}
