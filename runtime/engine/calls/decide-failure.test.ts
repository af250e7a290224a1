import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideFailure } from './decide-failure.ts';

const policy = { attempts: 3, firstDelaySeconds: 2, factor: 3, maxDelaySeconds: 60 };
const given = {
  failure: { kind: 'transient', after: undefined },
  attempts: 1,
  policy,
  idempotency: { key: { lifetimeHours: 24 } },
  canLookUp: false,
  mayHaveHappened: false,
  firstSentAt: 0,
  blockedUntil: null,
  now: 1000,
  random: 1,
} as const satisfies Parameters<typeof decideFailure>[0];

const anyCase = fc.record({
  failure: fc.oneof(
    fc.constant({ kind: 'permanent' } as const),
    fc.record({ kind: fc.constant('transient' as const), after: fc.option(fc.nat(600_000), { nil: undefined }) }),
    fc.constant({ kind: 'unknown' } as const),
  ),
  attempts: fc.integer({ min: 1, max: 60 }),
  policy: fc.record({
    attempts: fc.integer({ min: 1, max: 50 }),
    firstDelaySeconds: fc.double({ min: 0, max: 3600, noNaN: true }),
    factor: fc.double({ min: 1, max: 10, noNaN: true }),
    maxDelaySeconds: fc.double({ min: 0, max: 86_400, noNaN: true }),
  }),
  idempotency: fc.oneof(
    fc.constant('read' as const),
    fc.constant('none' as const),
    fc.constant({ lookUp: true } as const),
    fc.record({ key: fc.record({ lifetimeHours: fc.double({ min: 0, max: 8760, noNaN: true }) }) }),
  ),
  canLookUp: fc.boolean(),
  mayHaveHappened: fc.boolean(),
  firstSentAt: fc.nat(10_000_000),
  blockedUntil: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
  now: fc.integer({ min: 10_000_000, max: 90_000_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('whatever failed', () => {
  test('the next try lies between half the delay of its policy and the whole, or as late as the other side asked', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const decision = decideFailure(one);
        if (decision.do !== 'retry') return;
        const { policy: retry, attempts } = one;
        const whole = Math.min(retry.maxDelaySeconds, retry.firstDelaySeconds * retry.factor ** (attempts - 1)) * 1000;
        const asked = one.failure.kind === 'transient' ? (one.failure.after ?? 0) : 0;
        expect(decision.at).toBeGreaterThanOrEqual(one.now + Math.max(whole / 2, asked) - 1e-6);
        expect(decision.at).toBeLessThanOrEqual(one.now + Math.max(whole, asked) + 1e-6);
      }),
    );
  });

  test('it is tried more often than its policy says only after its connection let nobody through, and never while it does not', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const decision = decideFailure(one);
        if (one.attempts >= one.policy.attempts) expect(decision.do).not.toBe('retry');
        if (decision.do === 'park' && one.attempts >= one.policy.attempts) expect(one.blockedUntil).toBeGreaterThan(one.now);
        if (decision.do === 'retry') expect(decision.at).toBeGreaterThanOrEqual(one.blockedUntil ?? 0);
        if (decision.do === 'park') expect(decision.until).toBe(one.blockedUntil);
      }),
    );
  });

  test('a call that may have taken effect is never sent again without a key that is known, a look-up, or being a read', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        if (one.failure.kind !== 'unknown' || decideFailure(one).do === 'give up') return;
        const { idempotency } = one;
        const isKeyKnown =
          typeof idempotency === 'object' && 'key' in idempotency && one.now - one.firstSentAt < idempotency.key.lifetimeHours * 3_600_000;
        expect(idempotency === 'read' || one.canLookUp || isKeyKnown).toBe(true);
      }),
    );
  });

  test('an outcome that is not known is never called a failure, save where nothing is changed', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const decision = decideFailure(one);
        if (decision.do === 'give up' && one.mayHaveHappened && one.idempotency !== 'read') expect(decision.outcome).toBe('unknown');
      }),
    );
  });
});

test('a breaker that opened in the meantime parks what would come back too early', () => {
  expect(decideFailure(given)).toEqual({ do: 'retry', at: 3000 });
  expect(decideFailure({ ...given, blockedUntil: 2500 })).toEqual({ do: 'retry', at: 3000 });
  expect(decideFailure({ ...given, blockedUntil: 16_000 })).toEqual({ do: 'park', until: 16_000 });
});
