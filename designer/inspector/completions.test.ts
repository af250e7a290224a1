import { describe, expect, test } from 'vitest';
import { completionsFor, sampleAt } from './completions.ts';
import { isInExpression, markedTokens, templateTokens } from './template-tokens.ts';

const scope = { item: { orderNumber: '10482', lines: [{ sku: 'VLV', 'unit price': '1.10' }] }, run: { now: '2026-11-20T14:00:00Z' } };
const labels = (text: string) => completionsFor(text, scope)?.options.map((option) => option.label);

describe('completion', () => {
  test('offers the fields of the sample behind a dot, from what is typed', () => {
    expect(labels('item.')).toEqual(['orderNumber', 'lines']);
    expect(completionsFor('money.sum(item.ord', scope)?.from).toBe('money.sum(item.'.length);
  });

  test('follows positions in lists', () => {
    expect(labels('item.lines[0].')).toEqual(['sku', 'unit price']);
    expect(labels('item.lines.')).toContain('length');
  });

  test('offers the function library by name and its functions behind the dot', () => {
    expect(labels('mon')).toContain('money');
    expect(labels('money.')).toContain('allocate');
  });

  test('offers nothing behind a place the sample does not have', () => {
    expect(completionsFor('item.shipTo.', scope)).toBeNull();
  });

  test('knows the entry inside a function over a list', () => {
    expect(labels('item.lines.map((line) => line.')).toEqual(['sku', 'unit price']);
    expect(labels('item.lines.filter((line) => li')).toContain('line');
  });

  test('offers lookup tables and their columns inside the quotes', () => {
    const lookups = [{ name: 'sku-to-item', columns: [{ name: 'item' }, { name: 'uom' }] }];
    const inside = (text: string) => completionsFor(text, scope, lookups);
    expect(inside('lookup("sk')).toMatchObject({ from: 'lookup("'.length, options: [{ insert: 'sku-to-item"' }] });
    expect(inside('lookup("sku-to-item", text.upper(item.orderNumber), "')?.options.map(({ label }) => label)).toEqual(['item', 'uom']);
    expect(inside('lookup("other", item.sku, "')).toBeNull();
  });

  test('shows how a function is called and what that gives', () => {
    const add = completionsFor('money.', scope)?.options.find(({ label }) => label === 'add');
    expect(add?.example).toEqual({ code: 'money.add("0.10", "0.20")', gives: '0.30' });
  });

  test('reads the sample at a place', () => {
    expect(sampleAt('item.lines[0]["unit price"]', scope)).toBe('1.10');
  });
});

describe('the tokens of a template', () => {
  test('tell places, functions and texts apart, and lose nothing', () => {
    const text = 'Order {{ text.upper(item.lines[0].sku) + "-x" }}!';
    const tokens = templateTokens(text);
    expect(tokens.map((token) => token.text).join('')).toBe(text);
    const of = (kind: string) => tokens.filter((token) => token.kind === kind).map((token) => token.text);
    expect(of('place')).toEqual(['item.lines[0].sku']);
    expect(of('function')).toEqual(['text.upper']);
    expect(of('string')).toEqual(['"-x"']);
    expect(of('plain')).toEqual(['Order ', '!']);
  });

  test('an expression that is still open is one', () => {
    expect(isInExpression('{{ item.', 8)).toBe(true);
    expect(isInExpression('{{ item }} and', 14)).toBe(false);
  });

  test('are cut where the part that fails begins and ends', () => {
    const text = 'A {{ item.shipTo.city + 1 }}';
    const marked = markedTokens(templateTokens(text), { from: 5, to: 21 });
    expect(marked.map((token) => token.text).join('')).toBe(text);
    expect(
      marked
        .filter((token) => token.isWrong)
        .map((token) => token.text)
        .join(''),
    ).toBe('item.shipTo.city');
  });
});
