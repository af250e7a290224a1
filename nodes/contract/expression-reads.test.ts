import { describe, expect, test } from 'vitest';
import { expressionReads } from './expression-reads.ts';

const scope = { item: '', each: 'line_items[]', parent: null };
const paths = (text: string) => expressionReads(text, scope).reads.map(({ path, isTest }) => (isTest ? `(${path})` : path));

describe('what an expression reads', () => {
  test.each([
    ['item.id', ['id']],
    ['item.customer?.email ?? item.email', ['customer.email', 'email']],
    ['each.price', ['line_items[].price']],
    ['String(each.quantity)', ['line_items[].quantity']],
    ['item["x.y"].z', ['x\\.y.z']],
    ['item.shipping_lines?.[0]?.code', ['shipping_lines[].code']],
    ['item.notes?.find((entry) => entry.name === "po")?.value', ['notes[].value', '(notes[].name)']],
    ['item.rules?.[each.at]?.title', ['rules[].title', 'line_items[].at']],
    ['(item.codes ?? []).map((entry) => entry.code)', ['codes', 'codes[].code']],
    ['item.lines.length', ['lines']],
    ['item.a ? item.b : "c"', ['a', 'b']],
    ['({ scheme: "x", value: item.id })', ['id']],
    ['parent.sku', []],
    ['not an expression', []],
  ])('%s', (text, expected) => {
    expect(paths(text)).toEqual(expected);
  });

  test('a place alone is told from a formula about it', () => {
    expect(expressionReads('item.customer?.email', scope).only).toBe('customer.email');
    expect(expressionReads('item.lines[0]', scope).only).toBeNull();
    expect(expressionReads('String(item.id)', scope).only).toBeNull();
  });

  test('a list is followed through filters and defaults', () => {
    expect(expressionReads('list.of(item.lines).filter((line) => line.qty > 0)', scope).through).toBe('lines');
    expect(expressionReads('item.lines ?? []', scope).through).toBe('lines');
  });

  test('names the functions it calls', () => {
    expect(expressionReads('lookup("a", text.upper(each.sku))', scope).calls).toEqual(['lookup', 'text.upper']);
  });
});
