import { describe, expect, test } from 'vitest';
import { everyEntryOf, expressionAt, insertedAt, withPlace } from './insert-place.ts';

describe('the expression of a field', () => {
  test('starts at the record and keeps quoted names', () => {
    expect(expressionAt('orderNumber')).toBe('item.orderNumber');
    expect(expressionAt('["ship to"].city')).toBe('item["ship to"].city');
    expect(expressionAt('lines[0]["unit price"]')).toBe('item.lines[0]["unit price"]');
    expect(expressionAt('item.sku')).toBe('item.item.sku');
    expect(expressionAt('')).toBe('item');
  });

  test('of every entry of a list maps the list, lists in lists as one', () => {
    expect(expressionAt('lines[].sku')).toBe('item.lines.map((line) => line.sku)');
    expect(expressionAt('lines[].allocations[].bin')).toBe(
      'item.lines.flatMap((line) => line.allocations.map((allocation) => allocation.bin))',
    );
    expect(expressionAt('tags[]')).toBe('item.tags');
    expect(expressionAt('data[].sku')).toBe('item.data.map((entry) => entry.sku)');
  });

  test('inside a loop is read from the entry, in the loop around from its parent', () => {
    const outer = ['{{ item.lines }}'];
    expect(expressionAt('lines[3].sku', outer)).toBe('each.sku');
    expect(expressionAt('lines[].sku', outer)).toBe('each.sku');
    expect(expressionAt('orderNumber', outer)).toBe('item.orderNumber');
    const inner = [...outer, '{{ each.allocations }}'];
    expect(expressionAt('lines[0].allocations[1].bin', inner)).toBe('each.bin');
    expect(expressionAt('lines[0].sku', inner)).toBe('parent.sku');
  });

  test('of one entry can be made one of all entries', () => {
    expect(everyEntryOf('{{ item.lines[0].sku }}')).toBe('{{ item.lines.map((line) => line.sku) }}');
    expect(everyEntryOf('item.lines[0]')).toBe('item.lines');
    expect(everyEntryOf('{{ item.orderNumber }}')).toBeNull();
    expect(everyEntryOf('{{ item.lines[0].sku + 1 }}')).toBeNull();
  });
});

describe('a dragged field', () => {
  test('is alone in an empty field, and stands behind a text', () => {
    expect(withPlace('', 'orderNumber')).toBe('{{ item.orderNumber }}');
    expect(withPlace('{{  }}', '["odd name"]')).toBe('{{ item["odd name"] }}');
    expect(withPlace('PO ', 'orderNumber')).toBe('PO {{ item.orderNumber }}');
  });

  test('goes on with an expression that waits for a value, else follows it', () => {
    expect(withPlace('{{ item.a + }}', 'b')).toBe('{{ item.a + item.b }}');
    expect(withPlace('{{ item.a }}', 'b')).toBe('{{ item.a }}{{ item.b }}');
  });

  test('goes to the caret: bare inside braces, else with its own', () => {
    expect(insertedAt('{{ money.add(, 1) }}', { from: 13, to: 13 }, 'item.total')).toEqual({
      text: '{{ money.add(item.total, 1) }}',
      caret: 23,
    });
    expect(insertedAt('PO  of', { from: 3, to: 3 }, 'item.po')).toEqual({ text: 'PO {{ item.po }} of', caret: 16 });
  });
});
