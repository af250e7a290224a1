import { describe, expect, test } from 'vitest';
import type { Connection } from '../server/shapes.ts';
import { connectionLook } from './connection-look.ts';

const hour = (done: number, failed = 0) => ({ hour: '2026-11-21T08:00:00.000Z', done, failed });
const connection = (more: Partial<Connection>) =>
  ({
    name: 'erp-main',
    env: 'dev',
    traffic: { state: 'closed', since: null, until: null, waiting: 0, by: null, why: null },
    auth: { kind: 'bearer', hasSecret: true, secrets: {} },
    warnings: [],
    lastTest: null,
    usedBy: ['orders'],
    usedByOthers: 0,
    calls: [hour(0)],
    updatedAt: '2026-11-20T08:00:00.000Z',
    ...more,
  }) as Connection;
const lastTest = { at: '2026-11-21T08:00:00.000Z', ok: true, ms: 4, words: '', by: 'Mara' };

describe('a connection is called healthy', () => {
  test('when a call went through or a test passed, not because a flow names it', () => {
    expect(connectionLook(connection({})).word).toBe('Not tested');
    expect(connectionLook(connection({ calls: [hour(0, 3)] })).word).toBe('Not tested');
    expect(connectionLook(connection({ calls: [hour(1)] })).word).toBe('Healthy');
    expect(connectionLook(connection({ lastTest })).word).toBe('Healthy');
    expect(connectionLook(connection({ lastTest: { ...lastTest, ok: false } })).word).toBe('Test failed');
  });

  test('when it only signs messages that come in and is in use', () => {
    const auth = { kind: 'webhook-secret', hasSecret: true, secrets: {} } as Connection['auth'];
    expect(connectionLook(connection({ auth })).word).toBe('Healthy');
    expect(connectionLook(connection({ auth, usedBy: [] })).word).toBe('Not tested');
  });

  test('never while its breaker is open, whatever was called before', () => {
    const traffic = { ...connection({}).traffic, state: 'open' } as const;
    expect(connectionLook(connection({ calls: [hour(9)], traffic })).word).toBe('Breaker open');
  });
});
