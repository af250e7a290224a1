import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { emptyObject, emptyValue, isShown, withValueAtPath } from './config-value.ts';
import { type Field, formOf, words } from './form.ts';

const form = (config: z.ZodObject) => formOf(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);
const field = (config: z.ZodObject, key: string) => form(config).find((entry) => entry.key === key) as Field;

describe('the form of a configuration', () => {
  test('a field takes its texts from the schema, else from its name', () => {
    const config = z.object({
      a: z.string().meta({ title: 'Order number', help: 'As printed', placeholder: '10482' }),
      onDifferentBody: z.string(),
    });
    expect(field(config, 'a')).toMatchObject({ title: 'Order number', help: 'As printed', placeholder: '10482', isRequired: true });
    expect(field(config, 'onDifferentBody').title).toBe('On different body');
  });

  test('a control is named, never guessed from the title', () => {
    const config = z.object({
      key: z.union([z.number(), z.string()]).meta({ control: 'expression', title: 'Key' }),
      connection: z.string().meta({ control: 'connection', system: 'erp' }),
      zone: z.string().meta({ control: 'zone' }),
    });
    expect(field(config, 'key').control).toEqual({ kind: 'expression', result: 'number', rows: 1, options: [] });
    expect(field(config, 'connection').control).toEqual({ kind: 'connection', system: 'erp' });
    expect(field(config, 'zone').control).toEqual({ kind: 'zone' });
  });

  test('without a name the shape leaves one choice', () => {
    const config = z.object({
      n: z.int().min(1).max(9).default(5),
      s: z.boolean(),
      e: z.enum(['first', 'rule-order']),
      r: z.record(z.string(), z.string()),
    });
    expect(field(config, 'n')).toMatchObject({ control: { kind: 'number', min: 1, max: 9, isWhole: true }, default: 5, isRequired: false });
    expect(field(config, 's').control.kind).toBe('switch');
    expect(field(config, 'e').control).toMatchObject({
      kind: 'select',
      options: [
        { value: 'first', title: 'First' },
        { value: 'rule-order', title: 'Rule order' },
      ],
    });
    expect(field(config, 'r').control).toMatchObject({ kind: 'record', value: { control: { kind: 'text' } } });
  });

  test('a discriminated union is a choice with a form behind each', () => {
    const config = z.object({
      auth: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('none').meta({ title: 'No sign-in' }) }),
        z.object({ kind: z.literal('api-key'), header: z.string() }),
      ]),
    });
    const { control } = field(config, 'auth');
    expect(control).toMatchObject({
      kind: 'variants',
      by: 'kind',
      variants: [
        { value: 'none', title: 'No sign-in', fields: [] },
        { value: 'api-key', fields: [{ key: 'header' }] },
      ],
    });
  });

  test('lists of objects and nested groups carry their own fields', () => {
    const config = z.object({ cases: z.array(z.object({ name: z.string(), when: z.string() })), page: z.object({ size: z.int() }) });
    expect(field(config, 'cases').control).toMatchObject({
      kind: 'list',
      item: { control: { kind: 'group', fields: [{ key: 'name' }, { key: 'when' }] } },
    });
    expect(field(config, 'page').control).toMatchObject({ kind: 'group', fields: [{ key: 'size' }] });
  });

  test('a recursive schema ends in JSON instead of going on for ever', () => {
    type Tree = { name: string; parts?: Tree[] | undefined };
    const tree: z.ZodType<Tree> = z.object({ name: z.string(), parts: z.lazy(() => z.array(tree)).optional() });
    expect(() => form(z.object({ tree }))).not.toThrow();
  });

  test('a new entry starts with what is required, and its defaults', () => {
    const config = z.object({ name: z.string(), mode: z.enum(['a', 'b']), n: z.int().default(3), note: z.string().optional() });
    expect(emptyObject(form(config))).toEqual({ name: '', mode: 'a' });
    expect(emptyValue(field(config, 'n'))).toBe(3);
  });

  test('a field that depends on a neighbour is shown by the value or the default of that neighbour', () => {
    const fields = form(z.object({ mode: z.enum(['a', 'b']).default('a'), extra: z.string().meta({ when: { field: 'mode', is: 'b' } }) }));
    const extra = fields[1] as Field;
    expect(isShown(extra, fields, {})).toBe(false);
    expect(isShown(extra, fields, { mode: 'b' })).toBe(true);
  });
});

describe('changing a value in place', () => {
  test('makes missing parents and removes what becomes undefined', () => {
    expect(withValueAtPath({}, ['auth', 'header'], 'x-key')).toEqual({ auth: { header: 'x-key' } });
    expect(withValueAtPath({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
    expect(withValueAtPath({ list: [{ a: 1 }, { a: 2 }] }, ['list', '1', 'a'], 9)).toEqual({ list: [{ a: 1 }, { a: 9 }] });
  });
});

test('words reads names as a person would', () => {
  expect([words('onDifferentBody'), words('new-run'), words('POST'), words('sha256')]).toEqual([
    'On different body',
    'New run',
    'POST',
    'Sha256',
  ]);
});
