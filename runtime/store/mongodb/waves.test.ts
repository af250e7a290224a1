import { describe, expect, it } from 'vitest';
import type { CollectionSchema } from '../store.ts';
import { documentLayout } from './document-layout.ts';
import { wavesOf } from './waves.ts';
import { type Write, writesOf } from './write.ts';
import { writeIds } from './write-ids.ts';

type Run = { readonly id: string; readonly dedupe: string | null; readonly status: string | null; readonly token: number | null };
const runSchema: CollectionSchema<Run> = { name: 'runs', fields: { dedupe: 'text', status: 'text', token: 'number' }, unique: ['dedupe'] };
const recordSchema: CollectionSchema<{ readonly id: string; readonly body: Uint8Array | null }> = {
  name: 'records',
  fields: { body: 'bytes' },
  appendOnly: true,
};

const runs = writesOf(documentLayout(runSchema), writeIds());
const records = writesOf(documentLayout(recordSchema), writeIds());
const aRun = (id: string): Run => ({ id, dedupe: id, status: null, token: null });
const insertRun = (run: Run) => runs.insert(run)[0] as Write;
const aRecord = (id: string, bytes = 10) => records.insert({ id, body: new Uint8Array(bytes) })[0] as Write;

/** `insert runs a,b` for each command, wave by wave. */
const told = (writes: Parameters<typeof wavesOf>[0]) =>
  wavesOf(writes).map((wave) => wave.map(({ kind, collection, writes }) => `${kind} ${collection} ${writes.map(({ id }) => id).join()}`));

describe('a group of writes', () => {
  it('of different documents is one command for each collection and kind', () => {
    const group = [insertRun(aRun('a')), aRecord('a/1'), insertRun(aRun('b')), aRecord('b/1')];
    expect(told(group)).toEqual([['insert runs a,b', 'insert records a/1,b/1']]);
  });

  it('sends records before the updates of runs that name them, whoever called first', () => {
    const finish = (id: string) => [aRecord(`${id}/1`), runs.update(id, { set: { status: 'done' } })];
    expect(told([...finish('a'), ...finish('b')])).toEqual([['insert records a/1,b/1'], ['update runs a,b']]);
  });

  it('keeps the order of the writes to one document', () => {
    const group = [
      insertRun(aRun('a')),
      runs.update('a', { set: { status: 'one' } }),
      runs.update('b', { set: { status: 'one' } }),
      runs.update('a', { set: { status: 'two' } }),
      runs.remove('a'),
    ];
    expect(told(group)).toEqual([['insert runs a'], ['update runs a,b'], ['update runs a'], ['remove runs a']]);
  });

  it('keeps the order of what frees a unique value and what takes one', () => {
    const renamed = runs.update('a', { set: { dedupe: 'a (old)' } });
    expect(told([renamed, insertRun({ ...aRun('b'), dedupe: 'a' })])).toEqual([['update runs a'], ['insert runs b']]);
    expect(told([runs.remove('a'), insertRun({ ...aRun('b'), dedupe: 'a' })])).toEqual([['remove runs a'], ['insert runs b']]);
    // Removals among themselves and inserts among themselves need no order.
    expect(told([runs.remove('a'), runs.remove('b')])).toEqual([['remove runs a,b']]);
  });

  it('makes one of increases of the same number that follow each other', () => {
    const group = [runs.increase('a', 'token'), runs.increase('b', 'token'), runs.increase('a', 'token')];
    expect(told(group)).toEqual([['increase runs a,b,a']]);
    expect(told([...group, runs.update('a', { set: { token: 0 } }), runs.increase('a', 'token')])).toEqual([
      ['increase runs a,b,a'],
      ['update runs a'],
      ['increase runs a'],
    ]);
  });

  it('cuts commands where they would become too large for the server', () => {
    const large = Array.from({ length: 5 }, (_, n) => aRecord(`${n}`, 5_000_000));
    expect(told(large)).toEqual([['insert records 0,1', 'insert records 2,3', 'insert records 4']]);
    const many = Array.from({ length: 2_500 }, (_, n) => aRecord(`${n}`));
    expect(wavesOf(many).map((wave) => wave.map(({ writes }) => writes.length))).toEqual([[1_000, 1_000, 500]]);
  });
});

it('a record that is too large for a document goes in parts, before the record, and that before the update that names it', () => {
  const writes = [
    ...records.insert({ id: 'a/1', body: new Uint8Array(20_000_000) }),
    runs.update('a', { set: { status: 'done' } }),
    aRecord('b/1'),
  ];
  const waves = wavesOf(writes).map((wave) => wave.map(({ kind, collection }) => `${kind} ${collection}`));
  expect(waves).toEqual([['insert records.parts', 'insert records.parts', 'insert records'], ['insert records'], ['update runs']]);
});

it('a document that MongoDB could not hold, and that may be changed later, is refused at the call by its collection and size', () => {
  expect(() => runs.update('a', { set: { status: 'x'.repeat(17_000_000) } })).toThrow(
    /runs: a document of 16\.2 MiB is more than the 16 MiB that MongoDB takes/,
  );
});
