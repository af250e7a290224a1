import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { cpuTime } from '../test/cpu-time.ts';
import { ConfigError, compileConfig } from './compile-config.ts';
import { evaluateConfig } from './evaluate-config.ts';
import { code, type Evaluate, type Evaluated, expression, type Resolved } from './expression.ts';
import { ExpressionError } from './expression-scope.ts';
import type { Item, Json } from './item.ts';
import { resolveConfig } from './resolve-config.ts';

const item = (json: Json): Item => ({ id: '0', json, key: 'K-1', headers: { 'x-shop': 'acme' } });

const schema = z.object({
  title: expression(z.string(), { title: 'Title' }).optional(),
  amount: expression(z.number(), { title: 'Amount' }).default(0),
  any: expression(z.unknown(), { title: 'Any' }).optional(),
  path: expression(z.string(), { title: 'Path', encode: 'path' }).optional(),
  mode: z.enum(['a', 'b']).default('a'),
  rows: z.array(z.object({ name: z.string(), value: expression(z.unknown(), { title: 'Value' }) })).default([]),
  headers: z.record(z.string(), expression(z.string(), { title: 'Value' })).default({}),
  auth: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('key'), key: expression(z.string(), { title: 'Key' }) }),
    ])
    .default({ kind: 'none' }),
  body: code<(item: Json) => Json>({ title: 'Code', parameters: ['item'] }).optional(),
  test: code<(answer: { status: number }) => boolean>({ title: 'Test', parameters: ['answer'], form: 'expression' }).optional(),
});
type Config = z.output<typeof schema>;
const evaluate = (config: unknown, names: Record<string, unknown> = {}) =>
  evaluateConfig(compileConfig(schema, config), names) as Evaluated<Config>;

describe('a compiled configuration', () => {
  test('keeps the type of an expression that stands alone, and prints it inside text', () => {
    const config = evaluate({ any: '{{ item.lines }}', title: 'Order {{ item.name }}, {{ item.lines.length }} lines{{ item.nothing }}' });
    expect(config.any?.(item({ lines: [1, 2] }))).toEqual([1, 2]);
    expect(config.title?.(item({ name: '#1001', lines: [1, 2] }))).toBe('Order #1001, 2 lines');
  });

  test('makes a literal in an expression field a function, with the type the field wants', () => {
    const config = evaluate({ title: 'plain', amount: '5', any: '5' });
    expect([config.title?.(item({})), config.amount(item({})), config.any?.(item({}))]).toEqual(['plain', 5, '5']);
    expect(() => evaluate({ amount: 'many' })).toThrow('amount: ');
  });

  test('leaves fields that accept no expression as they are, braces and all', () => {
    expect(evaluate({ rows: [{ name: '{{ item.x }}', value: 1 }] }).rows[0]?.name).toBe('{{ item.x }}');
  });

  test('finds expressions in arrays, records and the variants of a union, and names their path', () => {
    const compiled = compileConfig(schema, {
      rows: [
        { name: 'a', value: 1 },
        { name: 'b', value: '{{ item.b }}' },
      ],
      headers: { 'X-Site': '{{ vars.site }}' },
      auth: { kind: 'key', key: '{{ key }}' },
    });
    expect(compiled.expressions.map(({ path }) => path)).toEqual(['rows[1].value', 'headers.X-Site', 'auth.key']);
    expect(compiled.references).toEqual(['item.b', 'key', 'vars.site']);
    const config = evaluateConfig(compiled, { vars: { site: 'DC1' } }) as Evaluated<Config>;
    expect(config.rows[1]?.value(item({ b: 7 }))).toBe(7);
    expect(config.headers['X-Site']?.(item({}))).toBe('DC1');
    expect(config.auth.kind === 'key' && config.auth.key(item({}))).toBe('K-1');
  });

  test('hands the variables of a loop to expressions', () => {
    const config = evaluate({ any: '{{ [each.sku, index, parent.id] }}' });
    expect(config.any?.(item({}), { each: { sku: 'A' }, index: 2, parent: { id: 9 } })).toEqual(['A', 2, 9]);
  });

  test('encodes what expressions put into a path, so that a value cannot leave its segment', () => {
    const config = evaluate({ path: '/orders/{{ item.id }}/lines' });
    expect(config.path?.(item({ id: '../admin?x=1' }))).toBe('/orders/..%2Fadmin%3Fx%3D1/lines');
    expect(() => config.path?.(item({ id: '..' }))).toThrow('cannot be a part of a path');
    expect(() => config.path?.(item({}))).toThrow('path: "" cannot be a part of a path');
  });

  test('tells which expression failed and why', () => {
    const config = evaluate({ rows: [{ name: 'a', value: '{{ item.shipTo.name }}' }] });
    expect(() => config.rows[0]?.value(item({}))).toThrow(ExpressionError);
    expect(() => config.rows[0]?.value(item({}))).toThrow(
      /rows\[0\]\.value: \{\{ item\.shipTo\.name \}\} failed: "name" is read from a value that is missing/,
    );
  });

  test('runs code as a strict function and an expression over an answer without return', () => {
    const config = evaluate({ body: 'const n = item.a;\nreturn { n, self: typeof this } // end', test: 'answer.status === 201' });
    expect(config.body?.({ a: 1 })).toEqual({ n: 1, self: 'undefined' });
    expect([config.test?.({ status: 201 }), config.test?.({ status: 200 })]).toEqual([true, false]);
    expect(() => evaluate({ body: 'return missing' }).body?.({})).toThrow('body: missing is not defined');
  });

  test('lists every problem with its path', () => {
    const bad = { title: '{{ item. }}', any: '{{ itme.x }}', rows: [{ name: 'a', value: '{{ 1' }] };
    expect(() => compileConfig(schema, bad)).toThrow(ConfigError);
    try {
      compileConfig(schema, bad);
    } catch (error) {
      expect((error as ConfigError).problems).toEqual([
        { path: 'title', message: '{{ item. }}: the expression ends too early' },
        { path: 'any', message: '{{ itme.x }}: "itme" is not known here; did you mean "item"?' },
        { path: 'rows[0].value', message: '"{{" at position 0 has no "}}"' },
      ]);
    }
  });

  test('cannot be broken out of by quotes, line separators or a field named __proto__', () => {
    const open = z.object({ any: expression(z.unknown(), { title: 'Any' }), data: z.unknown() });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what must stay data
    const data = JSON.parse('{ "__proto__": { "polluted": true }, "a": "\u2028`${1}`" }') as unknown;
    const config = evaluateConfig(compileConfig(open, { any: 'a"); throw 1; ("', data }), {}) as { any: Evaluate<unknown>; data: object };
    expect(config.any(item({}))).toBe('a"); throw 1; ("');
    expect(JSON.stringify(config.data)).toBe(JSON.stringify(data));
    expect('polluted' in config.data).toBe(false);
  });

  test('resolves to plain values for one item', () => {
    const config = evaluate({ title: '{{ item.t }}', rows: [{ name: 'a', value: '{{ item.v }}' }], test: 'answer.status < 300' });
    const resolved = resolveConfig(config, item({ t: 'T', v: [1] })) as Resolved<Config>;
    expect(resolved).toMatchObject({ title: 'T', amount: 0, mode: 'a', rows: [{ name: 'a', value: [1] }] });
    expect(resolved.test?.({ status: 204 })).toBe(true);
  });

  test('evaluates forty fields in a few microseconds', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ name: `f${i}`, value: `{{ item.a${i % 4} }}` }));
    const config = evaluate({ rows });
    const record = item({ a0: 1, a1: 'x', a2: null, a3: { b: 1 } });
    const once = () => {
      for (const row of config.rows) row.value(record);
    };
    const often = () => {
      for (let i = 0; i < 20_000; i++) once();
    };
    expect((cpuTime(often) / 20_000) * 1000).toBeLessThan(20);
  });
});

describe('the types of a configuration', () => {
  test('become functions for run and values for prepare', () => {
    expectTypeOf<Evaluated<Config>['amount']>().toEqualTypeOf<Evaluate<number>>();
    expectTypeOf<Evaluated<Config>['title']>().toEqualTypeOf<Evaluate<string> | undefined>();
    expectTypeOf<Evaluated<Config>['any']>().toEqualTypeOf<Evaluate<unknown> | undefined>();
    expectTypeOf<Evaluated<Config>['rows'][number]['value']>().toEqualTypeOf<Evaluate<unknown>>();
    expectTypeOf<Evaluated<Config>['mode']>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<Evaluated<Config>['test']>().toEqualTypeOf<((answer: { status: number }) => boolean) | undefined>();
    expectTypeOf<Resolved<Config>['amount']>().toEqualTypeOf<number>();
    expectTypeOf<Resolved<Config>['title']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Resolved<Config>['headers']>().toEqualTypeOf<{ readonly [x: string]: string }>();
  });
});
