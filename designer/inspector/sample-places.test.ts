import { expect, test } from 'vitest';
import { samplePlaces } from './sample-places.ts';

test('the fields of a sample are offered from the top down, of a list by its first entry', () => {
  const places = samplePlaces({ id: 7, shipTo: { name: 'Lindqvist' }, lines: [{ sku: 'A' }, { sku: 'B' }] }).map(({ path }) => path);
  expect(places).toEqual(['id', 'shipTo', 'lines', 'shipTo.name', 'lines[0].sku']);
});

test('a name with a dot is written as a path reads it', () => {
  expect(samplePlaces({ 'ship.to': { 'post code': 1 } }).map(({ path }) => path)).toEqual(['ship\\.to', 'ship\\.to.post code']);
});

test('no sample offers nothing', () => {
  expect(samplePlaces(undefined)).toEqual([]);
  expect(samplePlaces('text')).toEqual([]);
});
