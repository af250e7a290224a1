import { expect, test } from 'vitest';
import { judgeApprovals, missingApprovals } from './approvals.ts';
import { changedBase } from './base.ts';
import type { BaseItem } from './promotion.ts';

const given = (byId: string, content = 'now', verdict: 'approved' | 'rejected' = 'approved') =>
  ({ byId, by: byId, at: 0, verdict, note: '', content }) as const;
const now = { content: 'now', base: null, to: 'prod' };
const anybody = () => null;
const policy = { notAuthor: true, approvals: 2 };
const of = (...approvals: ReturnType<typeof given>[]) => ({ authorId: 'ada', approvals });

test('two people other than the author are two approvals', () => {
  const judged = judgeApprovals(of(given('ben'), given('cleo')), now, policy, anybody);
  expect(missingApprovals(judged, policy)).toBe(0);
});

test('one person counts once', () => {
  const judged = judgeApprovals(of(given('ben'), given('ben')), now, policy, anybody);
  expect(judged.map(({ counts }) => counts)).toEqual([true, false]);
  expect(missingApprovals(judged, policy)).toBe(1);
});

test('the author counts only where the policy lets the author approve', () => {
  expect(missingApprovals(judgeApprovals(of(given('ada')), now, policy, anybody), policy)).toBe(2);
  expect(missingApprovals(judgeApprovals(of(given('ada')), now, { notAuthor: false }, anybody), policy)).toBe(1);
});

test('an approval of another content does not count, and the same person may approve the new one', () => {
  const judged = judgeApprovals(of(given('ben', 'before'), given('ben')), now, policy, anybody);
  expect(judged.map(({ counts }) => counts)).toEqual([false, true]);
  expect(judged[0]?.why).toBe('It was for another content; what is moved has changed since.');
});

test('of somebody who may not approve any more it does not count', () => {
  const judged = judgeApprovals(of(given('ben'), given('cleo')), now, policy, ({ byId }) => (byId === 'ben' ? 'disabled' : null));
  expect(judged.map(({ why }) => why)).toEqual(['disabled', null]);
  expect(missingApprovals(judged, policy)).toBe(1);
});

test('a rejection is no approval', () => {
  expect(missingApprovals(judgeApprovals(of(given('ben', 'now', 'rejected')), now, policy, anybody), policy)).toBe(2);
});

test('who has changed what is moved is an author, and cannot approve it either', () => {
  const judged = judgeApprovals({ ...of(given('ben'), given('cleo')), changedBy: ['ben'] }, now, policy, anybody);
  expect(judged.map(({ why }) => why)).toEqual(['The author cannot approve.', null]);
  expect(missingApprovals(judged, policy)).toBe(1);
});

test('an approval does not count any more once the target has another version, other settings or a rollout in place of it', () => {
  const item = { kind: 'flow', name: 'orders', title: 'Orders', version: 13, coming: null, settings: { 'variable site': 'a' } } as const;
  const approval = { ...given('ben'), base: [item] };
  const judged = (change: Partial<BaseItem>) =>
    judgeApprovals({ authorId: 'ada', approvals: [approval] }, { ...now, base: [{ ...item, ...change }] }, policy, anybody)[0];
  expect(judged({})).toMatchObject({ counts: true, overtaken: null });
  expect(judged({ version: 12 })).toMatchObject({
    counts: false,
    overtaken: 'Orders v13 → v12',
    why: 'prod has changed since (Orders v13 → v12), so it was for another difference. Look at it again, then approve it.',
  });
  expect(judged({ version: null })?.overtaken).toBe('Orders v13 → none');
  expect(judged({ settings: { 'variable site': 'b' } })?.overtaken).toBe('the variable site');
  // A gate asked for it, so it is no other difference.
  expect(judged({ settings: { 'variable site': 'a', 'variable limit': 'c' } })?.overtaken).toBeNull();
  expect(judged({ coming: 14 })?.overtaken).toBe('the rollout of Orders');
});

test('a table whose rows are the same again is the one that was approved, whatever its number', () => {
  const table = (version: number | null, rows: string) => [
    { kind: 'lookup', name: 'sites', title: 'sites', version, settings: version === null ? {} : { rows } } as const,
  ];
  expect(changedBase(table(3, 'a'), table(5, 'a'))).toBeNull();
  expect(changedBase(table(3, 'a'), table(4, 'b'))).toBe('sites v3 → v4');
  expect(changedBase(table(null, ''), table(1, 'b'))).toBe('sites none → v1');
});
