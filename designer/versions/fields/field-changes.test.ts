import { describe, expect, test } from 'vitest';
import { formOf } from '../../inspector/form.ts';
import { fieldChanges } from './field-changes.ts';
import { mappingDiff } from './mapping-diff.ts';
import { tableDiff } from './table-diff.ts';

const fields = formOf({
  type: 'object',
  properties: {
    url: { type: 'string', title: 'Address', control: 'expression' },
    method: { enum: ['GET', 'POST'], title: 'Method', labels: { GET: 'Read', POST: 'Send' }, default: 'GET' },
    once: { type: 'boolean', title: 'Only once' },
    headers: { type: 'object', title: 'Headers', additionalProperties: { type: 'string' } },
    code: { type: 'string', title: 'Code', control: 'code' },
    cases: {
      type: 'array',
      title: 'Cases',
      items: { type: 'object', properties: { name: { type: 'string', title: 'Name' }, when: { type: 'string', title: 'When' } } },
    },
    codes: { type: 'array', title: 'Codes', items: { type: 'string' } },
    auth: {
      title: 'Sign in',
      oneOf: [
        { type: 'object', title: 'Nobody', properties: { kind: { const: 'none', title: 'Nobody' } } },
        { type: 'object', title: 'By key', properties: { kind: { const: 'key', title: 'By key' }, key: { type: 'string', title: 'Key' } } },
      ],
    },
  },
});
const changed = (before: unknown, after: unknown) =>
  fieldChanges(fields, before, after)
    .filter(({ kind }) => kind !== 'same')
    .map(
      ({ titles, kind, look, before: old, after: next }) =>
        `${kind} ${titles.join(', ')} (${look}): ${JSON.stringify(old)} ${JSON.stringify(next)}`,
    );

describe('settings on both sides, by the titles of their form', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['an expression', { url: 'a' }, { url: 'b' }, ['changed Address (text): "a" "b"']],
    ['a header', { headers: { A: '1' } }, { headers: { A: '1', B: '2' } }, ['added Headers, B (text): undefined "2"']],
    ['code', { code: 'a' }, {}, ['removed Code (code): "a" undefined']],
    [
      'an entry by its name',
      {
        cases: [
          { name: 'x', when: '1' },
          { name: 'y', when: '2' },
        ],
      },
      { cases: [{ name: 'y', when: '3' }] },
      [
        'removed Cases, x, Name (text): "x" undefined',
        'removed Cases, x, When (text): "1" undefined',
        'changed Cases, y, When (text): "2" "3"',
      ],
    ],
    ['an entry without a name by likeness', { codes: ['a', 'b', 'c'] }, { codes: ['a', 'c'] }, ['removed Codes, 2 (text): "b" undefined']],
    ['an entry in another one’s place', { codes: ['a', 'b', 'c'] }, { codes: ['a', 'x', 'c'] }, ['changed Codes, 2 (text): "b" "x"']],
    [
      'another choice with its fields',
      { auth: { kind: 'none' } },
      { auth: { kind: 'key', key: 'k' } },
      ['changed Sign in (value): "none" "key"', 'added Sign in, Key (text): undefined "k"'],
    ],
    ['what the form does not know', { old: 1 }, { old: { a: 1 } }, ['changed Old (json): 1 {"a":1}']],
  ])('%s', (_what, before, after, expected) => {
    expect(changed(before, after)).toEqual(expected);
  });

  test('conditions read as lines, with the titles of their operators', () => {
    const [field] = formOf({
      type: 'object',
      properties: {
        conditions: {
          title: 'Conditions',
          control: 'conditions',
          type: 'array',
          items: { properties: { operator: { options: [{ value: 'gte', title: 'at least' }] } } },
        },
      },
    });
    const [change] = fieldChanges(field ? [field] : [], undefined, {
      conditions: [{ value: '{{ item.total }}', operator: 'gte', with: 2500 }],
    });
    expect(change).toMatchObject({ look: 'code', before: undefined, after: '{{ item.total }} at least 2500' });
  });

  test('of a changed order only the order is told', () => {
    const cases = [{ name: 'x' }, { name: 'y' }];
    expect(changed({ cases }, { cases: cases.toReversed() })).toEqual(['changed Cases (order): ["x","y"] ["y","x"]']);
  });

  test('all of them are listed for a step that came', () => {
    expect(changed(undefined, { url: 'a', once: true })).toEqual([
      'added Address (text): undefined "a"',
      'added Only once (value): undefined true',
    ]);
  });
});

describe('mappings', () => {
  const lines = [
    { target: 'number', value: '{{ item.name }}' },
    {
      target: 'lines',
      each: '{{ item.rows }}',
      fields: [
        { target: 'sku', value: '{{ each.sku }}' },
        { target: 'qty', value: '{{ each.qty }}' },
      ],
    },
  ];
  const told = (before: unknown, after: unknown) =>
    mappingDiff(before, after).map(({ kind, target, parts }) =>
      `${kind} ${target} ${parts
        .filter((part) => part.kind !== 'same')
        .map((part) => `${part.part}: ${part.before} > ${part.after}`)
        .join('; ')}`.trim(),
    );

  test('are compared line by line, by what is filled, inside loops too', () => {
    const after = structuredClone(lines);
    after[1]?.fields?.splice(0, 1);
    Object.assign(after[1]?.fields?.[0] ?? {}, { value: '{{ each.quantity }}' });
    after.unshift({ target: 'note', value: 'x' });
    expect(told(lines, after)).toEqual([
      'added note value: null > x',
      'same number',
      'same lines',
      'removed lines[].sku value: {{ each.sku }} > null',
      'changed lines[].qty value: {{ each.qty }} > {{ each.quantity }}',
    ]);
  });

  test('with two lines for one target tell them apart', () => {
    const before = [
      { target: 'class', value: 'B2B', when: 'a' },
      { target: 'class', value: 'B2C', when: 'b' },
    ];
    expect(told(before, before.with(1, { target: 'class', value: 'B2C', when: 'c' }))).toEqual(['same class', 'changed class when: b > c']);
  });
});

describe('decision tables', () => {
  const table = {
    inputs: [{ label: 'Total', value: '{{ item.total }}', type: 'number' }],
    outputs: [{ name: 'route' }],
    rows: [
      { when: ['>= 2500'], give: ['review'] },
      { when: ['-'], give: ['normal'] },
    ],
  };
  const told = (after: unknown) =>
    tableDiff(table, after).rows.map(
      ({ kind, before, after: now, cells }) =>
        `${kind} ${before}>${now} ${cells.map((cell) => (cell.isChanged ? `${cell.before}→${cell.after}` : (cell.after ?? cell.before))).join(' | ')}`,
    );

  test('show the cell that changed in its row', () => {
    expect(told({ ...table, rows: table.rows.with(0, { when: ['>= 5000'], give: ['review'] }) })).toEqual([
      'changed 1>1 >= 2500→>= 5000 | review',
      'same 2>2 - | normal',
    ]);
  });

  test('show rows that came and went at their places', () => {
    const rows = [{ when: ['< 0'], give: ['refuse'] }, ...table.rows.slice(1)];
    expect(told({ ...table, rows })).toEqual(['removed 1>null >= 2500 | review', 'added null>1 < 0 | refuse', 'same 2>2 - | normal']);
  });

  test('a new column changes no row by being there, and says so in its head', () => {
    const diff = tableDiff(table, {
      ...table,
      inputs: [...table.inputs, { label: 'State', value: '' }],
      rows: table.rows.map((row) => ({ ...row, when: [...row.when, '-'] })),
    });
    expect(diff.columns.map(({ title, kind }) => `${title} ${kind}`)).toEqual(['Total same', 'State added', 'route same']);
    expect(diff.rows.map((row) => [row.before, row.after])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
});
