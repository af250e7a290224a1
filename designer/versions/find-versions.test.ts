import { expect, test } from 'vitest';
import type { VersionSummary } from '../server/shapes.ts';
import { findVersions } from './find-versions.ts';
import { readView, type VersionView, versionsPath, writeView } from './version-address.ts';

const version = (number: number, note: string, publishedBy: string, environments: string[] = []): VersionSummary => ({
  number,
  note,
  publishedBy,
  environments,
  hash: '',
  publishedAt: '',
  counts: null,
});
const versions = [
  version(12, 'Priority from 2,500', 'Jon Reyes', ['dev']),
  version(2, 'Second carrier', 'Mara Lind', ['prod']),
  version(1, '', 'Mara Lind'),
];

test.each([
  ['', [12, 2, 1]],
  ['v1', [1]],
  ['2', [12, 2]],
  ['mara', [2, 1]],
  ['mara prod', [2]],
  ['PRIORITY', [12]],
  ['nobody', []],
])('"%s" finds %j', (text, numbers) => {
  expect(findVersions(versions, text).map(({ number }) => number)).toEqual(numbers);
});

test.each<VersionView>([
  { version: 'draft', against: null, isFlow: false, chosen: null },
  { version: 12, against: 11, isFlow: false, chosen: 'map' },
  { version: 3, against: 'draft', isFlow: false, chosen: 'a.out>b.in' },
  { version: 3, against: null, isFlow: true, chosen: null },
])('%j can be written as an address and read again', (view) => {
  expect(readView(new URLSearchParams(writeView(view)))).toEqual(view);
});

test('an address that says nothing sensible shows the draft', () => {
  expect(readView(new URLSearchParams('version=x&against=-1'))).toEqual({ version: 'draft', against: null, isFlow: false, chosen: null });
  expect(versionsPath('orders')).toBe('/flows/orders/versions');
  expect(versionsPath('orders', { version: 12, against: 11, chosen: 'map' })).toBe('/flows/orders/versions?version=12&against=11&node=map');
});
