import { describe, expect, test } from 'vitest';
import { checkCode, checkExpression } from './check-expression.ts';

const refusal = (text: string) => {
  const check = checkExpression(text);
  return check.ok ? 'accepted' : check.message;
};

describe('an expression', () => {
  test.each([
    ['item.lines.map((line) => line.sku)', ['item.lines.map']],
    ['item["ship to"]?.name ?? vars.site', ['item.ship to.name', 'vars.site']],
    ['money.add(item.a, "1.00") // net', ['item.a', 'money.add']],
    ['(() => { let sum = 0; for (const x of item.list) sum += x; return sum; })()', ['item.list']],
    ['typeof missing === "undefined" ? 1 : 2', []],
    ['({ a: item.a, ...item.rest })', ['item.a', 'item.rest']],
    ['item.list.toSorted((a, b) => a - b)', ['item.list.toSorted']],
    ['[...item.list].sort()', ['item.list']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of an expression
    ['/[)}]/.test(item.a) ? `}}${item.b}` : ""', ['item.a', 'item.b']],
  ])('%s is accepted and its references are known', (text, references) => {
    expect(checkExpression(text)).toMatchObject({ ok: true, references });
  });

  test.each([
    ['1); process.exit(', 'write one expression'],
    ['1) + (2', 'write one expression'],
    ['1; 2', 'is not expected here'],
    ['1 /*', 'unterminated comment'],
    ['', 'the expression is empty'],
    ['item.a, item.b', 'two expressions with a comma'],
    ['item.a = 1', '"item" cannot be changed here'],
    ['item.a++', '"item" cannot be changed here'],
    ['delete item.a', '"item" cannot be changed here'],
    ['vars.list.push(1)', '"push" changes the list'],
    ['item.lines.sort()', 'use toSorted'],
    ['await item', 'is not expected here'],
    ['async () => 1', '"async" is not available'],
    ['import("fs")', '"import" is not available'],
    ['this.item', '"this" has no meaning here'],
    ['arguments[0]', '"arguments" has no meaning here'],
    ['new.target', 'can only be used in functions'],
    ['eval("1")', '"eval" is not known here'],
    ['process.env', '"process" is not known here'],
    ['mony.add(1, 2)', 'did you mean "money"?'],
    ['shipTo.name', 'fields of the record start with "item."'],
  ])('%s is refused', (text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test('is refused with the place of the mistake', () => {
    expect(checkExpression('item.a + * 2')).toMatchObject({ ok: false, at: 9 });
    expect(checkExpression('item.a + oops')).toMatchObject({ ok: false, at: 9 });
  });

  test('may name the parameters of its field', () => {
    expect(checkExpression('answer.status === 200', ['answer']).ok).toBe(true);
    expect(checkExpression('answer.status === 200').ok).toBe(false);
  });
});

describe('code', () => {
  test('may declare, loop, change its parameters and return', () => {
    expect(checkCode('for (const l of item.lines) { l.n = 1 }\nitem.x = 1;\nreturn item;').ok).toBe(true);
  });
  test.each(['return 1; } (function () {', 'return (', 'import("fs")', 'await item', 'with (item) { return a }'])(
    '%s is refused',
    (body) => {
      expect(checkCode(body).ok).toBe(false);
    },
  );
});

describe('a lookup', () => {
  test('is known by table and column before anything runs, in code as well', () => {
    expect(checkExpression('lookup("uom", item.uom, "base") ?? lookup.or(`uom`, [item.a, item.b], "EA", "base")')).toMatchObject({
      lookups: [
        { table: 'uom', column: 'base' },
        { table: 'uom', column: 'base' },
      ],
      references: ['item.a', 'item.b', 'item.uom', 'lookup'],
    });
    expect(checkCode('return item.lines.map((line) => lookup.row("sku-to-item", line.sku));')).toMatchObject({
      lookups: [{ table: 'sku-to-item', column: null }],
    });
  });
  test.each([
    ['lookup(item.table, item.sku)', 'name the lookup as a text'],
    ['lookup(`@{item.channel}-uom`, item.sku)'.replace('@', '$'), 'name the lookup as a text'],
    ['item.skus.map(lookup)', 'it cannot be used in another way'],
    ['lookup.or', 'it cannot be used in another way'],
    ['lookup.find("uom", 1)', 'lookup has no "find"'],
    ['lookup["or"]("uom", item.name in lookup)', 'it cannot be used in another way'],
  ])('%s is refused, since its table could not be known', (text, words) => {
    expect(checkExpression(text)).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  });
  test('of its own name in code is a function like any other', () => {
    expect(checkCode('const lookup = (x) => x; return lookup(item.table);')).toMatchObject({ ok: true, lookups: [] });
  });
});
