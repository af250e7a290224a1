import { catalogOf } from '@crossdock/flows/graph/catalog';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { expect, test } from 'vitest';
import { newerVersion, upgradeChanges } from './upgrade-plan.ts';

const version = (type: string, number: number) =>
  ({ type, version: number, configSchema: { properties: { body: { title: 'Body' }, keyHours: {} } } }) as unknown as NodeDescriptor;

test('the newest of the newer versions is offered, of the same type only', () => {
  const catalog = catalogOf([version('a.b', 1), version('a.b', 2), version('a.b', 3), version('a.c', 9)]);
  expect(newerVersion(catalog, { type: 'a.b', version: 1 })?.version).toBe(3);
  expect(newerVersion(catalog, { type: 'a.b', version: 3 })).toBeUndefined();
});

test('what becomes of the settings is said field by field, in the words of the form', () => {
  const changes = upgradeChanges(
    { body: '{{ item }}', old: 1, path: '/a' },
    { body: { kind: 'json' }, keyHours: 24, path: '/a' },
    version('a.b', 2),
  );
  expect(changes.map(({ kind, field }) => `${kind} ${field}`)).toEqual(['changed Body', 'removed Old', 'added Key hours']);
});
