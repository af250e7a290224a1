import { describe, expect, test } from 'vitest';
import { durationText, inWholeUnits, namesUnits, parseDuration, unitOf } from './duration-text.ts';

describe('a duration as people write it', () => {
  test.each([
    ['2 h 30 min', 'seconds', 9000],
    ['2h30m', 'minutes', 150],
    ['PT15M', 'seconds', 900],
    ['P1DT12H', 'hours', 36],
    ['90 s', 'seconds', 90],
    ['1.5 days', 'hours', 36],
    ['1,5 h', 'minutes', 90],
    ['2 weeks and 1 day', 'days', 15],
    ['45', 'days', 45],
    ['250 ms', 'seconds', 0.25],
    ['30 min', 'days', 0.0208333333333],
  ] as const)('%s in %s is %d', (text, unit, amount) => {
    expect(parseDuration(text, unit)).toBe(amount);
  });

  test.each(['', 'soon', '2 h x', 'P', 'PT', '3 fortnights', '-5 s', 'h 2'])('"%s" is none', (text) => {
    expect(parseDuration(text, 'seconds')).toBeNull();
  });

  test.each([
    [9000, 'seconds', '2 h 30 min'],
    [0.25, 'seconds', '250 ms'],
    [30, 'days', '30 d'],
    [36, 'hours', '1 d 12 h'],
    [0, 'hours', '0 h'],
    [0.1, 'seconds', '100 ms'],
  ] as const)('%d %s are shown as %s', (amount, unit, text) => {
    expect(durationText(amount, unit)).toBe(text);
    expect(parseDuration(text, unit)).toBe(amount);
  });

  test('goes into the largest unit in which it is whole', () => {
    expect(inWholeUnits(7200, ['seconds', 'minutes', 'hours', 'days'])).toEqual({ amount: 2, unit: 'hours' });
    expect(inWholeUnits(5400, ['seconds', 'minutes', 'hours'])).toEqual({ amount: 90, unit: 'minutes' });
    expect(inWholeUnits(0.5, ['seconds', 'hours'])).toEqual({ amount: 0.5, unit: 'seconds' });
  });

  test('a number alone names no unit, and units have many names', () => {
    expect(namesUnits('15')).toBe(false);
    expect(namesUnits('15 min')).toBe(true);
    expect(unitOf('h')).toBe('hours');
    expect(unitOf('pages')).toBeUndefined();
  });
});
