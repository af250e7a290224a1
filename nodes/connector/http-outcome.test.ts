import { describe, expect, test } from 'vitest';
import { NodeError, OutcomeUnknown, RetryLater } from '../contract/errors.ts';
import { httpOutcome } from './http-outcome.ts';

const answer = (status: number, body = '', headers: Record<string, string> = {}) => ({ status, body, headers });
const rules = { from: 'the ERP', isRepeatable: true };

describe('the outcome of a status', () => {
  test('2xx is a success unless the node says otherwise', () => {
    expect(httpOutcome(answer(204), rules)).toBeUndefined();
    expect(httpOutcome(answer(404), { ...rules, isSuccess: (status) => status === 404 })).toBeUndefined();
    expect(httpOutcome(answer(202), { ...rules, isSuccess: (status) => status === 201 })).toBeInstanceOf(NodeError);
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('%i is tried again when the request may be repeated', (status) => {
    expect(httpOutcome(answer(status), rules)).toBeInstanceOf(RetryLater);
  });

  test.each([408, 500, 502, 504])('%i leaves the outcome unknown when the request may not be repeated', (status) => {
    expect(httpOutcome(answer(status), { ...rules, isRepeatable: false })).toBeInstanceOf(OutcomeUnknown);
  });

  test.each([425, 429, 503])('%i is tried again in any case: nothing was done', (status) => {
    expect(httpOutcome(answer(status), { ...rules, isRepeatable: false })).toBeInstanceOf(RetryLater);
  });

  test('waits as long as the other side asks, in seconds or until a date by its own clock', () => {
    const after = (headers: Record<string, string>) => (httpOutcome(answer(429, '', headers), rules) as RetryLater).after;
    expect(after({ 'retry-after': '7' })).toBe(7000);
    expect(after({ 'retry-after': 'Wed, 21 Oct 2026 07:28:10 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' })).toBe(10_000);
    expect(after({ 'retry-after': 'Wed, 21 Oct 2026 07:28:10 GMT' })).toBeUndefined();
    expect(after({})).toBeUndefined();
  });

  test.each([
    ['{"message":"Order exists"}', 'Order exists'],
    ['{"error":{"code":"X","message":"No such customer"}}', 'No such customer'],
    ['{"errors":[{"message":"a"},{"message":"b"}]}', 'a; b'],
    ['{"errors":{"sku":["is unknown"]}}', 'sku is unknown'],
    ['{"type":"x","title":"Bad","o:errorDetails":[{"detail":"d"}]}', 'Bad'],
    ['plain words', 'plain words'],
  ])('says what %s says', (body, said) => {
    expect(httpOutcome(answer(422, body), rules)?.message).toBe(`The ERP found the data invalid (422). It said: ${said}`);
  });

  test('does not repeat a page of HTML, nor more than 300 characters', () => {
    expect(httpOutcome(answer(404, '<html><body>nope</body></html>'), rules)?.message).toBe(
      'The ERP does not know this address or record (404).',
    );
    expect(httpOutcome(answer(400, 'x'.repeat(5000)), rules)?.message.length).toBeLessThan(400);
  });

  test('uses the words a vendor has for a status', () => {
    const error = httpOutcome(answer(409, '{"message":"held"}'), {
      ...rules,
      meanings: { 409: { code: 'ORDER_HELD', message: 'The order is on hold.' } },
    });
    expect(error).toMatchObject({ code: 'ORDER_HELD', message: 'The order is on hold. It said: held' });
  });
});
