import { expect, test } from 'vitest';
import { createLane } from './lane.ts';

/** Tasks that end when they are told to, and the order in which they began. */
function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, task, end };
}

test('starts as many as its width; of those that wait the most urgent first, then the oldest', async () => {
  const { begun, task, end } = tasks();
  const lane = createLane(2, 10);
  for (const [name, priority] of [
    ['a', 5],
    ['b', 5],
    ['c', 5],
    ['d', 9],
    ['e', 0],
    ['f', 5],
  ] as const)
    lane.start(task(name), priority);
  expect(begun).toEqual(['a', 'b']);
  expect(lane.waiting).toBe(4);
  for (const name of ['a', 'b', 'e', 'c', 'f', 'd']) await end(name);
  expect(begun).toEqual(['a', 'b', 'e', 'c', 'f', 'd']);
});

test('has room for so many, and starts nothing after it was closed', async () => {
  const { begun, task, end } = tasks();
  const lane = createLane(1, 2);
  lane.start(task('a'), 5);
  const told = lane.run(task('b'), 5);
  expect(lane.hasRoom()).toBe(true);
  lane.start(task('c'), 5);
  expect(lane.hasRoom()).toBe(false);
  await end('a');
  await end('b');
  await told;
  const closing = lane.close();
  lane.start(task('d'), 0);
  await end('c');
  expect(await closing).toBe(1);
  expect(begun).toEqual(['a', 'b', 'c']);
});
