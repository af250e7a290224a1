import { expect, test } from 'vitest';
import { whereWords } from './where-words.ts';

const flow = { nodes: [{ id: 'map', name: 'Map to order' }] } as Parameters<typeof whereWords>[1];
const jon = { name: 'Jon Reyes', initials: 'JR', colour: 0, node: null, field: null };

test.each([
  [{}, 'Jon Reyes has this flow open'],
  [{ node: 'map' }, 'Jon Reyes is at Map to order'],
  [{ node: 'map', field: 'fields.0.value' }, 'Jon Reyes is editing Value of Map to order'],
  [{ node: 'gone', field: null }, 'Jon Reyes has this flow open'],
  [{ field: 'retention.days' }, 'Jon Reyes is editing Days in the settings'],
])('where somebody is: %j', (place, words) => {
  expect(whereWords({ ...jon, ...place }, flow)).toBe(words);
});
