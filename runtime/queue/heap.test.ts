import { expect, it } from 'vitest';
import { heap } from './heap.ts';

it('gives back what was pushed, the least first, with pushes and pops mixed', () => {
  const own = heap<number>((a, b) => a - b);
  const model: number[] = [];
  let seed = 7;
  for (let n = 0; n < 3_000; n++) {
    seed = (seed * 48_271) % 2_147_483_647;
    if (seed % 5 < 3) {
      own.push(seed % 1_000);
      model.push(seed % 1_000);
    } else {
      const least = model.length === 0 ? undefined : Math.min(...model);
      expect(own.first()).toBe(least);
      expect(own.pop()).toBe(least);
      if (least !== undefined) model.splice(model.indexOf(least), 1);
    }
    expect(own.size()).toBe(model.length);
  }
});
