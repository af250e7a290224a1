import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '../run/progress.ts';
import { decideSend, generationOf } from './decide-send.ts';

const hour = 3_600_000;
const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  node: 1,
  item: '0',
  key: 'cd-1',
  generation: 0,
  requestHash: 'aa',
  state: 'pending',
  attempts: 1,
  firstSentAt: 0,
  settledAt: null,
  retryAt: null,
  ...more,
});
const key = { key: { lifetimeHours: 24 } };
const decide = (before: LedgerEntry | undefined, more: Partial<Parameters<typeof decideSend>[0]> = {}) =>
  decideSend({ before, isFresh: false, idempotency: key, canLookUp: false, now: hour, ...more });

describe('a call that is due', () => {
  test('is sent when nothing was sent before, or what was sent certainly had no effect', () => {
    expect(decide(undefined)).toBe('send');
    expect(decide(entry({ firstSentAt: null, attempts: 0 }))).toBe('send');
    expect(decide(entry(), { idempotency: 'none' })).toBe('send');
  });

  test.each([
    ['an intent of a process that is dead', entry({ state: 'intended' })],
    ['an unknown outcome', entry({ state: 'unknown', mayHaveHappened: true })],
    ['a server error', entry({ mayHaveHappened: true })],
  ])('after %s is sent again only where that does no harm', (_, before) => {
    expect(decide(before)).toBe('send');
    expect(decide(before, { idempotency: 'read' })).toBe('send');
    expect(decide(before, { now: 25 * hour })).toBe('ask a person');
    expect(decide(before, { now: 25 * hour, canLookUp: true })).toBe('look up');
    expect(decide(before, { idempotency: 'none' })).toBe('ask a person');
    expect(decide(before, { idempotency: { lookUp: true }, canLookUp: true })).toBe('look up');
  });

  test('is sent right after its own intent was written', () => {
    expect(decide(entry({ state: 'intended' }), { isFresh: true, idempotency: 'none' })).toBe('send');
  });

  test('taken up again for a caller who sent the message once more is as much in doubt as before', () => {
    const reopened = entry({ attempts: 0, mayHaveHappened: true });
    expect(decide(reopened, { idempotency: 'none' })).toBe('ask a person');
    expect(decide(reopened)).toBe('send');
  });
});

describe('the generation of a key', () => {
  test('rises only when the request changed and everything before certainly had no effect', () => {
    expect(generationOf(undefined, 'bb')).toBe(0);
    expect(generationOf(entry({ state: 'failed' }), 'bb')).toBe(1);
    expect(generationOf(entry({ state: 'failed' }), 'aa')).toBe(0);
    expect(generationOf(entry({ firstSentAt: null }), 'bb')).toBe(0);
    expect(generationOf(entry({ state: 'unknown', mayHaveHappened: true }), 'bb')).toBe(0);
    expect(generationOf(entry({ mayHaveHappened: true }), 'bb')).toBe(0);
    expect(generationOf(entry({ state: 'intended' }), 'bb')).toBe(0);
    expect(generationOf(entry({ state: 'confirmed' }), 'bb')).toBe(0);
  });
});
