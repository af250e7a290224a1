import { expect, test } from 'vitest';
import { capsOf, type KeyPress, matchesStroke, matchSequence } from './shortcut.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test('mod is Ctrl or Cmd, and a plain key wants neither', () => {
  expect(matchesStroke(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
  expect(matchesStroke(press('k', { metaKey: true }), 'mod+k')).toBe(true);
  expect(matchesStroke(press('k'), 'mod+k')).toBe(false);
  expect(matchesStroke(press('n', { ctrlKey: true }), 'n')).toBe(false);
});

test('Shift tells letters apart, and digits by the key that was pressed', () => {
  expect(matchesStroke(press('N', { shiftKey: true }), 'shift+n')).toBe(true);
  expect(matchesStroke(press('N', { shiftKey: true }), 'n')).toBe(false);
  expect(matchesStroke(press('!', { shiftKey: true, code: 'Digit1' }), 'shift+1')).toBe(true);
});

test('a sign matches wherever the keyboard has it', () => {
  expect(matchesStroke(press('?', { shiftKey: true, code: 'Slash' }), '?')).toBe(true);
  expect(matchesStroke(press('?'), '?')).toBe(true);
  expect(matchesStroke(press('/', { shiftKey: true, code: 'Digit7' }), '/')).toBe(true);
});

test('keys one after the other begin and then complete a shortcut', () => {
  expect(matchSequence([press('g')], 'g f')).toBe('begun');
  expect(matchSequence([press('g'), press('f')], 'g f')).toBe('whole');
  expect(matchSequence([press('g'), press('x')], 'g f')).toBe('none');
});

test('a shortcut is printed as its keys', () => {
  expect(capsOf('mod+shift+enter')).toEqual(['Ctrl', 'Shift', 'Enter']);
  expect(capsOf('mod+k', true)).toEqual(['⌘', 'K']);
  expect(capsOf('g f')).toEqual(['G', 'F']);
  expect(capsOf('shift+1')).toEqual(['Shift', '1']);
  expect(capsOf('delete')).toEqual(['Del']);
});
