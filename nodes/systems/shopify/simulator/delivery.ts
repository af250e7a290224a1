import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { planOrder } from './order-plan.ts';
import { type Outbox, type PendingOrder, placedAt } from './outbox.ts';
import { uuidOf } from './shop-ids.ts';
import { shopDomain, webhookOrder } from './webhook-order.ts';

export type Delivery = {
  /** Looks again for what is due: after new orders were made. */
  wake(): void;
  /** Cuts what is under way and delivers nothing more. */
  close(): Promise<void>;
};

export type DeliveryOptions = {
  readonly outbox: Outbox;
  readonly target: () => string;
  readonly secret: string;
  readonly now: () => number;
  readonly log: (fact: Record<string, unknown>, text: string) => void;
};

/** At once, as the vendor does it. */
const concurrency = 16;
/** The vendor's limit for a subscriber's answer, in milliseconds. */
const answerWithin = 5000;
/** The vendor tries 8 times in 4 hours with growing pauses; here the pauses are these and the shop never gives up. Milliseconds. */
const firstPause = 500;
const longestPause = 15_000;

type Attempt = { readonly order: PendingOrder; readonly attempt: number; readonly isRepeat: boolean };

/**
 * Posts each pending order, signed, until a 2xx is answered. While the subscriber fails, one delivery at a time asks whether it is back;
 * then all that waits is sent at once.
 */
export function startDelivery({ outbox, target, secret, now, log }: DeliveryOptions): Delivery {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: concurrency }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: concurrency }),
  };
  const closing = new AbortController();
  let again: (Attempt & { readonly dueAt: number })[] = [];
  const underWay = new Set<Promise<void>>();
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;

  function pump(): void {
    clearTimeout(timer);
    while (!closing.signal.aborted && underWay.size < (isFailing ? 1 : concurrency)) {
      const next = nextDue();
      if (next === undefined) break;
      const work = deliver(next).finally(() => {
        underWay.delete(work);
        pump();
      });
      underWay.add(work);
    }
    if (closing.signal.aborted) return;
    const dueAt = again.reduce((least, entry) => Math.min(least, entry.dueAt), outbox.peek()?.dueAt ?? Number.POSITIVE_INFINITY);
    // With every place taken the end of a delivery looks again. Else there is always a timer, also for what became due since the loop looked.
    const hasPlace = underWay.size < (isFailing ? 1 : concurrency);
    if (hasPlace && Number.isFinite(dueAt)) timer = setTimeout(pump, Math.min(Math.max(0, dueAt - now()), 60_000)).unref();
  }

  function nextDue(): Attempt | undefined {
    const time = now();
    const at = again.findIndex((entry) => entry.dueAt <= time);
    if (at >= 0) return again.splice(at, 1)[0];
    const waiting = outbox.peek();
    if (waiting === undefined || waiting.dueAt > time) return undefined;
    outbox.take();
    return { order: waiting.order, attempt: 1, isRepeat: false };
  }

  async function deliver({ order, attempt, isRepeat }: Attempt): Promise<void> {
    const { number, batch } = order;
    const plan = planOrder({ seed: batch.seed, number, placedAt: placedAt(batch, number), defects: batch.defects });
    const status = await post(webhookOrder(plan), number).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (closing.signal.aborted) return;
    const isTaken = typeof status === 'number' && status >= 200 && status < 300;
    if (isTaken) {
      if (isFailing) again = again.map((entry) => ({ ...entry, dueAt: 0 }));
      isFailing = false;
      if (!isRepeat) outbox.acknowledge(number);
      if (!isRepeat && plan.defect === 'duplicate-webhook') again.push({ order, attempt: 1, isRepeat: true, dueAt: now() + 200 });
      return;
    }
    if (!isFailing) log({ order: `#${number}`, status }, 'the subscriber did not take a webhook; it will be sent again');
    isFailing = true;
    const pause = Math.min(longestPause, firstPause * 2 ** (attempt - 1)) * (0.8 + Math.random() * 0.4);
    again.push({ order, attempt: attempt + 1, isRepeat, dueAt: now() + pause });
  }

  async function post(text: string, number: number): Promise<number> {
    const url = new URL(target());
    const body = Buffer.from(text);
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      accept: '*/*',
      'user-agent': 'Shopify-Captain-Hook',
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': signature(body, secret),
      'x-shopify-shop-domain': shopDomain,
      'x-shopify-api-version': '2026-04',
      'x-shopify-webhook-id': uuidOf(`webhook ${number}`),
      'x-shopify-event-id': uuidOf(`event ${number}`),
      'x-shopify-triggered-at': new Date(now()).toISOString(),
    };
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(answerWithin)]);
      const agent = isSecure ? agents['https:'] : agents['http:'];
      const request = (isSecure ? https : http).request(url, { method: 'POST', headers, agent, signal }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', reject);
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  pump();
  return {
    wake: pump,
    async close() {
      closing.abort();
      clearTimeout(timer);
      await Promise.allSettled(underWay);
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

/** base64(HMAC-SHA256(raw body, client secret)), as in `X-Shopify-Hmac-Sha256`. */
export function signature(body: Buffer | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}
