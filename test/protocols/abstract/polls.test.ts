import { type CollectionSchema, DuplicateKey } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

type Watermark = { readonly id: string; readonly at: number };
type Message = { readonly id: string; readonly dedupe: string };
const watermarks: CollectionSchema<Watermark> = { name: 'watermarks', fields: { at: 'number' } };
const messages: CollectionSchema<Message> = { name: 'messages', fields: { dedupe: 'text' }, unique: ['dedupe'] };

type Protocol = {
  readonly watermarkFirst?: boolean;
  readonly overlap?: number;
  readonly keyOf?: (poller: Process, record: string) => string;
};

/**
 * A source in which a record becomes visible after a later one, as it does when two of its users commit in another order than they began. A poller takes what
 * is newer than its watermark; when it dies another goes on. Two polls are made after the last record is visible.
 */
function model(name: string, { watermarkFirst = false, overlap = 2, keyOf = (_, record) => record }: Protocol): Model {
  const poll = async (poller: Process) => {
    const watermark = (await poller.store.collection(watermarks).get('w'))?.at ?? 0;
    const records = await poller.act('reads what is new', (state) =>
      state
        .all('source')
        .map(({ id, at }) => ({ id, at: Number(at) }))
        .filter(({ at }) => at > watermark - overlap),
    );
    const move = () => poller.store.collection(watermarks).upsert({ id: 'w', at: Math.max(watermark, ...records.map(({ at }) => at)) });
    if (watermarkFirst) await move();
    for (const { id } of records)
      await poller.store
        .collection(messages)
        .insert({ id: `${id} by ${keyOf(poller, id)}`, dedupe: keyOf(poller, id) })
        .catch((error: unknown) => {
          if (!(error instanceof DuplicateKey)) throw error;
        });
    if (!watermarkFirst) await move();
  };
  const isComplete = (state: State) => state.all('source').length === 2;
  return {
    name,
    setUp(world) {
      world.process(
        'source',
        async (source) => {
          await source.act('commits the record of 2 o’clock', (state) => state.set('source', 'late', Object.freeze({ id: 'late', at: 2 })));
          await source.act('commits the record of 1 o’clock', (state) =>
            state.set('source', 'early', Object.freeze({ id: 'early', at: 1 })),
          );
        },
        { mayCrash: false },
      );
      world.process('P1', async (poller) => {
        await poll(poller);
        await poller.until('the source is complete', isComplete);
        await poll(poller);
      });
      world.process(
        'P2',
        async (poller) => {
          await poller.until('P1 died', (state) => isDead(state, 'P1') && isComplete(state));
          await poll(poller);
        },
        { mayCrash: false },
      );
    },
    invariant: (state) =>
      new Set(state.all('messages').map(({ id }) => String(id).split(' ')[0])).size < state.all('messages').length
        ? 'a record has become two messages'
        : undefined,
    final: (state) => (state.all('messages').length < 2 ? 'a record is lost' : undefined),
  };
}

describe('a poll', () => {
  test('takes each record once: watermark after the messages, overlap, a key for each record', async () => {
    await holds(model('watermark last, overlap, keys', {}));
  });

  test('loses records when its watermark is moved before they are stored', async () => {
    expect(await breaks(model('watermark first', { watermarkFirst: true, overlap: 0 }))).toMatch(/is lost/);
  });

  test('loses a record that became visible late, without overlap', async () => {
    expect(await breaks(model('no overlap', { overlap: 0 }), { crashes: 0 })).toMatch(/is lost/);
  });

  test('takes a record twice without a key for each', async () => {
    let count = 0;
    expect(await breaks(model('no keys', { keyOf: (poller) => `${poller.name} ${count++}` }), { crashes: 0 })).toMatch(/two messages/);
  });
});
