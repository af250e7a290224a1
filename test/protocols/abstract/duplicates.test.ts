import type { CollectionSchema } from '@crossdock/runtime/store/store';
import { DuplicateKey } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds } from '../prove.ts';
import type { State } from '../state.ts';

type Run = { readonly id: string; readonly dedupe: string };
type Receipt = { readonly id: string; readonly run: string };
const runs: CollectionSchema<Run> = { name: 'runs', fields: { dedupe: 'text' }, unique: ['dedupe'] };
const receipts: CollectionSchema<Receipt> = { name: 'receipts', fields: { run: 'text' } };

/** A sender repeats a message until one of two servers has acknowledged it. */
function model(name: string, accept: (server: Process) => Promise<string>): Model {
  return {
    name,
    setUp(world) {
      for (const server of ['S1', 'S2', 'S3'])
        world.process(server, async (process) => {
          const run = await accept(process);
          await process.act(`acknowledges ${run}`, (state) => state.set('acknowledged', server, { id: server, run }));
        });
    },
    final(state: State) {
      const lost = state.all('acknowledged').find(({ run }) => !state.get('runs', String(run)));
      if (lost) return `the message that ${lost.id} acknowledged as ${lost.run} is lost`;
      if (state.all('runs').length > 1) return 'one message has become two runs';
      return undefined;
    },
  };
}

const own = (process: Process) => `run-of-${process.name}`;

describe('duplicates of a message', () => {
  test('are one run when the key is a unique field of the run itself', async () => {
    await holds(
      model('the key inside the run', async (process) => {
        const collection = process.store.collection(runs);
        try {
          await collection.insert({ id: own(process), dedupe: 'order 1' });
          return own(process);
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
          return (await collection.findOne({ dedupe: 'order 1' }))?.id ?? 'nothing';
        }
      }),
      { crashes: 2 },
    );
  });

  const takeReceipt = async (process: Process): Promise<string | null> => {
    const collection = process.store.collection(receipts);
    try {
      await collection.insert({ id: 'order 1', run: own(process) });
      return null;
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      return (await collection.get('order 1'))?.run ?? 'nothing';
    }
  };
  const store = (process: Process) => process.store.collection(runs).insert({ id: own(process), dedupe: own(process) });

  test('are lost when a receipt is written before the run', async () => {
    const why = await breaks(
      model('receipt, then run', async (process) => {
        const first = await takeReceipt(process);
        if (first) return first;
        await store(process);
        return own(process);
      }),
    );
    expect(why).toMatch(/is lost/);
  });

  test('are two runs when a receipt is written after the run', async () => {
    const why = await breaks(
      model('run, then receipt', async (process) => {
        await store(process);
        return (await takeReceipt(process)) ?? own(process);
      }),
    );
    expect(why).toMatch(/two runs/);
  });

  test('are two runs when the receipt is looked up and then written', async () => {
    const why = await breaks(
      model('look, then write', async (process) => {
        const known = await process.store.collection(receipts).get('order 1');
        if (known) return known.run;
        await store(process);
        await process.store.collection(receipts).upsert({ id: 'order 1', run: own(process) });
        return own(process);
      }),
      { crashes: 0 },
    );
    expect(why).toMatch(/two runs/);
  });
});
