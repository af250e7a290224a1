import { fieldsOfSamples } from '@crossdock/flows/mapping/fields-of-samples';
import { fieldsOfSchema } from '@crossdock/flows/mapping/fields-of-schema';
import { placeLines } from '@crossdock/flows/mapping/place-lines';
import { describe, expect, test } from 'vitest';
import { fieldRows, groupsOf, openAtFirst, openedTo, rowOf } from './field-rows.ts';
import { lookupCode, lookupOf } from './lookup-call.ts';
import { isPrivate, privateTexts, withDots } from './private-data.ts';
import { differencesOf, testOutcomes } from './test-outcomes.ts';
import { linksOf, type Pane, rowHeight, wiresBetween } from './wires.ts';

const record = { id: 1, ship: { name: 'Ada', email: 'ada@example.com' }, lines: [{ sku: 'A', taxes: [{ rate: 1 }] }] };
const source = fieldsOfSamples([record]);
const none: ReadonlySet<string> = new Set();
const namesOf = (rows: ReturnType<typeof fieldRows>) => rows.rows.map(({ field }) => field.path);

describe('the rows of a tree', () => {
  test('show what is inside open groups', () => {
    expect(namesOf(fieldRows(source, { open: none, search: '' }))).toEqual(['id', 'ship', 'lines']);
    expect(namesOf(fieldRows(source, { open: new Set(['lines']), search: '' }))).toEqual([
      'id',
      'ship',
      'lines',
      'lines[].sku',
      'lines[].taxes',
    ]);
  });

  test('a search shows hits with all that leads to them, and counts them', () => {
    const rows = fieldRows(source, { open: none, search: 'rate' });
    expect(namesOf(rows)).toEqual(['lines', 'lines[].taxes', 'lines[].taxes[].rate']);
    expect(rows.matches).toBe(1);
  });

  test('several words are looked for in the whole path', () => {
    expect(namesOf(fieldRows(source, { open: none, search: 'ship name' }))).toEqual(['ship', 'ship.name']);
  });

  test('a filter keeps the way to what it keeps', () => {
    const keep = ({ path }: { path: string }) => path === 'ship.email';
    expect(namesOf(fieldRows(source, { open: none, search: '', keep }))).toEqual(['ship', 'ship.email']);
  });

  test('a field inside a closed group stands at the group', () => {
    const rows = fieldRows(source, { open: none, search: '' });
    expect(rowOf(rows, 'lines[].taxes[].rate')).toBe(2);
    expect(rowOf(fieldRows(source, { open: none, search: 'email' }), 'id')).toBe(-1);
  });

  test('of many fields only the groups in use are open at first', () => {
    const wide = fieldsOfSamples([Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`g${i}`, { a: 1, b: 2 }]))]);
    expect([...openAtFirst(wide, ['g7.a'], () => false)]).toEqual(['g7']);
    expect(openAtFirst(source, [], () => false)).toEqual(groupsOf(source));
  });

  test('a field is opened up to', () => {
    expect([...openedTo(none, 'lines[].taxes[].rate')].sort()).toEqual(['lines', 'lines[].taxes']);
  });
});

describe('lines between two trees', () => {
  const placed = placeLines([
    { target: 'rows', each: '{{ item.lines }}', fields: [{ target: 'code', value: '{{ each.sku }}' }] },
    { target: 'name', value: '{{ item.ship?.name ?? item.id }}' },
  ]);
  const target = fieldsOfSchema({
    type: 'object',
    properties: {
      name: { type: 'string' },
      rows: { type: 'array', items: { type: 'object', properties: { code: { type: 'string' } } } },
    },
  });
  const pane = (root: typeof source, open: ReadonlySet<string>, top = 0, height = 10 * rowHeight): Pane => ({
    rows: fieldRows(root, { open, search: '' }),
    top,
    height,
  });
  const chosen = { source: null, target: null };

  test('every place that a line reads is one link; lists are loops', () => {
    expect(linksOf(placed).map(({ from, to, isLoop }) => [from, to, isLoop])).toEqual([
      ['lines', 'rows', true],
      ['lines[].sku', 'rows[].code', false],
      ['ship.name', 'name', false],
      ['id', 'name', false],
    ]);
  });

  test('a line to a closed group ends at the group', () => {
    const { wires, sourceRows } = wiresBetween(linksOf(placed), pane(source, none), pane(target, groupsOf(target)), chosen);
    expect(wires).toHaveLength(4);
    expect(wires.filter(({ isCollapsed }) => isCollapsed)).toHaveLength(2);
    expect(sourceRows.get(2)).toBe(2);
  });

  test('a line whose end is scrolled away leaves at the edge and is counted there', () => {
    const ends = wiresBetween(linksOf(placed), pane(source, groupsOf(source), 3 * rowHeight), pane(target, groupsOf(target)), chosen);
    expect(ends.counts).toEqual({ sourceTop: 2, sourceBottom: 0, targetTop: 0, targetBottom: 0 });
    expect(ends.wires.filter(({ stub }) => stub)).toMatchObject([
      { y1: 0, stub: { side: 'target', edge: 'top' } },
      { y1: 0, stub: { side: 'target', edge: 'top' } },
    ]);
  });

  test('what has both ends out of view is not drawn', () => {
    const all = Array.from({ length: 2000 }, (_, i) => ({ target: `t${i}`, value: `{{ item.s${i} }}` }));
    const names = (letter: string) => Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${letter}${i}`, i]));
    const left = fieldsOfSamples([names('s')]);
    const right = fieldsOfSamples([names('t')]);
    const ends = wiresBetween(linksOf(placeLines(all)), pane(left, none, 0, 700), pane(right, none, 0, 700), chosen);
    expect(ends.wires).toHaveLength(25);
  });

  test('the lines of the selected field are drawn last, with the loop around it', () => {
    const ends = wiresBetween(linksOf(placed), pane(source, groupsOf(source)), pane(target, groupsOf(target)), {
      source: null,
      target: 'rows[].code',
    });
    expect(ends.wires.map(({ isSelected }) => isSelected)).toEqual([false, false, true, true]);
  });
});

describe('personal data', () => {
  test('are told by the usual names and by those the flow redacts, at any depth', () => {
    const redact = new Set(['note']);
    expect(
      ['ship.email', 'contactEmail', 'customer.first_name', 'note', 'browser_ip'].filter((path) => isPrivate(path, redact)),
    ).toHaveLength(5);
    expect(['company', 'name', 'shipTo.city', 'emailed'].filter((path) => isPrivate(path, redact))).toEqual([]);
  });

  test('are dots in a result too, under whatever name the mapping put them', () => {
    const texts = privateTexts(record, none);
    expect(withDots({ a: 'ada@example.com', b: ['ada@example.com', 'x'], phone: 17 }, none, texts)).toEqual({
      a: '•••',
      b: ['•••', 'x'],
      phone: '•••',
    });
  });
});

describe('a lookup as a formula', () => {
  test.each([
    ['lookup("sku-to-item", each.sku)', { table: 'sku-to-item', key: 'each.sku', column: null, missing: { kind: 'fail' } }],
    ['lookup("t", text.upper(each.sku), "item")', { table: 't', key: 'text.upper(each.sku)', column: 'item', missing: { kind: 'fail' } }],
    [
      'lookup.or("t", [item.a, item.b], "EA", "uom")',
      { table: 't', key: '[item.a, item.b]', column: 'uom', missing: { kind: 'default', value: 'EA' } },
    ],
    ['lookup.or("t", each.sku, each.sku)', { table: 't', key: 'each.sku', column: null, missing: { kind: 'leave' } }],
  ] as const)('%s is read and written again', (code, call) => {
    expect(lookupOf(code)).toEqual(call);
    expect(lookupCode(call)).toBe(code);
  });

  test.each(['lookup("t", a) + 1', 'lookup(table, a)', 'lookup("t", a, "b", "c")', 'upper(lookup("t", a))', 'lookup("t", f(a)'])(
    '%s is left to the formula editor',
    (code) => {
      expect(lookupOf(code)).toBeNull();
    },
  );
});

describe('a test on samples', () => {
  const run = (results: unknown[], failed: number[] = []) => ({
    results,
    failed: results.map((_, i) => failed.includes(i)),
    failures: new Map(failed.length > 0 ? [['fields.0', { code: 'X', message: 'broke', samples: failed }]] : []),
  });

  test('tells what fails, why, and what is different from before', () => {
    const schema = { type: 'object', required: ['a'] };
    const outcomes = testOutcomes(run([{ a: 1 }, { b: 1 }, {}], [2]), run([{ a: 1 }, { a: 2, b: 1 }, { a: 3 }]), schema);
    expect(outcomes).toEqual([
      { index: 0, state: 'ok', reasons: [], differences: [] },
      { index: 1, state: 'failed', reasons: ['a is missing'], differences: [{ path: 'a', before: 2, after: undefined }] },
      { index: 2, state: 'failed', reasons: ['broke'], differences: [{ path: '', before: { a: 3 }, after: undefined }] },
    ]);
  });

  test('names the very places that differ', () => {
    expect(differencesOf({ l: [{ s: 'A' }, { s: 'B' }] }, { l: [{ s: 'A' }, { s: 'C' }] })).toEqual([
      { path: 'l[1].s', before: 'B', after: 'C' },
    ]);
  });
});
