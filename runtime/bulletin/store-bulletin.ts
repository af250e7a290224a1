import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Log } from '../engine/log.ts';
import type { CollectionSchema, Page, Store } from '../store/store.ts';
import type { Bulletin } from './bulletin.ts';
import { createListeners, type Notice } from './listeners.ts';
import { localBulletin } from './local-bulletin.ts';

/** What is said within this time goes into one document. Milliseconds. */
const gathered = 100;
/** The others' words are looked for after at most this time. Milliseconds. */
const interval = 500;
/** Never in step: of two processes that were started together one would always hear first, and take up all that is to be done. */
const nextLook = () => interval * (0.5 + Math.random() / 2);
/** So far back every look goes: clocks of the machines may differ by this much, and a write may take so long. Milliseconds. */
const overlap = 10_000;
/** Words are kept so long, and what is older is removed about as often. Milliseconds. */
const kept = 60_000;
/** More words than this wait for no store. */
const most = 10_000;
const pageSize = 500;

type Said = { readonly id: string; readonly from: string; readonly at: number; readonly notices: string };

const bulletins: CollectionSchema<Said> = {
  name: 'bulletins',
  fields: { from: 'text', at: 'number', notices: 'body' },
  indexes: [{ fields: ['at'] }],
};

/** Tells by a small collection that every process looks into twice a second: for a shared store without Redis. */
export function storeBulletin({ store, clock, log }: { readonly store: Store; readonly clock: Clock; readonly log: Log }): Bulletin {
  const documents = store.collection(bulletins);
  const local = localBulletin({ log });
  const others = createListeners(log);
  const self = randomUUID();
  /** Ids of words that were heard, with their time. */
  const heard = new Map<string, number>();
  let said: Notice[] = [];
  let number = 0;
  const bornAt = clock.now();
  let prunedAt = bornAt;
  let isAway = false;
  let isClosed = false;
  let cancelSend: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;
  let isWriting = false;
  let writing: Promise<void> = Promise.resolve();
  let looking: Promise<void> = told(listen).finally(lookLater);

  /** A store that is away is told of once. */
  async function told(doing: () => Promise<void>): Promise<void> {
    try {
      await doing();
      isAway = false;
    } catch (error) {
      if (!isAway && !isClosed)
        log.warn({ error: String(error) }, 'processes cannot tell each other what changed; each finds it at its next look');
      isAway = true;
    }
  }

  /** One document after the other, so that words are heard in the order in which they were said. */
  function send(): void {
    cancelSend = undefined;
    if (isWriting || said.length === 0) return;
    const document = { id: `${self}/${number++}`, from: self, at: clock.now(), notices: JSON.stringify(said) };
    said = [];
    isWriting = true;
    writing = told(() => documents.insert(document)).finally(() => {
      isWriting = false;
      if (said.length > 0) cancelSend ??= clock.after(gathered, send);
    });
  }

  /** Ids and times of words that were not heard yet, oldest first. */
  async function fresh(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const since = clock.now() - overlap;
    let after: string | null = null;
    do {
      const page: Page<Said> = await documents.find({
        where: { at: { gte: since } },
        sort: { by: 'at', direction: 'up' },
        select: ['id', 'from', 'at'],
        limit: pageSize,
        after,
      });
      for (const { id, from, at } of page.items) if (from !== self && !heard.has(id)) found.set(id, at);
      after = page.next;
    } while (after !== null);
    return found;
  }

  /** What was said before this process came is not news. */
  async function listen(): Promise<void> {
    for (const [id, at] of await fresh()) if (at < bornAt) heard.set(id, at);
  }

  async function hear(): Promise<void> {
    const found = [...(await fresh())];
    for (let from = 0; from < found.length; from += pageSize) {
      const part = found.slice(from, from + pageSize);
      const { items } = await documents.find({ where: { id: { in: part.map(([id]) => id) } }, limit: pageSize });
      const byId = new Map(items.map((item) => [item.id, item]));
      for (const [id, at] of part) {
        heard.set(id, at);
        const document = byId.get(id);
        if (document && !isClosed) others.tell(JSON.parse(document.notices) as Notice[]);
      }
    }
    await prune();
  }

  function lookLater(): void {
    if (isClosed) return;
    cancelLook = clock.after(nextLook(), () => {
      looking = told(hear).finally(lookLater);
    });
  }

  async function prune(): Promise<void> {
    const now = clock.now();
    if (now - prunedAt < kept) return;
    prunedAt = now;
    for (const [id, at] of heard) if (at < now - kept) heard.delete(id);
    await documents.removeWhere({ at: { lt: now - kept } });
  }

  return {
    publish(topic, text) {
      if (isClosed) return;
      local.publish(topic, text);
      if (said.length < most) said.push([topic, text]);
      cancelSend ??= clock.after(gathered, send);
    },
    subscribe(topic, listener) {
      const stops = [local.subscribe(topic, listener), others.add(topic, listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      cancelLook?.();
      await writing;
      cancelSend?.();
      // What was said last is still written.
      send();
      await Promise.all([writing, looking, local.close()]);
      others.clear();
    },
  };
}
