import { expect, test } from 'vitest';
import { createLane } from './lane.ts';
import { createShare } from './share.ts';

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
  const lane = createLane(() => 2, 10);
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
  const lane = createLane(() => 1, 2);
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

test('lanes that share a limit take turns, and start more once the limit is raised', async () => {
  const { begun, task, end } = tasks();
  let most = 1;
  const share = createShare(() => most);
  const amazon = createLane(() => 2, 10, share);
  const shopify = createLane(() => 2, 10, share);
  for (const name of ['a1', 'a2', 'a3']) amazon.start(task(name), 5);
  for (const name of ['s1', 's2']) shopify.start(task(name), 5);
  expect(begun).toEqual(['a1']);
  await end('a1');
  await end('a2');
  expect(begun).toEqual(['a1', 'a2', 's1']);
  most = 3;
  await end('s1');
  expect(begun).toEqual(['a1', 'a2', 's1', 'a3', 's2']);
  await Promise.all([end('a3'), end('s2'), amazon.close(), shopify.close()]);
});
