import { describe, expect, test } from 'vitest';
import type { PureNode } from '../contract/define-node.ts';
import type { Json } from '../contract/item.ts';
import { prepareNode, records, runNode } from '../run-node.fixture.ts';
import { cpuTime } from '../test/cpu-time.ts';
import { code } from './code.ts';
import { map } from './map.ts';
import { setFields } from './set-fields.ts';

const out = (ran: ReturnType<typeof runNode>) => ran.emitted.out?.map((item) => item.json);

describe('map', () => {
  test('keeps id, key and group of the record, and names what it came from', () => {
    const ran = runNode(map, { fields: [{ target: 'a', value: 1 }] }, [{ id: '0.3', json: {}, key: 'K', group: '0', headers: { h: '1' } }]);
    expect(ran.emitted.out).toEqual([{ id: '0.3', json: { a: 1 }, key: 'K', group: '0', headers: { h: '1' }, from: ['0.3'] }]);
  });

  test('names the line that failed, also inside a loop', () => {
    const fields = [{ target: 'lines', each: '{{ item.lines }}', fields: [{ target: 'sku', value: '{{ each.a.b }}' }] }];
    expect(runNode(map, { fields }, records({ lines: [{ a: { b: 1 } }, {}] })).failed[0]?.error.message).toContain(
      'fields[0].fields[0].value: {{ each.a.b }} failed',
    );
    const required = [
      { target: 'lines', each: '{{ item.lines }}', fields: [{ target: 'sku', value: '{{ each.sku }}', whenMissing: 'fail' }] },
    ];
    expect(runNode(map, { fields: required }, records({ lines: [{}] })).failed[0]?.error.message).toContain('"lines[].sku" is required');
  });

  test('takes one entry alone as a list of one, and a missing list as its rule says', () => {
    const fields = (whenMissing: string) => [{ target: 'l', each: '{{ item.l }}', value: '{{ each }}', whenMissing }];
    expect(out(runNode(map, { fields: fields('omit') }, records({ l: 'x' }, {}, { l: [] })))).toEqual([{ l: ['x'] }, {}, { l: [] }]);
    expect(out(runNode(map, { fields: fields('null') }, records({})))).toEqual([{ l: null }]);
  });

  test('gives inner loops the entry of the loop around them', () => {
    const fields = [
      {
        target: 'o',
        each: '{{ item.o }}',
        fields: [
          {
            target: 'i',
            each: '{{ each.i }}',
            fields: [
              { target: 'v', value: '{{ [parent.n, each, index] }}' },
              { target: 'p', value: '{{ parent.n }}', when: '{{ index === 0 }}' },
            ],
          },
        ],
      },
    ];
    expect(out(runNode(map, { fields }, records({ o: [{ n: 1, i: ['a', 'b'] }] })))).toEqual([
      { o: [{ i: [{ v: [1, 'a', 0], p: 1 }, { v: [1, 'b', 1] }] }] },
    ]);
  });

  test('does not change the record that it keeps', () => {
    const given = records({ a: { b: 1, c: [1] } });
    expect(out(runNode(map, { keep: 'all', fields: [{ target: 'a.b', value: 2 }] }, given))).toEqual([{ a: { b: 2, c: [1] } }]);
    expect(given[0]?.json).toEqual({ a: { b: 1, c: [1] } });
  });

  test.each([
    [{ fields: [{ target: 'a' }] }, 'fields[0].value: give a value'],
    [{ fields: [{ target: 'a', value: 1, fields: [] }] }, 'either a value or fields'],
    [
      {
        fields: [
          { target: 'a', value: 1 },
          { target: 'a', value: 2 },
        ],
      },
      'fields[1].target: "a" is filled twice',
    ],
    [{ fields: [{ target: '__proto__.x', value: 1 }] }, 'fields[0].target: this name is reserved'],
    [{ fields: [{ target: 'a..b', value: 1 }] }, 'write names with dots between'],
    [
      { fields: [{ target: 'a', each: '{{ item.x }}', fields: [{ target: 'b', value: '{{ eech.x }}' }] }] },
      'fields[0].fields[0].value: {{ eech.x }}: "eech" is not known here; did you mean "each"?',
    ],
  ])('refuses %j', (config, message) => {
    expect(() => runNode(map, config, [])).toThrow(message);
  });

  test('maps an order of forty fields in microseconds', () => {
    const fields = [
      ...Array.from({ length: 25 }, (_, i) => ({ target: `group${i % 5}.field${i}`, value: `{{ item.a${i % 7} }}` })),
      {
        target: 'lines',
        each: '{{ item.lines }}',
        fields: Array.from({ length: 15 }, (_, i) => ({ target: `f${i}`, value: `{{ each.x${i % 3} }}` })),
      },
    ];
    const order: Json = {
      a0: 1,
      a1: 'x',
      a2: null,
      a3: true,
      a4: 'y',
      a5: 2,
      a6: 'z',
      lines: [1, 2, 3].map((n) => ({ x0: n, x1: 'b', x2: 'c' })),
    };
    const run = prepareNode(map as PureNode, { fields });
    const items = records(order);
    const often = () => {
      for (let i = 0; i < 5000; i++) run(items);
    };
    // Seventy values; about 6 us on an idle core. Generous, because tests run beside others.
    expect((cpuTime(often) / 5000) * 1000).toBeLessThan(100);
  });
});

describe('set fields', () => {
  test('leaves a record alone that does not change', () => {
    const given = records({ a: 1 });
    expect(runNode(setFields, { fields: [{ name: 'b', value: '{{ item.nothing }}' }], remove: ['c.d'] }, given).emitted.out?.[0]).toBe(
      given[0],
    );
  });
});

describe('code', () => {
  test('cannot change the record that others see', () => {
    const given = records({ a: { b: 1 } });
    expect(out(runNode(code, { code: 'item.a.b = 2; return item;' }, given))).toEqual([{ a: { b: 2 } }]);
    expect(given[0]?.json).toEqual({ a: { b: 1 } });
  });

  test('gives records made of all an id of their own', () => {
    const ran = runNode(code, { mode: 'all', code: 'return [items[1], { n: items.length }, items[1]];' }, records({ n: 1 }, { n: 2 }));
    expect(ran.emitted.out?.map(({ id, from }) => [id, from])).toEqual([
      ['1', ['1']],
      ['step:1', ['0', '1']],
      ['step:2', ['0', '1']],
    ]);
  });

  test('refuses what is no data', () => {
    expect(runNode(code, { code: 'return { f() {} };' }, records({})).failed[0]?.error.message).toContain('f is a function');
    expect(() => runNode(code, { mode: 'all', code: 'return item;' }, records({}))).toThrow('must return a list');
    expect(() => runNode(code, { code: 'return (' }, records({}))).toThrow('code: line 1');
  });
});
