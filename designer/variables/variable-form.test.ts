import { expect, test } from 'vitest';
import { blankForm, errorsOf, retyped, shownValue, textOf, typedValue } from './variable-form.ts';

test.each([
  ['text', ' DC1 ', ' DC1 '],
  ['number', ' -1.5e3 ', -1500],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['duration', '1 h 30 min', 5400],
  ['duration', 'PT15M', 900],
  ['json', '{"day": 5}', { day: 5 }],
] as const)('a %s typed as %j is %j', (type, text, value) => {
  expect(typedValue({ type, text })).toEqual({ value });
});

test.each([
  ['number', '5 pieces'],
  ['number', ''],
  ['number', '0x10'],
  ['duration', 'soon'],
  ['json', '{day: 5}'],
] as const)('a %s typed as %j is told to be wrong', (type, text) => {
  expect(errorsOf({ ...blankForm, name: 'limit', type, text }, [], 'dev').value).toMatch(/\w+/);
});

test('what is shown can be typed again', () => {
  for (const [type, value] of [
    ['text', 'DC1'],
    ['number', -1.5],
    ['boolean', true],
    ['duration', 5430],
    ['json', { a: [1, 'x'] }],
  ] as const)
    expect(typedValue({ type, text: textOf(type, value) })).toEqual({ value });
});

test('a list shows values in one line', () => {
  expect(shownValue('json', { a: [1] })).toBe('{"a":[1]}');
  expect(shownValue('boolean', false)).toBe('No');
  expect(shownValue('duration', 900)).toBe('15 min');
  expect(shownValue('text', '')).toBe('empty');
});

test('another type keeps what was typed where it makes sense', () => {
  const form = { ...blankForm, text: 'DC1' };
  expect(retyped(form, 'json').text).toBe('"DC1"');
  expect(retyped(retyped(form, 'json'), 'text').text).toBe('DC1');
  expect(retyped({ ...form, text: 'yes' }, 'boolean').text).toBe('true');
  expect(retyped({ ...form, text: '5' }, 'number').text).toBe('5');
});

test.each(['', '1st', 'ship-from', 'a b', 'x'.repeat(61)])('%j is no name', (name) => {
  expect(errorsOf({ ...blankForm, name }, [], 'dev').name).toMatch(/Begin with a letter/);
});

test('a name that is taken is told, but not of the variable itself', () => {
  expect(errorsOf({ ...blankForm, name: 'site' }, ['site'], 'dev').name).toBe('dev has a variable of this name.');
  expect(errorsOf({ ...blankForm, name: 'site' }, null, 'dev')).toEqual({});
});
