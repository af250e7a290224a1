import { aFlow, sendOrder } from '@crossdock/runtime/engine/test/a-flow';
import { describe, expect, test } from 'vitest';
import { withoutComparing } from '../edited-store.ts';
import { breaks, holds, isLong } from '../prove.ts';
import { engineModel } from './engine-model.ts';

const flow = aFlow().step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' }).step('erp', 'connector.http', sendOrder).build();
const order = { name: '1' };
const isOnce = { flow, effects: 1 };

describe('a message', () => {
  test('that two servers are sent is one run and one effect, also when one of them dies', async () => {
    await holds(engineModel('two servers', { ...isOnce, servers: { S1: [order], S2: [order] } }));
  });
  test('that two workers may execute is executed once, also when one of them dies', async () => {
    await holds(engineModel('one server, two workers', { ...isOnce, servers: { S1: [order] }, isOwn: false, workers: ['W1'] }), {crashes: 1});
  });
  test('whose worker is taken for dead and goes on is one effect, and ends once', async () => {
    await holds(engineModel('suspected', { ...isOnce, servers: { S1: [order] }, isSuspicious: true }), {crashes: 0});
  });
});
