import { expect, test } from 'vitest';
import { settingRows } from './setting-rows.ts';

const schema = {
  type: 'object',
  required: ['cases', 'name'],
  properties: {
    name: { type: 'string', title: 'Name' },
    mode: { enum: ['a', 'b'], default: 'a', help: 'Which way.' },
    unit: { type: 'string', when: { mode: ['b'] } },
    hidden: { type: 'string', control: 'hidden' },
    cases: {
      type: 'array',
      title: 'Cases',
      items: { type: 'object', properties: { port: { type: 'string' }, weight: { type: 'integer', default: 3 } } },
    },
  },
};

test('settings stand as rows, those inside a list below it', () => {
  expect(settingRows(schema).map(({ path, depth, isRequired }) => [path, depth, isRequired])).toEqual([
    ['name', 0, true],
    ['mode', 0, false],
    ['unit', 0, false],
    ['cases', 0, true],
    ['cases[].port', 1, false],
    ['cases[].weight', 1, false],
  ]);
});

test('a row says its choices, its default and when it is asked for', () => {
  const [, mode, unit] = settingRows(schema);
  expect(mode).toMatchObject({ kind: 'one of a, b', default: '"a"', help: 'Which way.' });
  expect(unit?.help).toBe('when mode is b');
});
