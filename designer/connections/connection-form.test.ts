import { expect, test } from 'vitest';
import { blankConnection, bodyOf, type ConnectionForm, errorsFromServer, errorsOf } from './connection-form.ts';

const aForm = (more: Partial<ConnectionForm> = {}): ConnectionForm => ({
  ...blankConnection,
  name: 'erp-main',
  address: 'https://erp.example.com',
  ...more,
});

test('only the fields of the chosen authentication are sent, and an empty secret never', () => {
  expect(bodyOf(aForm({ kind: 'basic', user: 'u', header: 'x-old', secret: '' })).auth).toEqual({ kind: 'basic', user: 'u' });
  expect(bodyOf(aForm({ kind: 'header', secret: 's' })).auth).toEqual({ kind: 'header', header: 'x-api-key', secret: 's' });
  expect(bodyOf(aForm({ kind: 'none', secret: 'left over' })).auth).toEqual({ kind: 'none' });
});

test('a wrong field says how it should be', () => {
  expect(errorsOf(aForm(), [])).toEqual({});
  expect(Object.keys(errorsOf(aForm({ name: 'ERP main', address: 'erp', concurrency: 0, timeoutSeconds: 0 }), []))).toEqual([
    'name',
    'address',
    'concurrency',
    'timeoutSeconds',
  ]);
  expect(errorsOf(aForm(), ['erp-main']).name).toContain('already');
  expect(errorsOf(aForm(), null).name).toBeUndefined();
});

test('a rate and a breaker that are switched off are sent as none', () => {
  expect(bodyOf(aForm()).policy).toEqual({
    concurrency: 10,
    timeoutSeconds: 30,
    rate: null,
    retryBudget: { ratio: 0.2, minPerMinute: 30 },
    breaker: { failures: 10, windowSeconds: 30, openSeconds: 15 },
  });
  const limited = { hasRate: true, rateCount: 40, ratePerSeconds: 60, rateBurst: 5, hasBreaker: false };
  expect(bodyOf(aForm(limited)).policy).toMatchObject({ rate: { count: 40, perSeconds: 60, burst: 5 }, breaker: null });
});

test('what is switched off is not checked', () => {
  const wrong = { rateCount: 0, rateBurst: 2, breakerFailures: 0 };
  expect(errorsOf(aForm({ ...wrong, hasBreaker: false }), [])).toEqual({});
  expect(Object.keys(errorsOf(aForm({ ...wrong, hasRate: true }), []))).toEqual(['rateCount', 'rateBurst', 'breakerFailures']);
});

test('an error of the server goes to its field, one that belongs to none is left for the note', () => {
  expect(
    errorsFromServer([
      { path: 'auth.user', message: 'too long' },
      { path: 'body.policy.rate.burst', message: 'too many' },
      { path: 'body.policy.concurrency', message: 'too few' },
      { path: 'body', message: 'x' },
    ]),
  ).toEqual({ user: 'too long', rateBurst: 'too many', concurrency: 'too few' });
});
