import { expect, test } from 'vitest';
import { jsonTokens, printJson, readableBody } from './json-tokens.ts';

test('keys, texts and numbers are told apart and nothing is lost', () => {
  const line = '  "sku": "VLV \\"BR\\" 075", "n": -1.5e3, "ok": true },';
  const tokens = jsonTokens(line);
  expect(tokens.map((token) => token.text).join('')).toBe(line);
  expect(tokens.filter((token) => token.kind !== 'punctuation').map((token) => [token.kind, token.text])).toEqual([
    ['key', '"sku"'],
    ['string', '"VLV \\"BR\\" 075"'],
    ['key', '"n"'],
    ['number', '-1.5e3'],
    ['key', '"ok"'],
    ['number', 'true'],
  ]);
});

test('any line of printed JSON comes back whole', () => {
  const value = { a: [1, null, 'ü "x" \\ {', { b: '' }], 'c d': -0.5 };
  for (const line of printJson(value).split('\n'))
    expect(
      jsonTokens(line)
        .map((token) => token.text)
        .join(''),
    ).toBe(line);
});

test('a body is laid out as printed JSON would be, and a large integer keeps its digits', () => {
  const value = { a: [1, { b: 'x, {y}: "z" \\\\' }], empty: {}, none: [], deep: [[true, null]] };
  expect(readableBody(JSON.stringify(value)).text).toBe(JSON.stringify(value, null, 2));
  expect(readableBody('{ "id" : 820982911946154508, "e": [ ] }').text).toBe('{\n  "id": 820982911946154508,\n  "e": []\n}');
});

test('a body that is no JSON stays as it came', () => {
  expect(readableBody('<html>')).toEqual({ text: '<html>', isJson: false });
});
