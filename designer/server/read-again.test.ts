import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { readAgain } from './read-again.ts';

/** A server whose answers are given by hand, oldest question first. */
function aServer() {
  const asked: ((answer: string) => void)[] = [];
  const client = new QueryClient();
  const queryFn = () => new Promise<string>((resolve) => asked.push(resolve));
  const observer = new QueryObserver(client, { queryKey: ['runs', 'one', 'r_1'], queryFn });
  const stop = observer.subscribe(() => {});
  const shown = () => observer.getCurrentResult().data;
  return { client, asked, stop, shown };
}

test('what changed while its first load was under way is read once more', async () => {
  const { client, asked, stop, shown } = aServer();
  readAgain(client, ['runs']);
  readAgain(client, ['runs', 'one']);
  expect(asked).toHaveLength(1);
  asked[0]?.('queued');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.('done');
  await expect.poll(shown).toBe('done');
  expect(asked).toHaveLength(2);
  stop();
});

test('what was loaded before is read once, and the answer under way does not count', async () => {
  const { client, asked, stop, shown } = aServer();
  asked[0]?.('queued');
  await expect.poll(shown).toBe('queued');
  readAgain(client, ['runs', 'one', 'r_1']);
  readAgain(client, ['runs', 'one', 'r_1']);
  expect(asked).toHaveLength(3);
  asked[1]?.('running');
  asked[2]?.('done');
  await expect.poll(shown).toBe('done');
  stop();
});

test('what lies under another key is left alone', () => {
  const { client, asked, stop } = aServer();
  readAgain(client, ['flows']);
  expect(asked).toHaveLength(1);
  stop();
});
