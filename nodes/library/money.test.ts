import { describe, expect, test } from 'vitest';
import { money } from './money.ts';

describe('money', () => {
  test('adds what a double cannot', () => {
    expect(money.add('0.1', '0.2')).toBe('0.3');
    expect(money.add('9007199254740993.01', '0.99', 1)).toBe('9007199254740995.00');
    expect(money.sum([{ price: '19.99' }, { price: '0.01' }], 'price')).toBe('20.00');
    expect(money.sum([])).toBe('0');
    expect(money.sum([{ p: '2', q: 3 }], (line: { p: string; q: number }) => money.multiply(line.p, line.q))).toBe('6');
  });

  test('takes numbers as JSON carried them, and refuses computed ones', () => {
    expect(money.add(19.99, 0.01)).toBe('20.00');
    expect(() => money.add(0.1 + 0.2, '1')).toThrow('computed with rounding errors');
    expect(() => money.add(Number.NaN)).toThrow();
  });

  test.each([
    ['half-up', ['3', '-3', '2', '4']],
    ['half-even', ['2', '-2', '2', '4']],
    ['half-down', ['2', '-2', '2', '3']],
    ['up', ['3', '-3', '3', '4']],
    ['down', ['2', '-2', '2', '3']],
    ['ceiling', ['3', '-2', '3', '4']],
    ['floor', ['2', '-3', '2', '3']],
  ] as const)('rounds %s', (mode, [a, b, c, d]) => {
    expect([money.round('2.5', 0, mode), money.round('-2.5', 0, mode), money.round('2.4', 0, mode), money.round('3.5', 0, mode)]).toEqual([
      a,
      b,
      c,
      d,
    ]);
  });

  test('multiplies exactly, divides to a scale', () => {
    expect(money.multiply('19.99', '3')).toBe('59.97');
    expect(money.multiply('19.99', '0.0825', 2)).toBe('1.65');
    expect(money.divide('10', '3')).toBe('3.33');
    expect(money.divide('-10', '3', 4)).toBe('-3.3333');
    expect(money.divide('1', '0.003', 3)).toBe('333.333');
    expect(() => money.divide('1', '0.00')).toThrow('division by zero');
    expect(money.percent('19.99', '8.25')).toBe('1.65');
  });

  test('compares by value', () => {
    expect([money.compare('1.5', '1.50'), money.compare('-1', '1'), money.compare('1e3', '999.99')]).toEqual([0, -1, 1]);
    expect([money.min('3', '1.50', '2'), money.max('3', '1.50', '2')]).toEqual(['1.50', '3']);
  });

  test('shares out without losing a cent', () => {
    expect(money.allocate('10.00', [1, 1, 1])).toEqual(['3.34', '3.33', '3.33']);
    expect(money.allocate('-0.05', ['19.99', '5.01', '75.00'])).toEqual(['-0.01', '0.00', '-0.04']);
    expect(money.allocate('5', [0, 0], 0)).toEqual(['3', '2']);
    for (let cents = 0; cents < 60; cents++) {
      const parts = money.allocate(money.fromMinor(cents), ['1.1', '2', '0', '7.35']);
      expect(money.sum(parts)).toBe(money.fromMinor(cents));
    }
    expect(() => money.allocate('1.005', [1])).toThrow('more than 2 decimals');
  });

  test('knows cents', () => {
    expect([money.fromMinor(1999), money.fromMinor('5'), money.toMinor('19.99'), money.toMinor('-3')]).toEqual([
      '19.99',
      '0.05',
      '1999',
      '-300',
    ]);
    expect(() => money.toMinor('1.005')).toThrow('more than 2 decimals');
  });

  test('prints for people, exactly', () => {
    expect(money.format('12345678901234567.5', 'USD')).toBe('$12,345,678,901,234,567.50');
    expect(money.format('1234.5')).toBe('1,234.50');
    expect(money.format('1234.5', 'EUR', 'de-DE').replace(/\s/g, ' ')).toBe('1.234,50 €');
  });

  test.each([
    [null, 'the 1st value is missing'],
    [undefined, 'is missing; give a default'],
    ['', 'is missing'],
    ['12,50', 'is "12,50", which is not a decimal'],
    [{}, 'not a decimal'],
    ['1e99999', 'not a decimal'],
    ['9'.repeat(500), 'not a decimal'],
  ])('refuses %j', (value, message) => {
    expect(() => money.round(value as string)).toThrow(message);
  });
});
