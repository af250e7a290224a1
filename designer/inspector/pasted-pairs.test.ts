import { describe, expect, test } from 'vitest';
import { entriesIn, pairsIn } from './pasted-pairs.ts';

describe('pasted names and values', () => {
  test.each([
    ['lines with colons', 'Accept: application/json\nX-Source: shop'],
    ['lines with equals', 'Accept=application/json\nX-Source=shop'],
    ['columns of a spreadsheet', 'Accept\tapplication/json\nX-Source\tshop'],
    ['a JSON object', '{"Accept":"application/json","X-Source":"shop"}'],
    ['headers of a curl command', "-H 'Accept: application/json' \\\n-H 'X-Source: shop'"],
  ])('%s', (_, text) => {
    expect(pairsIn(text)).toEqual([
      ['Accept', 'application/json'],
      ['X-Source', 'shop'],
    ]);
  });

  test('a query string, with or without its address', () => {
    const pairs = [
      ['status', 'paid'],
      ['since', '2026-11-21'],
    ];
    expect(pairsIn('?status=paid&since=2026-11-21')).toEqual(pairs);
    expect(pairsIn('https://erp.example.com/orders?status=paid&since=2026-11-21')).toEqual(pairs);
    expect(pairsIn('status=paid&since=2026-11-21')).toEqual(pairs);
  });

  test('a value may hold colons and equals signs', () => {
    expect(pairsIn('X-Link: https://a.example/?b=c')).toEqual([['X-Link', 'https://a.example/?b=c']]);
  });

  test('plain words are no pairs', () => {
    expect(pairsIn('application')).toBeNull();
    expect(pairsIn('')).toBeNull();
  });
});

describe('a pasted list', () => {
  test('lines, bullets and JSON become entries', () => {
    expect(entriesIn('sku\nqty\n')).toEqual(['sku', 'qty']);
    expect(entriesIn('- sku\n- qty')).toEqual(['sku', 'qty']);
    expect(entriesIn('["sku", 1]')).toEqual(['sku', '1']);
  });

  test('one line is a plain paste', () => {
    expect(entriesIn('sku')).toBeNull();
  });
});
