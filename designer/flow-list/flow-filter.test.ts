import { expect, test } from 'vitest';
import type { FlowSummary } from '../server/shapes.ts';
import { channelsOf, filterFlows } from './flow-filter.ts';

const aFlow = (id: string, more: Partial<FlowSummary> = {}): FlowSummary => ({
  id,
  name: id,
  purpose: '',
  channel: 'Orders',
  owner: '',
  trigger: null,
  draft: { revision: 1, isChanged: false, updatedAt: '2026-11-20T00:00:00Z', updatedBy: 'a' },
  latestVersion: null,
  deployments: {},
  activity: [],
  runsLastHour: 0,
  openExceptions: 0,
  ...more,
});
const flows = [
  aFlow('returns', { channel: 'Returns', purpose: 'Loop returns' }),
  aFlow('shop', { deployments: { dev: 3 }, openExceptions: 2, owner: 'M. Lindqvist' }),
  aFlow('edi', { draft: { revision: 1, isChanged: true, updatedAt: '', updatedBy: '' } }),
];
const ids = (filter: Partial<Parameters<typeof filterFlows>[1]>) =>
  filterFlows(flows, { text: '', channel: '', state: 'any', ...filter }, 'dev').map((flow) => flow.id);

test('flows stand by channel, then by name', () => {
  expect(ids({})).toEqual(['edi', 'shop', 'returns']);
  expect(channelsOf(flows)).toEqual(['Orders', 'Returns']);
});

test('every word of the text has to occur somewhere', () => {
  expect(ids({ text: 'lind orders' })).toEqual(['shop']);
  expect(ids({ text: 'lind returns' })).toEqual([]);
});

test('channel and state narrow the list', () => {
  expect(ids({ channel: 'Returns' })).toEqual(['returns']);
  expect(ids({ state: 'live' })).toEqual(['shop']);
  expect(ids({ state: 'not-live' })).toEqual(['edi', 'returns']);
  expect(ids({ state: 'changed' })).toEqual(['edi']);
  expect(ids({ state: 'exceptions' })).toEqual(['shop']);
});
