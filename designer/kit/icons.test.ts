import { definitions } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { icons } from './icons.ts';

test('the icon of every node type is in the bundle', () => {
  const missing = definitions
    .filter((definition) => icons[definition.icon] === undefined)
    .map((definition) => `${definition.type}: ${definition.icon}`);
  expect(missing).toEqual([]);
});
