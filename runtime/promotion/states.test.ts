import { expect, test } from 'vitest';
import { promotionState } from '../api/shapes/promotion-state.ts';
import { isOpen, nextState, promotionActs, refusalWords } from './states.ts';

const states = promotionState.options;

/** Every state and every act: what follows. What is not named is not possible. */
const allowed: Readonly<Record<string, string>> = {
  ...Object.fromEntries(states.map((state) => [`${state} comment`, state])),
  ...Object.fromEntries(
    ['open', 'approved', 'scheduled', 'failed'].flatMap((state) => [
      [`${state} check`, state],
      [`${state} approve`, state],
      [`${state} change`, 'open'],
      [`${state} reject`, 'rejected'],
      [`${state} withdraw`, 'withdrawn'],
      [`${state} expire`, 'expired'],
    ]),
  ),
  'open settle': 'approved',
  'approved fall': 'open',
  'scheduled fall': 'open',
  'failed fall': 'open',
  'approved schedule': 'scheduled',
  'scheduled schedule': 'scheduled',
  'failed schedule': 'scheduled',
  'scheduled unschedule': 'approved',
  'approved begin': 'deploying',
  'scheduled begin': 'deploying',
  'failed begin': 'deploying',
  'deploying finish': 'deployed',
  'deploying fail': 'failed',
  'scheduled fail': 'failed',
  'approved fail': 'failed',
  'deployed begin back': 'deploying',
  'deploying finish back': 'rolled-back',
  'deploying fail back': 'deployed',
};

for (const state of states) {
  for (const act of promotionActs) {
    const next = allowed[`${state} ${act}`] ?? null;
    test(next === null ? `${state}: "${act}" is not possible` : `${state}: "${act}" leads to ${next}`, () => {
      expect(nextState(state, act)).toBe(next);
    });
  }
}

test('what was rejected, withdrawn, expired, deployed or rolled back is closed; nothing but a comment or a rollback happens to it', () => {
  const closed = states.filter((state) => !isOpen(state));
  expect(closed).toEqual(['deployed', 'rejected', 'withdrawn', 'expired', 'rolled-back']);
  for (const state of closed) {
    const acts = promotionActs.filter((act) => nextState(state, act) !== null);
    expect(acts).toEqual(state === 'deployed' ? ['comment', 'begin back'] : ['comment']);
  }
});

test('every state says what to do instead', () => {
  for (const state of states) expect(refusalWords('PR-7', state, 'deployed')).toMatch(/^PR-7 cannot be deployed: .{20,}\.$/);
});
