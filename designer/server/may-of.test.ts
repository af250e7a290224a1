import { expect, test } from 'vitest';
import type { Roles } from './access-shapes.ts';
import { mayOf } from './may-of.ts';

const environments = (['dev', 'test', 'prod'] as const).map((name, position) => ({ name, title: name, class: name, position }));
const operatorInTest = {
  environments,
  grants: [{ role: 'operator' as const, envs: ['test'], channels: ['Amazon'] }],
  permissions: { installation: ['flows.read' as const], environments: { dev: [], test: ['runs.replay' as const], prod: [] } },
};
const table: Roles = {
  roles: [],
  permissions: [
    {
      permission: 'runs.replay',
      words: '',
      of: 'environment',
      isWhole: false,
      roles: { viewer: [], analyst: ['dev', 'test'], operator: ['dev', 'test', 'prod'], approver: [], admin: ['dev', 'test', 'prod'] },
    },
  ],
};

test('a permission of the installation holds everywhere', () => {
  expect(mayOf(operatorInTest, 'flows.read')).toBe(true);
  expect(mayOf(operatorInTest, 'flows.edit')).toBe(false);
});

test('a permission of an environment holds there, and is one at all', () => {
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'test' })).toBe(true);
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'prod' })).toBe(false);
  expect(mayOf(operatorInTest, 'runs.replay')).toBe(true);
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'staging' })).toBe(false);
});

test('a role for one channel does not reach the flows of another, once the table of roles is known', () => {
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'test', channel: 'Amazon' }, table)).toBe(true);
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'test', channel: 'EDI' }, table)).toBe(false);
  expect(mayOf(operatorInTest, 'runs.replay', { env: 'test', channel: 'EDI' })).toBe(true);
});

test('another role for all channels does not lend it what only the first allows', () => {
  const both = {
    ...operatorInTest,
    grants: [...operatorInTest.grants, { role: 'viewer' as const, envs: 'all' as const, channels: 'all' as const }],
  };
  expect(mayOf(both, 'runs.replay', { env: 'test', channel: 'EDI' }, table)).toBe(false);
});
