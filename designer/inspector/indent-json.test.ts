import { expect, test } from 'vitest';
import { indentJson } from './indent-json.ts';

test('puts JSON on lines and keeps every digit', () => {
  expect(indentJson('{"id":820982911946154509,"lines":[{"sku":"A, {1}"}],"none":[],"total":1.10}')).toBe(
    '{\n  "id": 820982911946154509,\n  "lines": [\n    {\n      "sku": "A, {1}"\n    }\n  ],\n  "none": [],\n  "total": 1.10\n}',
  );
});

test('text already on lines stays equal in meaning, other text stays as it is', () => {
  const text = '{\n  "a": [\n    1,\n    2\n  ]\n}';
  expect(indentJson(text)).toBe(text);
  expect(indentJson('ISA*00*')).toBe('ISA*00*');
});
