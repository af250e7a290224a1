import { expect, it } from 'vitest';
import { gather } from './gather.ts';

it('what is given in one turn is handed over together, in its order, and the next turn’s apart', async () => {
  const handed: (readonly number[])[] = [];
  const give = gather<number>(async (all) => void handed.push(all));
  await Promise.all([give(1), give(2), give(3)]);
  await give(4);
  expect(handed).toEqual([[1, 2, 3], [4]]);
});

it('tells each giver when it failed, and goes on', async () => {
  let isBroken = true;
  const give = gather<number>(() => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve()));
  expect((await Promise.allSettled([give(1), give(2)])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isBroken = false;
  await expect(give(3)).resolves.toBeUndefined();
});
