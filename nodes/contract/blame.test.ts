import { expect, test } from 'vitest';
import { blame } from './blame.ts';

const marked = (text: string, at: string, failed: 'read' | 'call' | 'value') => {
  const found = blame(text, text.indexOf(at), failed);
  return found && { part: text.slice(found.from, found.to), owner: found.owner };
};

test('a read of what is missing is blamed with what was to be read', () => {
  expect(marked('1 + item.shipTo.name', 'name', 'read')).toEqual({ part: 'item.shipTo.name', owner: 'item.shipTo' });
  expect(marked('item["a"]["b"].c', '"b"', 'read')).toEqual({ part: 'item["a"]["b"]', owner: 'item["a"]' });
  expect(marked('item.lines.map((line) => line.price.amount)', 'amount', 'read')).toEqual({
    part: 'line.price.amount',
    owner: 'line.price',
  });
});

test('a function that threw is blamed with its arguments', () => {
  expect(marked('text.upper(item.name) + money.add(item.total, 2)', 'add', 'call')).toEqual({
    part: 'money.add(item.total, 2)',
    owner: 'money.add',
  });
});

test('what is no function and no list is blamed alone', () => {
  expect(marked('[...item.tags]', 'tags', 'value')).toEqual({ part: 'item.tags', owner: 'item' });
  expect(marked('item.total()', 'total', 'value')).toEqual({ part: 'item.total', owner: 'item' });
});

test('a position outside, or a text that is no expression, blames nothing', () => {
  expect([blame('item.a', 99, 'read'), blame('item.', 3, 'read')]).toEqual([null, null]);
});
