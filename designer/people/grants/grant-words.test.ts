import { expect, test } from 'vitest';
import { grantSentences } from './grant-words.ts';

const order = ['dev', 'test', 'prod'];

test('a role is told with its environments and channels', () => {
  expect(grantSentences([{ role: 'operator', envs: ['prod', 'test'], channels: ['Amazon'] }], order)).toEqual([
    'Operator in test and prod, Amazon only',
  ]);
  expect(grantSentences([{ role: 'admin', envs: 'all', channels: 'all' }], order)).toEqual(['Admin everywhere']);
  expect(grantSentences([{ role: 'viewer', envs: 'all', channels: ['Amazon', 'EDI'] }], order)).toEqual([
    'Viewer everywhere, Amazon and EDI only',
  ]);
  expect(grantSentences([{ role: 'analyst', envs: ['dev', 'test', 'prod'], channels: 'all' }], order)).toEqual([
    'Analyst in dev, test and prod',
  ]);
});

test('the role that may most stands first', () => {
  const [first, second] = grantSentences(
    [
      { role: 'viewer', envs: 'all', channels: 'all' },
      { role: 'approver', envs: ['prod'], channels: 'all' },
    ],
    order,
  );
  expect([first, second]).toEqual(['Approver in prod', 'Viewer everywhere']);
});
