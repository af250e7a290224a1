import { expect, test } from 'vitest';
import { judgeApprovals, missingApprovals } from './approvals.ts';

const given = (byId: string, content = 'now', verdict: 'approved' | 'rejected' = 'approved') =>
  ({ byId, by: byId, at: 0, verdict, note: '', content }) as const;
const anybody = () => null;
const policy = { notAuthor: true, approvals: 2 };
const of = (...approvals: ReturnType<typeof given>[]) => ({ authorId: 'ada', approvals });

test('two people other than the author are two approvals', () => {
  const judged = judgeApprovals(of(given('ben'), given('cleo')), 'now', policy, anybody);
  expect(missingApprovals(judged, policy)).toBe(0);
});

test('one person counts once', () => {
  const judged = judgeApprovals(of(given('ben'), given('ben')), 'now', policy, anybody);
  expect(judged.map(({ counts }) => counts)).toEqual([true, false]);
  expect(missingApprovals(judged, policy)).toBe(1);
});

test('the author counts only where the policy lets the author approve', () => {
  expect(missingApprovals(judgeApprovals(of(given('ada')), 'now', policy, anybody), policy)).toBe(2);
  expect(missingApprovals(judgeApprovals(of(given('ada')), 'now', { notAuthor: false }, anybody), policy)).toBe(1);
});

test('an approval of another content does not count, and the same person may approve the new one', () => {
  const judged = judgeApprovals(of(given('ben', 'before'), given('ben')), 'now', policy, anybody);
  expect(judged.map(({ counts }) => counts)).toEqual([false, true]);
  expect(judged[0]?.why).toBe('It was for another content; what is moved has changed since.');
});

test('of somebody who may not approve any more it does not count', () => {
  const judged = judgeApprovals(of(given('ben'), given('cleo')), 'now', policy, ({ byId }) => (byId === 'ben' ? 'disabled' : null));
  expect(judged.map(({ why }) => why)).toEqual(['disabled', null]);
  expect(missingApprovals(judged, policy)).toBe(1);
});

test('a rejection is no approval', () => {
  expect(missingApprovals(judgeApprovals(of(given('ben', 'now', 'rejected')), 'now', policy, anybody), policy)).toBe(2);
});

test('who has changed what is moved is an author, and cannot approve it either', () => {
  const judged = judgeApprovals({ ...of(given('ben'), given('cleo')), changedBy: ['ben'] }, 'now', policy, anybody);
  expect(judged.map(({ why }) => why)).toEqual(['The author cannot approve.', null]);
  expect(missingApprovals(judged, policy)).toBe(1);
});
