import { expect, test } from 'vitest';
import { tokenIn } from './token-in.ts';

test('the token is found in a link, with or without more around it', () => {
  expect(tokenIn(' http://localhost:3000/sign-in?token=ab-C_1.2 \n')).toBe('ab-C_1.2');
  expect(tokenIn('https://x/sign-in?next=1&token=t1#top')).toBe('t1');
});

test('a bare token is taken as it is, anything else is none', () => {
  expect(tokenIn('ab-C_1')).toBe('ab-C_1');
  expect(tokenIn('what is this?')).toBe('');
  expect(tokenIn('')).toBe('');
});
