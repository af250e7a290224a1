import { describe, expect, test } from 'vitest';
import { nextInHeader, nextPage } from './paging.ts';

const request = { method: 'GET', path: '/orders', query: { limit: '50' } } as const;
const answer = (body: string, headers: Record<string, string> = {}) => ({ status: 200, headers, body });

describe('the next page', () => {
  test.each([
    ['<https://x.test/orders?page=2>; rel="next"', 'https://x.test/orders?page=2'],
    ['<a>; rel=prev, <b>; title="x, y"; rel="last next"', 'b'],
    ['<a>; rel=next-ish, <b>; rel=next', 'b'],
    ['<a>; rel="prev"', undefined],
    [undefined, undefined],
  ])('%s', (header, target) => {
    expect(nextInHeader(header)).toBe(target);
  });

  test('follows a link by its query only, also below an address with a path', () => {
    const next = (link: string) => nextPage({ kind: 'link', next: '' }, request, answer('[]', { link: `<${link}>; rel="next"` }), 1);
    expect(next('https://shop.test/api/v2/orders?after=b&limit=50')).toEqual({ ...request, query: { after: 'b', limit: '50' } });
    expect(next('?page=2')).toEqual({ ...request, query: { page: '2' } });
    expect(() => next('https://evil.test/steal?x=1')).toThrow('does not lead to the path');
    expect(() => next('http://')).toThrow('was not followed');
  });

  test('finds the link in the body, and none in the last page', () => {
    const rule = { kind: 'link', next: 'links.next' } as const;
    expect(nextPage(rule, request, answer('{"links":{"next":"/orders?p=2"}}'), 1)?.query).toEqual({ p: '2' });
    expect(nextPage(rule, request, answer('{"links":{"next":null}}'), 2)).toBeUndefined();
  });

  test('keeps all digits of a cursor', () => {
    const rule = { kind: 'cursor', parameter: 'after', next: 'page.next' } as const;
    expect(nextPage(rule, request, answer('{"page":{"next":9007199254740993}}'), 1)?.query).toEqual({
      limit: '50',
      after: '9007199254740993',
    });
    expect(nextPage(rule, request, answer('{"page":{}}'), 1)).toBeUndefined();
    expect(() => nextPage(rule, request, answer('<html>'), 1)).toThrow('is not JSON');
  });

  test('counts pages until one is empty', () => {
    const rule = { kind: 'page', parameter: 'page', first: 1, records: 'items' } as const;
    expect(nextPage(rule, request, answer('{"items":[1]}'), 1)?.query).toEqual({ limit: '50', page: '2' });
    expect(nextPage(rule, request, answer('{"items":[]}'), 2)).toBeUndefined();
  });
});
