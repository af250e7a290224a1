import { describe, expect, test } from 'vitest';
import { withHidden } from './edits.ts';

describe('a corrected item', () => {
  const original = {
    sku: 'GLV-L',
    email: 'ada@example.com',
    lines: [
      { sku: 'A', phone: '1' },
      { sku: 'B', phone: '2' },
    ],
  };
  test('keeps the values that were hidden from the person', () => {
    const edited = {
      sku: 'GLV-NIT-L',
      email: '[redacted]',
      lines: [
        { sku: 'A', phone: '[redacted]' },
        { sku: 'C', phone: '[redacted]' },
      ],
    };
    expect(withHidden('0', edited, original)).toEqual({
      ...original,
      sku: 'GLV-NIT-L',
      lines: [
        { sku: 'A', phone: '1' },
        { sku: 'C', phone: '2' },
      ],
    });
  });
  test('may lose lines as long as none of them holds a hidden value', () => {
    expect(withHidden('0', { lines: [{ sku: 'A', phone: '9' }] }, original)).toEqual({ lines: [{ sku: 'A', phone: '9' }] });
    expect(() => withHidden('0', { lines: [{ sku: 'A', phone: '[redacted]' }] }, original)).toThrow('a hidden value stands at "lines"');
  });
  test('cannot have a hidden value where the original has none', () => {
    expect(() => withHidden('0', { mobile: '[redacted]' }, original)).toThrow('a hidden value stands at "mobile"');
  });
  test('a field called __proto__ is a field', () => {
    const edited = JSON.parse('{"__proto__":{"a":1}}') as unknown;
    expect(Object.keys(withHidden('0', edited, null) as object)).toEqual(['__proto__']);
  });
  test('that is too large is refused', () => {
    expect(() => withHidden('0', { text: 'x'.repeat(300_000) }, {})).toThrow('larger than 256 KB');
  });
});
