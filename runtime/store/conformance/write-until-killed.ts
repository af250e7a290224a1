import { writeSync } from 'node:fs';
import type { Store } from '../store.ts';
import { aRun, bytesOf, runs, steps } from './sample-collections.ts';

// A process of the durability suite: writes runs as fast as it can, eight at a time, and tells of each when it was acknowledged, until it is killed.
const [module, place, from] = process.argv.slice(2);
if (!module || !place || !from) throw new Error('usage: write-until-killed.ts <module> <place> <first number>');
const { openAt } = (await import(module)) as { openAt(place: string): Promise<Store> };
const store = await openAt(place);
const runCollection = store.collection(runs);
const stepCollection = store.collection(steps);
let next = Number(from);

async function writeOn(): Promise<never> {
  for (;;) {
    const id = String(next++);
    await runCollection.insert(aRun({ id, dedupe: `order-${id}`, token: 1, keys: [`k${id}`], message: bytesOf('m'.repeat(3_000)) }));
    const step = stepCollection.insert({ id: `${id}/1/map`, run: id, at: 1, body: bytesOf('s'.repeat(5_000)) });
    const update = runCollection.update(id, { where: { token: 1 }, set: { status: 'done' } });
    await Promise.all([step, update]);
    // Written by hand: a stream would keep lines back that the parent must know of before the kill.
    writeSync(1, `${id}\n`);
  }
}
await Promise.all(Array.from({ length: 8 }, writeOn));
