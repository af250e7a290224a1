import { describe, expect, test } from 'vitest';
import { type OperatorId, operatorOf, operators } from './operators.ts';

const holds = (id: OperatorId, a: unknown, b?: unknown, c?: unknown) => operatorOf(id).test(a, b, c);

describe('operators', () => {
  test.each<[OperatorId, unknown, unknown, boolean]>([
    ['equals', '1.50', 1.5, true],
    ['equals', '007', '7', false],
    ['equals', '9007199254740993', '9007199254740992', false],
    ['equals', undefined, null, true],
    ['equals', '', null, false],
    ['equals', true, 'true', true],
    ['equals', { a: [1] }, { a: [1] }, true],
    ['equals', [1, 2], [2, 1], false],
    ['not-equals', 'a', 'b', true],
    ['contains', 'Las Vegas', 'Vegas', true],
    ['contains', ['a', 'b'], 'b', true],
    ['contains', null, '', false],
    ['not-contains', 'abc', 'x', true],
    ['starts-with', 'SO-1', 'SO-', true],
    ['ends-with', 'a.csv', '.csv', true],
    ['in', 'NV', 'CA, NV', true],
    ['in', 5, '4, 5.0', true],
    ['in', 'a', ['b'], false],
    ['not-in', 'TX', 'CA, NV', true],
    ['less', '9.99', '10.00', true],
    ['less', '9', 'ten', false],
    ['less', null, 5, false],
    ['less', '2026-03-31', '2026-03-31T00:00:01Z', true],
    ['less', 'apple', 'pear', true],
    ['greater', '9007199254740993', '9007199254740992', true],
    ['greater-or-equal', 5, '5.00', true],
    ['less-or-equal', 0.3, '0.3', true],
    ['matches', 'SKU-12', '^SKU-\\d+$', true],
    ['empty', '  ', undefined, true],
    ['empty', 0, undefined, false],
    ['not-empty', [], undefined, false],
    ['true', 'true', undefined, true],
    ['false', undefined, undefined, false],
  ])('%s: %j and %j is %j', (id, a, b, expected) => {
    expect(holds(id, a, b)).toBe(expected);
  });

  test('between includes both ends', () => {
    expect([holds('between', '10.00', 10, 20), holds('between', 20, '10', '20'), holds('between', 21, 10, 20)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('a wrong pattern is named', () => {
    expect(() => holds('matches', 'a', '(')).toThrow('"(" is no regular expression');
  });

  test('each row has its own id and is used by its title', () => {
    expect(new Set(operators.map((row) => row.id)).size).toBe(operators.length);
    expect(new Set(operators.map((row) => row.title)).size).toBe(operators.length);
  });
});
