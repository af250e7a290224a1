import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onFailureSchema } from '@crossdock/flows/document/flow';
import { definitionOf } from '@crossdock/nodes/registry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { policyOf } from '../../connections/connection-policy.ts';
import { createFlowControl, type FlowControl } from '../../connections/flow/flow-control.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { silentLog } from '../log.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { otherSide } from '../test/other-side.ts';
import { httpTransport } from './http-transport.ts';
import type { CallLease } from './send-call.ts';
import { type Caller, type CallResult, createCaller } from './settle-calls.ts';

let side: Awaited<ReturnType<typeof otherSide>>;
let folder: string;
let store: Store;
let clock: TestClock;
let flowControl: FlowControl;
let caller: Caller | undefined;
beforeEach(async () => {
  side = await otherSide();
  folder = mkdtempSync(join(tmpdir(), 'crossdock-calls-'));
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  clock = testClock();
  flowControl = createFlowControl({ store, clock, log: silentLog, random: () => 0 });
});
afterEach(async () => {
  await caller?.close();
  flowControl.close();
  await store.close();
  await side.close();
  await rm(folder, { recursive: true, force: true });
});

const definition = definitionOf('connector.http', 1);
const retry = { attempts: 9, firstDelaySeconds: 1, factor: 1, maxDelaySeconds: 1 };

/** One step that posts to the other side. */
function aCaller(given: { policy?: Parameters<typeof policyOf>[0]; lease?: CallLease; timeoutSeconds?: number } = {}) {
  const policy = policyOf({ breaker: null, network: 'private', ...given.policy });
  const connection = { env: 'dev', name: 'erp', system: 'http', address: side.address, auth: { kind: 'none' }, policy } as const;
  const made = createCaller({
    connections: { open: () => connection, onChange: () => () => {} },
    transport: httpTransport(),
    flowControl,
    clock,
    lease: given.lease,
    random: () => 0,
  });
  caller = made;
  const config = definition?.config.parse({ connection: 'erp', path: '/orders' });
  const planNode = {
    node: { id: 'erp' },
    call: { definition, config, connection: 'erp', idempotency: { key: { lifetimeHours: 24 } }, needsIntent: false },
    onFailure: onFailureSchema.parse({ retry, timeoutSeconds: given.timeoutSeconds ?? 30 }),
  } as unknown as PlanNode;
  return async (item: string, before?: LedgerEntry): Promise<CallResult> => {
    const pending = { node: 0, item, request: { method: 'POST' as const, path: '/orders' } };
    const [result] = await made.call({ env: 'dev', lineage: 'r_1', nodes: [planNode] }, [{ pending, body: '{}', before }]);
    return result as CallResult;
  };
}

describe('a worker whose lease', () => {
  test('is not held sends nothing, and counts no attempt', async () => {
    const call = aCaller({ lease: { isHeld: () => false, lost: undefined } });
    const { entry } = await call('0');
    expect(entry).toMatchObject({ state: 'pending', attempts: 0, firstSentAt: null, hold: 'parked' });
    expect(side.received).toHaveLength(0);
  });

  test('is lost while it waits for an answer cuts the call off: its outcome is unknown, and the system is not blamed', async () => {
    side.behave(() => 'never');
    const lost = new AbortController();
    const call = aCaller({ lease: { isHeld: () => true, lost: lost.signal }, policy: { breaker: { failures: 1 } } });
    const answer = call('0');
    await side.calls(1);
    lost.abort();
    const { entry } = await answer;
    expect(entry).toMatchObject({ state: 'unknown', attempts: 1, mayHaveHappened: true, error: { code: 'LEASE_LOST' } });
    expect(flowControl.state('dev/erp').state).toBe('closed');
  });
});

describe('the longest answer', () => {
  test("is the step's where that is shorter than the connection's", async () => {
    side.behave(() => 'never');
    const { entry } = await aCaller({ timeoutSeconds: 0.3, policy: { timeoutSeconds: 60 } })('0');
    expect(entry).toMatchObject({
      state: 'unknown',
      error: { code: 'NO_ANSWER', message: expect.stringContaining('within 0.3 s') as string },
    });
  });

  test("is the connection's where that is shorter than the step's", async () => {
    side.behave(() => 'never');
    const { entry } = await aCaller({ timeoutSeconds: 60, policy: { timeoutSeconds: 0.4 } })('0');
    expect(entry.error?.message).toContain('within 0.4 s');
  });
});

describe('repeats', () => {
  const policy = { retryBudget: { ratio: 0.1, minPerMinute: 3 } };

  test('that fail use the budget up; then they wait, and the wait counts as no attempt', async () => {
    side.behave(() => ({ status: 500 }));
    const call = aCaller({ policy });
    let { entry } = await call('0');
    for (let repeat = 0; repeat < 3; repeat++) ({ entry } = await call('0', entry));
    expect(entry.attempts).toBe(4);
    const { entry: refused } = await call('0', entry);
    expect(refused).toMatchObject({ attempts: 4, hold: 'retry', error: { code: 'RETRY_BUDGET_SPENT' } });
    expect(side.received).toHaveLength(4);
    expect(flowControl.stats()).toMatchObject([{ repeatsRefused: 1 }]);
    clock.advance(20_000);
    expect((await call('0', refused)).entry.attempts).toBe(5);
  });

  test('that go through cost nothing: what waited for a sick system drains at full speed', async () => {
    side.behave((_call, count) => (count <= 40 ? { status: 500 } : {}));
    const call = aCaller({ policy });
    const failed = await Promise.all(Array.from({ length: 40 }, (_, n) => call(String(n))));
    for (const [n, { entry }] of failed.entries()) expect((await call(String(n), entry)).entry.state).toBe('confirmed');
  });
});

test('a store that cannot say whether a token is left lets nothing through', async () => {
  const call = aCaller({ policy: { rate: { count: 1 } } });
  await store.close();
  const { entry } = await call('0');
  expect(entry).toMatchObject({ attempts: 0, hold: 'parked', retryAt: clock.now() + 2000 });
  expect(side.received).toHaveLength(0);
  store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
});

test('a connection without a rate whose breaker is closed never asks the store', async () => {
  let asked = 0;
  const watching = {
    ...store,
    collection: (schema: never) =>
      new Proxy(store.collection(schema), {
        get(target, name) {
          asked++;
          return Reflect.get(target, name) as unknown;
        },
      }),
  } as Store;
  flowControl = createFlowControl({ store: watching, clock, log: silentLog });
  const call = aCaller({ policy: { breaker: { failures: 5 } } });
  for (let n = 0; n < 20; n++) expect((await call(String(n))).entry.state).toBe('confirmed');
  expect(asked).toBe(0);
});
