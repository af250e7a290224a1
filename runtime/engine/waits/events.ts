import { createHash, randomUUID } from 'node:crypto';
import { DuplicateKey } from '../../store/store.ts';
import type { Log } from '../log.ts';
import type { Seal } from '../run/seal.ts';
import { type EventResources, giveEvent } from './take-events.ts';
import { type EventDocument, matchOf, type WaitDocument } from './wait-documents.ts';

export type SentEvent = {
  readonly env: string;
  readonly name: string;
  readonly key: string;
  /** JSON text. */
  readonly body: string;
  /** Who sent it, as far as it is known. */
  readonly by: string;
  /** The same key sends the same event once. */
  readonly idempotencyKey?: string | undefined;
};

export type Events = {
  /** Resolves when the event is durable; runs that waited have then been woken as far as the store allowed, the rest follows. */
  send(event: SentEvent): Promise<{ readonly id: string; readonly duplicate: boolean; readonly woken: number }>;
  /** Gives out what a crash left undone. Resolves to how many events that were. */
  sweep(): Promise<number>;
  /** Removes events past their window. */
  forget(): Promise<number>;
};

/** How long an event is kept for those who will wait for it, ms. */
export const eventWindow = 7 * 86_400_000;
/** What this process stored and is still giving out is not swept, ms. */
const sweepAfter = 5000;
const slice = 500;

export function createEvents(
  resources: EventResources & { readonly seal: Seal; readonly log: Log; readonly wake: (runId: string) => Promise<boolean> },
): Events {
  const { waits, events, takes, now, log } = resources;

  async function giveOut(event: Pick<EventDocument, 'id' | 'match'>): Promise<number> {
    let woken = 0;
    let after: string | null = null;
    const served = new Set<string>();
    do {
      const page: { items: readonly WaitDocument[]; next: string | null } = await waits.find({
        where: { match: event.match, state: 'open' },
        sort: { by: 'since', direction: 'up' },
        limit: slice,
        after,
      });
      for (const wait of page.items) {
        if (served.has(wait.step)) continue;
        const given = await giveEvent(resources, event, wait, { isAsking: false });
        if (given === 'ended') continue;
        served.add(wait.step);
        if (given !== 'given' || !(await isOver(wait))) continue;
        woken++;
        if (await resources.wake(wait.runId)) await waits.update(wait.id, { set: { wakeAt: null } });
      }
      after = page.next;
    } while (after !== null);
    await events.update(event.id, { set: { matchAt: null } });
    return woken;
  }

  /** One that takes several events goes on waiting until they are enough. */
  async function isOver(wait: WaitDocument): Promise<boolean> {
    return wait.take === 1 || (await waits.get(wait.id))?.state !== 'open';
  }

  return {
    async send(sent) {
      const { env, name, key, by } = sent;
      const id = sent.idempotencyKey === undefined ? `e_${randomUUID()}` : `e_${digest(`${env}\n${name}\n${by}\n${sent.idempotencyKey}`)}`;
      const at = now();
      const match = matchOf(env, name, key);
      const document = { id, env, name, key, match, at, keepUntil: at + eventWindow, matchAt: at, by };
      try {
        await events.insert({ ...document, body: resources.seal.close(env, sent.body) });
      } catch (error) {
        if (error instanceof DuplicateKey) return { id, duplicate: true, woken: 0 };
        throw error;
      }
      try {
        return { id, duplicate: false, woken: await giveOut(document) };
      } catch (error) {
        log.warn({ event: id, error: String(error) }, 'an event is stored and could not be given out at once; it is tried again');
        return { id, duplicate: false, woken: 0 };
      }
    },
    async sweep() {
      const { items } = await events.find({
        where: { matchAt: { lte: now() - sweepAfter } },
        limit: slice,
        select: ['id', 'match'],
      });
      for (const event of items) await giveOut(event);
      return items.length;
    },
    async forget() {
      const { items } = await events.find({ where: { keepUntil: { lt: now() } }, limit: slice, select: ['id'] });
      for (const { id } of items) {
        await events.remove(id);
        await takes.removeWhere({ eventId: id });
      }
      return items.length;
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
