import { expect, test } from 'vitest';
import { countsVerdict, ordersAndTime } from './order-words.ts';

test('a batch says how long it takes', () => {
  expect(ordersAndTime({ count: 500, perSecond: 50 })).toBe('500 orders over 10 s.');
  expect(ordersAndTime({ count: 20, perSecond: 50 })).toBe('20 orders at once.');
});

test('orders that the ERP took twice are said to be so', () => {
  expect(countsVerdict({ total: 500, unique: 500 })).toEqual({ isGood: true, text: 'Each order once.' });
  expect(countsVerdict({ total: 503, unique: 500 })).toEqual({ isGood: false, text: '3 orders taken more than once.' });
  expect(countsVerdict({ total: 0, unique: 0 }).text).toBe('No order yet.');
});
