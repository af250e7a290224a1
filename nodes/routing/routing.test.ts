import { describe, expect, test } from 'vitest';
import { outputPorts } from '../contract/descriptor.ts';
import { records, runNode } from '../run-node.fixture.ts';
import { aggregate } from './aggregate.ts';
import { filter } from './filter.ts';
import { log } from './log.ts';
import { merge } from './merge.ts';
import { rejectDuplicates } from './reject-duplicates.ts';
import { respond } from './respond.ts';
import { split } from './split.ts';
import { stopWithError } from './stop-with-error.ts';
import { routingSwitch } from './switch.ts';

const bodies = (items: readonly { readonly json: unknown }[] | undefined) => items?.map((item) => item.json);

describe('switch', () => {
  const config = {
    cases: [
      { name: 'a', conditions: [{ value: '{{ item.x }}', with: 'a' }] },
      { name: 'b', expression: '{{ item.y.z }}' },
    ],
  };

  test('has a port for each case, and otherwise', () => {
    expect(outputPorts(routingSwitch.ports, config)).toEqual(['a', 'b', 'otherwise']);
  });

  test('hands records on as they are and notes the case that matched', () => {
    const [given] = records({ x: 'a' });
    const ran = runNode(routingSwitch, { cases: config.cases.slice(0, 1) }, given ? [given] : []);
    expect(ran.emitted.a?.[0]).toBe(given);
    expect(ran.notes).toEqual([{ id: '0', fact: { case: 'a' } }]);
  });

  test('asks no further case once one holds', () => {
    expect(runNode(routingSwitch, config, records({ x: 'a' })).failed).toEqual([]);
    expect(runNode(routingSwitch, config, records({ x: 'b' })).failed.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('cases[1].expression: {{ item.y.z }} failed'),
    ]);
  });

  test.each([
    [{ cases: [{ name: 'a' }] }, 'give the case a condition or an expression'],
    [{ cases: [{ name: 'otherwise', expression: '{{ true }}' }] }, 'taken by a port'],
    [
      {
        cases: [
          { name: 'a', expression: '{{ true }}' },
          { name: 'a', expression: '{{ true }}' },
        ],
      },
      'two cases have the same name',
    ],
    [{ cases: [{ name: 'a', conditions: [{ value: 1, operator: 'like' }] }] }, 'Invalid option'],
  ])('refuses %j', (wrong, message) => {
    expect(() => runNode(routingSwitch, wrong, [])).toThrow(message);
  });
});

test('a case named like a field of every object is a port like any other', () => {
  const config = { cases: [{ name: 'constructor', expression: '{{ item.x === 1 }}' }] };
  expect(bodies(runNode(routingSwitch, config, records({ x: 1 })).emitted.constructor as never)).toEqual([{ x: 1 }]);
});

test('a filter with an expression and conditions wants both', () => {
  const config = { expression: '{{ item.a }}', conditions: [{ value: '{{ item.b }}', operator: 'true' }] };
  const ran = runNode(filter, config, records({ a: true, b: true }, { a: true, b: false }, { a: false, b: true }, { a: 1, b: true }));
  expect(ran.emitted.kept).toHaveLength(1);
  expect(ran.emitted.dropped).toHaveLength(3);
});

describe('split and aggregate', () => {
  const orders = records({ n: 1, lines: [{ q: '1.5' }, { q: '2' }] }, { n: 2, lines: [{ q: '4' }] });

  test('entries know their record, and find back to it', () => {
    const entries = runNode(split, { list: '{{ item.lines }}', key: '{{ item.n + "-" + index }}' }, orders).emitted.out ?? [];
    expect(entries.map(({ id, group, key, from }) => [id, group, key, from])).toEqual([
      ['0.0', '0', '1-0', ['0']],
      ['0.1', '0', '1-1', ['0']],
      ['1.0', '1', '2-0', ['1']],
    ]);
    const together = runNode(aggregate, { summaries: [{ target: 'q', value: '{{ item.q }}' }], into: '' }, entries).emitted.out ?? [];
    expect(together.map(({ id, json, from }) => [id, json, from])).toEqual([
      ['step:0', { q: '3.5' }, ['0.0', '0.1']],
      ['step:1', { q: '4' }, ['1.0']],
    ]);
  });

  test('an entry that cannot be added loses its own group only', () => {
    const items = records({ k: 'a', q: '1' }, { k: 'b', q: 'x' }, { k: 'b', q: '2' });
    const ran = runNode(
      aggregate,
      { by: 'key', key: '{{ item.k }}', into: '', summaries: [{ target: 'q', value: '{{ item.q }}' }] },
      items,
    );
    expect(bodies(ran.emitted.out)).toEqual([{ key: 'a', q: '1' }]);
    expect(ran.failed.map(({ id }) => id)).toEqual(['1', '2']);
  });

  test('all other sums', () => {
    const operations = ['count', 'min', 'max', 'first', 'last', 'unique', 'join'] as const;
    const summaries = operations.map((operation) => ({ target: operation, operation, value: '{{ item.v }}' }));
    const ran = runNode(aggregate, { by: 'all', into: '', summaries }, records({ v: '10' }, { v: '9' }, {}, { v: '10' }));
    expect(bodies(ran.emitted.out)).toEqual([
      { count: 4, min: '9', max: '10', first: '10', last: '10', unique: ['10', '9'], join: '10, 9, 10' },
    ]);
  });

  test('refuses to group by a key that is not given', () => {
    expect(() => runNode(aggregate, { by: 'key' }, [])).toThrow('key: say which key');
  });
});

test('a merge gives each pair an id of its own', () => {
  const left = [{ id: '0', json: { k: 1 } }];
  const right = [
    { id: '0~b.out', json: { k: 1, a: 1 } },
    { id: '1~b.out', json: { k: 1, a: 2 } },
  ];
  const ran = runNode(merge, { mode: 'by-key', leftKey: '{{ item.k }}', rightKey: '{{ item.k }}', into: 'r' }, { left, right });
  expect(ran.emitted.out?.map(({ id, from }) => [id, from])).toEqual([
    ['0.0', ['0', '0~b.out']],
    ['0.1', ['0', '1~b.out']],
  ]);
  expect(ran.emitted.unmatched).toEqual([]);
});

describe('reject duplicates', () => {
  test('tells the intake its rule', () => {
    const config = rejectDuplicates.config.parse({ key: '{{ item.id }}', windowDays: 2, onDifferentBody: 'exception' });
    expect(rejectDuplicates.kind === 'pure' && rejectDuplicates.dedupe?.(config)).toEqual({
      key: '{{ item.id }}',
      windowSeconds: 172_800,
      onDifferentBody: 'exception',
    });
  });
});

describe('respond', () => {
  test('answers one record with its body and several with a list', () => {
    const config = {
      body: '{{ item.n }}',
      headers: [
        { name: 'X-First', value: '{{ item.n }}' },
        { name: 'X-None', value: '{{ item.none }}' },
      ],
    };
    expect(runNode(respond, config, records({ n: 1 })).answers).toEqual([{ status: 200, headers: { 'x-first': '1' }, body: 1 }]);
    expect(runNode(respond, config, records({ n: 1 }, { n: 2 })).answers[0]?.body).toEqual([1, 2]);
    expect(runNode(respond, { ...config, several: 'first' }, records({ n: 1 }, { n: 2 })).answers[0]?.body).toBe(1);
    expect(runNode(respond, config, []).answers).toEqual([]);
  });

  test('refuses a line break in a header', () => {
    expect(() => runNode(respond, { headers: [{ name: 'x', value: '{{ "a\\r\\nb" }}' }] }, records({}))).toThrow('contains a line break');
  });
});

test('stop with error fails with its message, or with what went wrong in it', () => {
  const ran = runNode(
    stopWithError,
    { code: 'NO_CUSTOMER', message: 'Customer {{ item.c.name }} is missing' },
    records({ c: { name: 'A' } }, {}),
  );
  expect(ran.failed.map(({ error }) => (error as Error & { code: string }).code)).toEqual(['NO_CUSTOMER', 'EXPRESSION_FAILED']);
  expect(ran.failed[0]?.error.message).toBe('Customer A is missing');
});

test('a log writes a note for each record and changes nothing', () => {
  const given = records({ n: 1 });
  const ran = runNode(log, { message: 'n is {{ item.n }}', level: 'warning' }, given);
  expect(ran.notes).toEqual([{ id: '0', fact: { level: 'warning', message: 'n is 1' } }]);
  expect(ran.emitted.out?.[0]).toBe(given[0]);
});
