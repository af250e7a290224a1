import { expect, test } from 'vitest';
import { withPlace } from './insert-place.ts';

test('a field dropped into an empty field becomes its expression', () => {
  expect(withPlace('', 'orderNumber')).toBe('{{ item.orderNumber }}');
  expect(withPlace('{{  }}', 'lines[0].sku')).toBe('{{ item.lines[0].sku }}');
  expect(withPlace('', '["ship-to"]')).toBe('{{ item["ship-to"] }}');
});

test('behind a literal it is appended, behind an operator it completes the expression', () => {
  expect(withPlace('shop:', 'orderNumber')).toBe('shop:{{ item.orderNumber }}');
  expect(withPlace('{{ "shop:" + }}', 'orderNumber')).toBe('{{ "shop:" + item.orderNumber }}');
  expect(withPlace('{{ item.a }}', 'b')).toBe('{{ item.a }}{{ item.b }}');
});
