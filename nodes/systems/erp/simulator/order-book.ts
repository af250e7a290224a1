import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinePlace } from '../../simulator/synced-log.ts';
import { openSyncedLog } from '../../simulator/synced-log.ts';
import type { CheckedOrder } from './check-order.ts';

/** How long the ERP remembers an `Idempotency-Key`: 24 hours, in milliseconds. */
export const keyLifetime = 24 * 3600 * 1000;

/** An accepted order without its body, which stays on the disk. */
export type BookedOrder = CheckedOrder & {
  readonly erpOrder: string;
  readonly key: string | null;
  readonly bodyHash: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};
type Entry = { readonly order: BookedOrder; readonly place: LinePlace; tries: number };

/** An order as people see it: the shape `erpOrder` of the API. */
export type ShownOrder = {
  readonly erpOrder: string;
  readonly orderNumber: string;
  readonly key: string | null;
  readonly tries: number;
  readonly receivedAt: string;
  readonly customer: string;
  readonly lines: number;
  readonly total: string;
  readonly currency: string;
  readonly status: 'booked' | 'on-hold';
  readonly body: unknown;
};

export type OrderBook = {
  /** Resolves once the order is on the disk. `forgetKey` files it without remembering its key. */
  add(order: CheckedOrder, request: { key: string | null; body: string; bodyHash: string; forgetKey: boolean }): Promise<BookedOrder>;
  /** The order this key made, while the key is remembered. */
  byKey(key: string): BookedOrder | undefined;
  /** By the ERP's number or the order number; the newest. */
  find(number: string): Promise<ShownOrder | undefined>;
  newest(limit: number): Promise<ShownOrder[]>;
  /** A request for this order number arrived, whatever becomes of it. */
  countTry(orderNumber: string): void;
  counts(): { readonly total: number; readonly unique: number };
  close(): Promise<void>;
};

/** The orders in `orders.jsonl` of the folder: one line each, the body last, so that a start reads only what stands before it. */
export async function openOrderBook({ folder, now }: { folder: string; now: () => number }): Promise<OrderBook> {
  await mkdir(folder, { recursive: true });
  const entries: Entry[] = [];
  const newestByNumber = new Map<string, Entry>();
  const byErpOrder = new Map<string, Entry>();
  const byKey = new Map<string, Entry>();
  const triesBefore = new Map<string, number>();
  let lastNumber = 100_000;

  const enter = (order: BookedOrder, place: LinePlace, isKeyKept: boolean) => {
    const earlier = newestByNumber.get(order.orderNumber);
    const entry: Entry = { order, place, tries: earlier?.tries ?? triesBefore.get(order.orderNumber) ?? 1 };
    triesBefore.delete(order.orderNumber);
    entries.push(entry);
    newestByNumber.set(order.orderNumber, entry);
    byErpOrder.set(order.erpOrder, entry);
    if (order.key !== null && isKeyKept) byKey.set(order.key, entry);
    lastNumber = Math.max(lastNumber, Number(order.erpOrder.slice(3)));
  };

  const log = await openSyncedLog(join(folder, 'orders.jsonl'), (line, place) => {
    const { isKeyKept, ...order } = JSON.parse(`${line.slice(0, line.indexOf(bodyMark))}}`) as BookedOrder & { isKeyKept: boolean };
    enter(order, place, isKeyKept);
  });

  const show = async ({ order, place, tries }: Entry): Promise<ShownOrder> => {
    const line = await log.read(place);
    const { erpOrder, orderNumber, key, customer, lines, total, currency, isOnHold } = order;
    const body: unknown = JSON.parse(line.slice(line.indexOf(bodyMark) + bodyMark.length, -1));
    const receivedAt = new Date(order.receivedAt).toISOString();
    return {
      erpOrder,
      orderNumber,
      key,
      tries,
      receivedAt,
      customer,
      lines,
      total,
      currency,
      status: isOnHold ? 'on-hold' : 'booked',
      body,
    };
  };

  return {
    async add(checked, { key, body, bodyHash, forgetKey }) {
      const order: BookedOrder = { ...checked, erpOrder: `SO-${++lastNumber}`, key, bodyHash, receivedAt: now() };
      const head = JSON.stringify({ ...order, isKeyKept: !forgetKey });
      // JSON text has line breaks only between its tokens.
      const place = await log.append(`${head.slice(0, -1)}${bodyMark}${body.replace(/[\r\n]+/g, ' ')}}`);
      enter(order, place, !forgetKey);
      return order;
    },
    byKey(key) {
      const entry = byKey.get(key);
      if (entry === undefined) return undefined;
      if (now() - entry.order.receivedAt <= keyLifetime) return entry.order;
      byKey.delete(key);
      return undefined;
    },
    async find(number) {
      const entry = byErpOrder.get(number) ?? newestByNumber.get(number);
      return entry && (await show(entry));
    },
    newest: (limit) => Promise.all(entries.slice(-limit).reverse().map(show)),
    countTry(orderNumber) {
      const entry = newestByNumber.get(orderNumber);
      if (entry !== undefined) entry.tries++;
      else {
        // Numbers that never become an order must not fill the memory.
        if (triesBefore.size > 50_000) triesBefore.clear();
        triesBefore.set(orderNumber, (triesBefore.get(orderNumber) ?? 0) + 1);
      }
    },
    counts: () => ({ total: entries.length, unique: newestByNumber.size }),
    close: () => log.close(),
  };
}

export function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}

// A quotation mark inside a value is escaped, so the first occurrence is the field itself.
const bodyMark = ',"body":';
