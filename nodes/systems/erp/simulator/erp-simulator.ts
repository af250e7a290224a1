import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { everyShare } from '../../simulator/every-share.ts';
import { type Answer, BodyTooLarge, hangUp, isSecret, listen, readBody, send } from '../../simulator/http.ts';
import { listenAgain } from '../../simulator/listen-again.ts';
import { type ArrivalLog, arrivalLog } from './arrival-log.ts';
import { checkOrder, orderNumberOf } from './check-order.ts';
import { findCustomer } from './customer-master.ts';
import { callLimit, type ErpBehaviour, type FullBehaviour, withDefaults } from './erp-behaviour.ts';
import { itemBySku } from './item-master.ts';
import { type BookedOrder, hashOf, openOrderBook, type ShownOrder } from './order-book.ts';

export type Erp = {
  readonly url: string;
  /** Newest first; the last 20 unless told otherwise. */
  orders(query?: { limit?: number | undefined }): Promise<ShownOrder[]>;
  /** `total`: every create that took effect. `unique`: different order numbers. */
  counts(): { readonly total: number; readonly unique: number };
  /** Requests to create an order as they came, oldest first; the last 10,000. */
  arrivals: ArrivalLog['all'];
  /** Replaces the behaviour; what is not named goes back to its default. Resolves once it is in force. */
  behave(behaviour: ErpBehaviour): Promise<FullBehaviour>;
  behaviour(): FullBehaviour;
  close(): Promise<void>;
};

export type ErpOptions = {
  readonly dataFolder: string;
  /** The bearer token the ERP wants. */
  readonly token: string;
  /** 0, the default: the one it had before, or a free one. */
  readonly port?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly log?: ((fact: Record<string, unknown>, text: string) => void) | undefined;
};

/**
 * The demo ERP: a real server on loopback that files orders as an ERP would. What it answers for with 201 is on the disk, so a kill forgets nothing.
 * Paths, bodies and errors stand in the README beside this file.
 */
export async function startErp({ dataFolder, token, port = 0, now = Date.now, log = () => {} }: ErpOptions): Promise<Erp> {
  const book = await openOrderBook({ folder: dataFolder, now });
  const arrivals = arrivalLog(now);
  const inFlight = new Set<string>();
  const closing = new AbortController();
  let behaviour = withDefaults({});
  let limit = callLimit(behaviour.perSecond, now);
  let isDropped = everyShare(0);

  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) send(response, refusal(413, 'BODY_TOO_LARGE', error.message));
      else if (!response.destroyed) {
        log({ error }, 'the demo ERP could not answer');
        send(response, refusal(500, 'INTERNAL', 'The ERP has an internal problem.'));
      }
    });
  });
  const listeningPort = await (port === 0 ? listenAgain(server, dataFolder) : listen(server, port));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://erp');
    const isCreate = request.method === 'POST' && pathname === '/orders';
    const body = isCreate ? await readBody(request) : emptyBody;
    if (!isSecret(request.headers.authorization, `Bearer ${token}`))
      return send(response, refusal(401, 'UNAUTHORISED', 'The bearer token is missing or wrong.', { 'www-authenticate': 'Bearer' }));

    const order = isCreate ? parse(body) : undefined;
    const orderNumber = orderNumberOf(order);
    if (isCreate && orderNumber !== '') book.countTry(orderNumber);
    const arrival = isCreate ? arrivals.add(orderNumber, keyOf(request), order) : undefined;

    const wait = behaviour.mode === 'throttling' ? limit.take() : 0;
    if (wait > 0) {
      arrival?.settle('throttled');
      return send(
        response,
        refusal(429, 'TOO_MANY_CALLS', `No more than ${behaviour.perSecond} calls a second.`, {
          'retry-after': String(Math.ceil(wait / 1000)),
        }),
      );
    }
    if (behaviour.mode === 'failing') {
      arrival?.settle('failed');
      const headers: Record<string, string> = behaviour.status === 503 ? { 'retry-after': '2' } : {};
      return send(response, refusal(behaviour.status, 'UNAVAILABLE', 'The ERP has an internal problem.', headers));
    }
    if (behaviour.mode === 'slow' && !isCreate)
      await sleep(behaviour.delayMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});

    if (arrival !== undefined) {
      const made = await create(order, body, keyOf(request));
      arrival.settle(made.outcome);
      if (made.outcome === 'accepted' && isDropped()) return void request.socket.destroy();
      if (behaviour.answerLateMs > 0)
        await sleep(behaviour.answerLateMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      return send(response, made.answer);
    }
    if (request.method !== 'GET') return send(response, refusal(404, 'NOT_FOUND', `There is no ${request.method} ${pathname}.`));
    return send(response, await read(pathname, searchParams));
  }

  type Made = { readonly outcome: Parameters<ReturnType<ArrivalLog['add']>['settle']>[0]; readonly answer: Answer };

  async function create(order: unknown, body: Buffer, sentKey: string | null): Promise<Made> {
    const key = behaviour.keys === 'none' ? null : sentKey;
    const bodyHash = hashOf(body);
    if (key !== null) {
      const earlier = behaviour.keys === 'honoured' ? book.byKey(key) : undefined;
      if (earlier !== undefined) return repeated(earlier, bodyHash);
      if (inFlight.has(key))
        return {
          outcome: 'in flight',
          answer: refusal(409, 'REQUEST_IN_FLIGHT', 'A request with this Idempotency-Key is being worked on.', { 'retry-after': '1' }),
        };
      inFlight.add(key);
    }
    try {
      if (behaviour.mode === 'slow') await sleep(behaviour.delayMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      if (behaviour.mode === 'down') return { outcome: 'failed', answer: refusal(503, 'UNAVAILABLE', 'The ERP is going down.') };
      if (order === undefined) return { outcome: 'refused', answer: refusal(400, 'INVALID_JSON', 'The body is not JSON.') };
      const checked = checkOrder(order);
      if (!checked.ok) return { outcome: 'refused', answer: { status: 422, body: JSON.stringify({ error: checked.refusal }) } };
      const booked = await book.add(checked.order, {
        key,
        body: body.toString('utf8'),
        bodyHash,
        forgetKey: behaviour.keys !== 'honoured',
      });
      return { outcome: 'accepted', answer: { status: 201, headers: { location: `/orders/${booked.erpOrder}` }, body: receipt(booked) } };
    } finally {
      if (key !== null) inFlight.delete(key);
    }
  }

  async function read(pathname: string, query: URLSearchParams): Promise<Answer> {
    const [, collection, id] = pathname.split('/').map(decodeURIComponent);
    if (collection === 'orders' && id === undefined) {
      const limit = Number(query.get('limit') ?? 20);
      if (!Number.isInteger(limit) || limit < 1 || limit > 500) return refusal(400, 'INVALID_LIMIT', 'limit must be 1 to 500.');
      const [status, since] = [query.get('status'), query.get('since')];
      if (status === null && since === null) return ok({ ...book.counts(), items: await book.newest(limit) });
      const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
      if (Number.isNaN(from)) return refusal(400, 'INVALID_SINCE', 'since must be an instant such as 2026-11-21T08:00:00Z.');
      const found = (await book.newest(500)).filter(
        (order) => (status === null || order.status === status) && Date.parse(order.receivedAt) >= from,
      );
      return ok({ ...book.counts(), items: found.slice(0, limit) });
    }
    if (collection === 'arrivals' && id === undefined) return ok({ items: arrivals.all() });
    if (id === undefined) return refusal(404, 'NOT_FOUND', `There is no ${pathname}.`);
    if (collection === 'orders') return found(await book.find(id), `Order ${id}`);
    if (collection === 'customers') return found(findCustomer(id), `Customer ${id}`);
    if (collection === 'items') return found(itemBySku.get(id), `Item ${id}`);
    return refusal(404, 'NOT_FOUND', `There is no ${pathname}.`);
  }

  return {
    url: `http://127.0.0.1:${listeningPort}`,
    orders: ({ limit = 20 } = {}) => book.newest(limit),
    counts: () => book.counts(),
    arrivals: arrivals.all,
    async behave(wanted) {
      const before = behaviour.mode;
      behaviour = withDefaults(wanted);
      limit = callLimit(behaviour.perSecond, now);
      isDropped = everyShare(behaviour.dropAfterAccept);
      log({ ...behaviour }, 'the demo ERP behaves differently');
      if (behaviour.mode === 'down' && before !== 'down') await hangUp(server);
      if (behaviour.mode !== 'down' && before === 'down') await listen(server, listeningPort);
      return behaviour;
    },
    behaviour: () => behaviour,
    async close() {
      closing.abort();
      if (server.listening) await hangUp(server);
      await book.close();
    },
  };
}

const emptyBody = Buffer.alloc(0);

function repeated(earlier: BookedOrder, bodyHash: string) {
  if (earlier.bodyHash === bodyHash)
    return { outcome: 'replayed' as const, answer: { status: 200, headers: { 'idempotent-replayed': 'true' }, body: receipt(earlier) } };
  const message = `This Idempotency-Key made ${earlier.erpOrder} with another body.`;
  return { outcome: 'refused' as const, answer: refusal(422, 'KEY_REUSED', message) };
}

function receipt({ erpOrder, orderNumber, isOnHold, receivedAt, lines, total, currency }: BookedOrder): string {
  const status = isOnHold ? 'on-hold' : 'booked';
  return JSON.stringify({ erpOrder, orderNumber, status, receivedAt: new Date(receivedAt).toISOString(), lines, total, currency });
}

function keyOf(request: IncomingMessage): string | null {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : null;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body: JSON.stringify(body) };
}

function found(record: unknown, what: string): Answer {
  return record === undefined ? refusal(404, 'NOT_FOUND', `${what} is not known.`) : ok(record);
}

function refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: JSON.stringify({ error: { code, message } }) };
}
