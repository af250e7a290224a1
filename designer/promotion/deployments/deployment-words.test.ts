import { expect, test } from 'vitest';
import type { DeploymentRow } from '../shapes.ts';
import { configurationDifferences, waysBack } from './deployment-words.ts';

const row = (number: number, version: number, kind: DeploymentRow['kind'] = 'deploy') => ({ number, version, kind }) as DeploymentRow;

test('each earlier version can come back once, the one that runs cannot', () => {
  const rows = [row(6, 13), row(5, 13, 'resume'), row(4, 13, 'pause'), row(3, 12), row(2, 13), row(1, 12)];
  expect(waysBack(rows, 13).map((each) => each.number)).toEqual([3]);
});

test('only what was another one is named', () => {
  const now = { variables: { limit: 5000, site: 'LAX' }, lookups: { uom: 3 }, contracts: [], connections: [] };
  const then = { variables: { limit: 2500, site: 'LAX' }, lookups: { uom: 2, carrier: 1 }, contracts: [], connections: [] };
  expect(configurationDifferences(now, then)).toEqual([
    { kind: 'variable', name: 'limit', now: '5000', once: '2500' },
    { kind: 'lookup', name: 'carrier', now: null, once: 'v1' },
    { kind: 'lookup', name: 'uom', now: 'v3', once: 'v2' },
  ]);
});
