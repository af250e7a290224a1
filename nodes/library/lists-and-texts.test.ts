import { describe, expect, test } from 'vitest';
import { codes } from './codes.ts';
import { exact } from './exact.ts';
import { list } from './list.ts';
import { text } from './text.ts';
import { units } from './units.ts';

describe('text', () => {
  test('takes missing text as empty, and refuses records', () => {
    expect([text.trim(null), text.slug(undefined), text.length(null), text.upper(5)]).toEqual(['', '', 0, '5']);
    expect(() => text.trim({ a: 1 })).toThrow('text.trim: a record was given where text is wanted');
    expect(() => text.join(', ', [['a']] as unknown)).toThrow('a list was given');
  });

  test('counts characters, not halves of them', () => {
    expect(text.truncate('👩🏽‍🚀👍ab', 3)).toBe('👩🏽‍');
    expect(text.truncate('ab👍cd', 3)).toBe('ab👍');
    expect([...text.padEnd('👍', 3, '·')]).toHaveLength(3);
    expect(() => text.padStart('a', 1e9)).toThrow('at most 100,000');
  });

  test('removes what people do not see', () => {
    expect(text.normalise('a\u200b\u0000\u00a0 b\u202e')).toBe('a b');
    expect(text.normalise('e\u0301')).toBe('é');
    expect(text.ascii('日本 Tōkyō “x”')).toBe(' Tokyo "x"');
  });

  test('wraps long words and cuts what is too much', () => {
    expect(text.wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(text.wrap('one two three four', 9, 2)).toEqual(['one two', 'three fou']);
    expect(text.wrap('', 9)).toEqual([]);
  });
});

describe('list', () => {
  test('takes a missing list as empty, and refuses what is none', () => {
    expect([list.sum(null), list.unique(undefined), list.count(null), list.first(null)]).toEqual([0, [], 0, undefined]);
    expect(() => list.sum('abc' as never)).toThrow('a string was given where a list is wanted');
  });

  test('sums numbers to a number and decimal text to text', () => {
    expect(list.sum([0.1, 0.2])).toBe(0.3);
    expect(list.sum(['0.10', 0.2])).toBe('0.30');
    expect(() => list.sum([{ a: 1 }, {}], 'a')).toThrow('list.sum: entry 2 is missing');
  });

  test('does not change what it gets, and sorts missing values last', () => {
    const given = [{ n: '10' }, { n: null }, { n: '9' }, {}];
    const sorted = list.sortBy(given, 'n', 'descending');
    expect(sorted).toEqual([{ n: '10' }, { n: '9' }, { n: null }, {}]);
    expect(given[0]).toEqual({ n: '10' });
  });

  test('keeps keys apart that only look alike, and survives odd ones', () => {
    expect(list.groupBy([{ k: 1 }, { k: '1' }, {}], 'k').map(({ key }) => key)).toEqual([1, '1', null]);
    const index = list.indexBy([{ k: '__proto__', v: 1 }], 'k');
    expect(Object.keys(index)).toEqual(['__proto__']);
    expect(list.unique([{ a: 1 }, { a: 1 }])).toHaveLength(1);
  });
});

describe('units', () => {
  test('converts there and back', () => {
    expect(units.convert('1', 'ft3', 'in3')).toBe('1728');
    expect(units.convert('1', 'gal', 'in3')).toBe('231');
    expect(units.convert('1', 'mi', 'ft')).toBe('5280');
    expect(units.convert('1', 'lb', 'oz')).toBe('16');
    expect(units.convert('2.5', 'DZ', 'EA')).toBe('30');
    expect(units.convert(units.convert('123.456', 'KGM', 'LBR', 12), 'LBR', 'KGM', 6)).toBe('123.456');
    expect(units.convert('1', 'acre', 'ft2')).toBe('43560');
    expect(units.convert('1', 'bbl', 'gal')).toBe('42');
  });

  test('refuses units that do not fit or are not known', () => {
    expect(() => units.convert('1', 'kg', 'm')).toThrow('kg measures mass, m measures length');
    expect(() => units.convert('1', 'constructor', 'm')).toThrow('"constructor" is no unit known here');
    expect(() => units.convert(null as never, 'kg', 'lb')).toThrow('the quantity is missing');
    expect(() => units.toPacks('1', 0)).toThrow('above 0');
  });
});

describe('exact and codes', () => {
  test('refuse what would lose digits or is wrong', () => {
    expect(() => exact.number('9007199254740993')).toThrow('keep it as text');
    expect(() => exact.text('1.5')).toThrow('no whole number');
    expect(() => codes.gtin14('036000291453')).toThrow('its check digit is wrong');
    expect([codes.isGtin('03600029145'), codes.isGtin(36000291452), codes.isLuhn('4539578763621487')]).toEqual([false, false, false]);
    expect(() => codes.sscc('1', '0614141', '12345678901')).toThrow('more than 16 digits');
  });
});
