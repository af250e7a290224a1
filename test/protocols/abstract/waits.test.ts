import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';

type Run = { readonly id: string; readonly status: string; readonly by: string | null };
type Event = { readonly id: string; readonly at: number };
const runs: CollectionSchema<Run> = { name: 'runs', fields: { status: 'text', by: 'text' } };
const events: CollectionSchema<Event> = { name: 'events', fields: { at: 'number' } };

type Protocol = {
  readonly waits?: 'stores, then looks' | 'looks, then stores';
  readonly tells?: 'stores, then looks' | 'looks, then stores' | 'looks only';
  readonly compares?: boolean;
};

/** A run begins to wait for an event, the event comes, and the wait may run out: all at the same time. */
function model(name: string, { waits = 'stores, then looks', tells = 'stores, then looks', compares = true }: Protocol): Model {
  const goOn = async (process: Process, by: string) => {
    const collection = process.store.collection(runs);
    const seen = await collection.get('r1');
    if (seen?.status !== 'waiting') return;
    if (await collection.update('r1', { ...(compares && { where: { status: 'waiting' } }), set: { status: 'resumed', by } }))
      await process.act(`goes on because of the ${by}`, (state) => state.set('resumed', by, Object.freeze({ id: by })));
  };
  const look = async (process: Process) => (await process.store.collection(events).get('855')) !== null;
  return {
    name,
    setUp(world) {
      world.state.set('runs', 'r1', Object.freeze({ id: 'r1', status: 'running', by: null }));
      world.process('run', async (process) => {
        const isThere = waits === 'looks, then stores' && (await look(process));
        await process.store.collection(runs).update('r1', { set: { status: 'waiting' } });
        if (isThere || (waits === 'stores, then looks' && (await look(process)))) await goOn(process, 'event');
      });
      world.process('event', async (process) => {
        const store = () => process.store.collection(events).insert({ id: '855', at: 1 });
        if (tells === 'stores, then looks') await store();
        await goOn(process, 'event');
        if (tells === 'looks, then stores') await store();
      });
      world.process('time-out', (process) => goOn(process, 'time-out'));
    },
    invariant: (state) => (state.all('resumed').length > 1 ? 'the run goes on twice' : undefined),
    // A time-out that came too early waits for nobody here: the event alone has to be enough.
    final: (state) => (state.get('runs', 'r1')?.status === 'waiting' ? 'the event has come, and the run waits for ever' : undefined),
  };
}

describe('waiting', () => {
  test('ends once when both sides store their own and then look at the other, and a compare-and-set decides', async () => {
    await holds(model('store, then look', {}), { crashes: 0 });
  });

  test.each<[string, Protocol]>([
    ['the run looks before it stores that it waits', { waits: 'looks, then stores' }],
    ['the event looks for who waits before it is stored', { tells: 'looks, then stores' }],
    ['the event is given out and not stored', { tells: 'looks only' }],
  ])('never ends when %s', async (name, protocol) => {
    expect(await breaks(model(name, protocol), { crashes: 0 })).toMatch(/waits for ever/);
  });

  test('ends twice when nothing is compared', async () => {
    expect(await breaks(model('no compare-and-set', { compares: false }), { crashes: 0 })).toMatch(/twice/);
  });
});
