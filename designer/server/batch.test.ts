import { expect, test } from 'vitest';
import { batched } from './batch.ts';

test('what is asked in one turn under one name goes in one call, in its order', async () => {
  const calls: string[][] = [];
  const upper = batched<string, string>(2, async (asked) => {
    calls.push([...asked]);
    return asked.map((text) => text.toUpperCase());
  });
  expect(await Promise.all([upper('a', 'x'), upper('b', 'x'), upper('c', 'x'), upper('d', 'y')])).toEqual(['A', 'B', 'C', 'D']);
  expect(calls).toEqual([['a', 'b'], ['c'], ['d']]);
});

test('a call that fails fails those in it, and the next one is made', async () => {
  const work = batched<number, number>(1, async ([n]) => {
    if (n === 1) throw new Error('no');
    return [n ?? 0];
  });
  expect((await Promise.allSettled([work(1, 'x'), work(2, 'x'), work(3, 'x'), work(4, 'x')])).map((result) => result.status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
