import { expect, test } from 'vitest';
import { returnTo } from './return-to.ts';

test('whose session ended comes back to the page and its filters', () => {
  expect(returnTo('/runs', 'status=failed&run=r_1')).toBe('/runs?status=failed&run=r_1');
  expect(returnTo('/flows/shopify', '')).toBe('/flows/shopify');
});

test('the sign-in screen itself leads to the flows, or where its address says', () => {
  expect(returnTo('/sign-in', 'token=abc')).toBe('/flows');
  expect(returnTo('/sign-in', 'returnTo=%2Faudit%3Fdays%3D7')).toBe('/audit?days=7');
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in?token=x', 'javascript:alert(1)'])(
  '%s is no page of this product',
  (to) => {
    expect(returnTo('/sign-in', `returnTo=${encodeURIComponent(to)}`)).toBe('/flows');
  },
);
