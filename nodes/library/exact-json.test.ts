import { describe, expect, test } from 'vitest';
import { parseExact } from './exact-json.ts';

describe('parseExact', () => {
  test.each([
    ['{"id": 9007199254740993}', { id: '9007199254740993' }],
    ['{"id":-9007199254740993 }', { id: '-9007199254740993' }],
    ['[9007199254740991,-9007199254740991]', [9007199254740991, -9007199254740991]],
    ['{"price":19.990000000000000001}', { price: '19.990000000000000001' }],
    ['{"price":1.0000000000000000000}', { price: 1 }],
    ['[0.1000000000000000055511151231257827]', ['0.1000000000000000055511151231257827']],
    ['[123456789.1234567]', ['123456789.1234567']],
    ['[1e400, 1e-400, 1e5, 1.5E+3]', ['1e400', '1e-400', 100000, 1500]],
    ['12345678901234567890', '12345678901234567890'],
    ['[1,2.5,true,null,"x",{}]', [1, 2.5, true, null, 'x', {}]],
    ['[100000000000000000000]', ['100000000000000000000']],
  ])('%s keeps its digits', (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  test.each([
    String.raw`{"a":"id 12345678901234567890, \"12345678901234567890\" \\","b":12345678901234567890}`,
    '{"12345678901234567890":"12345678901234567890"}',
    String.raw`["\\\\", "\"", 12345678901234567890, "\\\"12345678901234567890"]`,
    '["12345678901234567890', // unclosed
  ])('%s: digits inside strings are untouched', (text) => {
    let plain: unknown;
    try {
      plain = JSON.parse(text.replace(/([:,] ?)(12345678901234567890)(?=[,}\]])/g, '$1"$2"'));
    } catch {
      expect(() => parseExact(text)).toThrow(SyntaxError);
      return;
    }
    expect(parseExact(text)).toEqual(plain);
  });

  test.each([
    '{12345678901234567890:1}',
    '[012345678901234567890]',
    '[1 12345678901234567890]',
    '[abc12345678901234567890]',
    '[12345678901234567890.]',
    '[--12345678901234567890]',
  ])('%s is no JSON and stays none', (text) => {
    expect(() => parseExact(text)).toThrow(SyntaxError);
  });

  test('finds a number wherever it stands in the text', () => {
    for (let before = 0; before < 40; before++) {
      const padding = ' '.repeat(before);
      expect(parseExact(`${padding}[1234567890123456789${padding}]`)).toEqual(['1234567890123456789']);
      expect(parseExact(`{"x${padding}":1234567890123456.7}`)).toEqual({ [`x${padding}`]: '1234567890123456.7' });
    }
  });

  test('agrees with JSON.parse and its source text on random documents', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const digits = (n: number) =>
      Array.from({ length: n }, () => random(10))
        .join('')
        .replace(/^0/, '1');
    const number = () =>
      `${random(2) ? '-' : ''}${digits(1 + random(22))}${random(2) ? `.${digits(1 + random(20))}` : ''}${random(4) === 0 ? `e${random(2) ? '-' : ''}${random(30)}` : ''}`;
    const string = () => JSON.stringify(`${random(2) ? '"' : '\\'}${digits(random(20) + 1)}${random(2) ? '\\' : '"'}`);
    for (let i = 0; i < 2000; i++) {
      const text = `[${Array.from({ length: random(6) + 1 }, () => (random(2) ? number() : random(2) ? string() : `{${string()}:${number()}}`)).join(',')}]`;
      const expected = (
        JSON.parse as (text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown
      )(text, (_, value, { source }) => {
        if (typeof value !== 'number' || source === undefined) return value;
        const significant = source
          .replace(/[eE].*/, '')
          .replace(/[-.]/g, '')
          .replace(/^0+/, '');
        const isInteger = /^-?\d+$/.test(source);
        const shown = source.includes('.') ? significant.replace(/0+$/, '') : significant;
        return (isInteger ? Number.isSafeInteger(value) : shown.length <= 15) ? value : source;
      });
      expect(parseExact(text)).toEqual(expected);
    }
  });
});
