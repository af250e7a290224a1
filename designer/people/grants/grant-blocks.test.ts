import { expect, test } from 'vitest';
import type { Grant } from '../../server/access-shapes.ts';
import { blocksOf, grantsOf, isHeld, withCell } from './grant-blocks.ts';

const operatorOfAmazon: Grant = { role: 'operator', envs: ['test', 'prod'], channels: ['Amazon'] };
const viewer: Grant = { role: 'viewer', envs: 'all', channels: 'all' };

test('roles stand together by the channels they are for, and come back as they were', () => {
  const blocks = blocksOf([operatorOfAmazon, viewer]);
  expect(blocks).toEqual([
    { channels: 'all', envs: { viewer: 'all' } },
    { channels: ['Amazon'], envs: { operator: ['test', 'prod'] } },
  ]);
  expect(grantsOf(blocks)).toEqual([viewer, operatorOfAmazon]);
});

test('who has no role has one empty block', () => {
  expect(blocksOf([])).toEqual([{ channels: 'all', envs: {} }]);
  expect(grantsOf(blocksOf([]))).toEqual([]);
});

test('the same role given twice is one', () => {
  expect(
    blocksOf([
      { ...viewer, envs: ['dev'] },
      { ...viewer, envs: ['test'] },
    ]),
  ).toEqual([{ channels: 'all', envs: { viewer: ['dev', 'test'] } }]);
});

test('a cell is switched on and off; without any the role is gone', () => {
  const [block] = blocksOf([]);
  if (!block) throw new Error('no block');
  const on = withCell(block, 'operator', 'test', true);
  expect(isHeld(on, 'operator', 'test')).toBe(true);
  expect(grantsOf([on])).toEqual([{ role: 'operator', envs: ['test'], channels: 'all' }]);
  expect(grantsOf([withCell(on, 'operator', 'test', false)])).toEqual([]);
});

test('all environments is more than each of them', () => {
  const [block] = blocksOf([viewer]);
  if (!block) throw new Error('no block');
  expect(isHeld(block, 'viewer', 'prod')).toBe(true);
  expect(isHeld(block, 'viewer', null)).toBe(true);
  expect(grantsOf([withCell(block, 'viewer', null, false)])).toEqual([]);
});

test('roles for channels, none of which is named, are none', () => {
  expect(grantsOf([{ channels: [], envs: { operator: 'all' } }])).toEqual([]);
});
