import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCore } from '../core.ts';
import { silentLog } from '../engine/log.ts';
import { newRun } from '../engine/run/new-run.ts';
import { runCollection } from '../engine/run/run-document.ts';
import { testFlow, testRegistry } from '../lifecycle/test-nodes.ts';
import { embeddedQueue } from '../queue/embedded-queue.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import { fileBlobs } from '../store/file-blobs.ts';
import { openKeyring } from '../vault/keyring.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
  for (const text of ['one', 'two', 'three']) {
    const flow = testFlow('orders');
    const [hook, label] = flow.nodes;
    await call('PUT', '/flows/orders', { flow: { ...flow, nodes: [hook, { ...label, config: { text } }] } });
    await call('POST', '/flows/orders/versions', { note: text });
  }
  await deploy(1);
});
afterEach(() => api.close());

const call = (method: string, path: string, body?: unknown) => api.call(method, `/api${path}`, body);
const deploy = (version: number, more: object = {}) => call('POST', '/flows/orders/deployments', { env: 'test', version, ...more });
const share = (percent: number) => call('PUT', '/flows/orders/deployments/test/rollout', { share: percent });
const goBack = (why = 'Prices without tax') => call('DELETE', '/flows/orders/deployments/test/rollout', { why });
type Now = { deployment: { version: number; rollout: { version: number; share: number } | null } | null; notMade: unknown };
const shown = async () => (await call('GET', '/flows/orders/deployments?env=test')).body as { items: { kind: string }[]; now: Now[] };
const now = async () => (await shown()).now[0];
const lines = async () => (await shown()).items.map((line) => line.kind);
const acts = async () =>
  ((await call('GET', '/audit?subject=orders')).body as { items: { act: string; why: string | null; details: object }[] }).items;

/** Runs of a version that have ended, as an engine leaves them. */
async function ended(version: number, count: number, failed: number): Promise<void> {
  const published = await api.core.deployments.version('orders', version);
  if (!published) throw new Error('not published');
  const plan = { ...published, version, lane: 'orders' };
  const at = api.clock.now();
  for (let n = 0; n < count; n++) {
    const id = `run-${version}-${at}-${n}`;
    const head = { id, plan, env: 'test', now: at, pinned: { now: '', seed: '', headers: {}, query: {} } };
    const run = newRun({ ...head, message: null, messageBytes: 0, contentType: 'text/plain', bodyHash: '' });
    await api.store.collection(runCollection).insert({ ...run, status: n < failed ? 'failed' : 'done', finishedAt: at });
  }
}

describe('a version that comes gradually', () => {
  test('stands beside the live one, gets more, and is live alone in the end; each step is in history and audit', async () => {
    expect(await deploy(2, { rollout: { share: 10 }, why: 'New prices' })).toMatchObject({
      status: 201,
      body: { version: 1, number: 1, rollout: { version: 2, share: 10, why: 'New prices', stopWhen: null } },
    });
    expect((await share(50)).body).toMatchObject({ version: 1, rollout: { version: 2, share: 50 } });
    expect(await share(50)).toMatchObject({ status: 400, body: { message: 'Version 2 gets 50% already. Name another share.' } });
    expect((await share(100)).body).toMatchObject({ version: 2, rollout: null, number: 4 });
    expect(await lines()).toEqual(['deploy', 'rollout', 'rollout', 'deploy']);
    expect((await acts()).slice(0, 3).map(({ act, details }) => [act, details])).toMatchObject([
      ['rollout.completed', { version: 2, before: 1 }],
      ['rollout.share-changed', { version: 2, share: 50, before: 10 }],
      ['rollout.started', { version: 2, share: 10, before: 1 }],
    ]);
    expect(await share(50)).toMatchObject({ status: 409, body: { code: 'NO_ROLLOUT' } });
  });

  test('is given up with a reason, and never counts as having run there', async () => {
    await deploy(2, { rollout: { share: 10 } });
    expect((await goBack('')).status).toBe(400);
    expect((await goBack()).status).toBe(204);
    expect(await now()).toMatchObject({ deployment: { version: 1, rollout: null } });
    expect((await acts())[0]).toMatchObject({ act: 'rollout.gone-back', why: 'Prices without tax', details: { version: 2, share: 10 } });
    expect((await call('POST', '/flows/orders/deployments/test/rollback', { version: 2 })).body).toMatchObject({ code: 'NEVER_RAN_THERE' });
  });

  test('goes with the next deployment or rollback, which says what it gave up; a rollback leads to the version that is live', async () => {
    await deploy(2, { rollout: { share: 10 } });
    expect((await call('POST', '/flows/orders/deployments/test/rollback', { why: 'Back' })).body).toMatchObject({
      version: 1,
      rollout: null,
    });
    expect((await acts())[0]).toMatchObject({ act: 'deployment.rolled-back', details: { gaveUp: 2 } });
    await deploy(2, { rollout: { share: 10 } });
    expect((await deploy(3, { rollout: { share: 20 } })).body).toMatchObject({ version: 1, rollout: { version: 3, share: 20 } });
    expect((await deploy(2)).body).toMatchObject({ version: 2, rollout: null });
    expect((await acts())[0]).toMatchObject({ act: 'flow.deployed', details: { gaveUp: 3, before: 1 } });
  });

  test('is refused where there is nothing to share messages with', async () => {
    expect(await deploy(1, { rollout: { share: 10 } })).toMatchObject({ status: 409, body: { code: 'NO_ROLLOUT' } });
    const elsewhere = await call('POST', '/flows/orders/deployments', { env: 'dev', version: 1, rollout: { share: 10 } });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'NO_ROLLOUT' } });
    expect((await deploy(2, { rollout: { share: 100 } })).status).toBe(400);
  });

  test('begins at its time when it is scheduled, and outlives a pause and a server', async () => {
    await deploy(2, { rollout: { share: 25 }, at: new Date(api.clock.now() + 60_000).toISOString() });
    expect((await shown()).now).toMatchObject([{ scheduled: { version: 2, share: 25 } }]);
    api.clock.advance(60_000);
    await api.core.flows.makeDue();
    await call('PUT', '/flows/orders/deployments/test/pause', { why: 'ERP migration' });
    await call('DELETE', '/flows/orders/deployments/test/pause');
    const { clock, store, folder } = api;
    const second = await openCore({
      store,
      clock,
      blobs: fileBlobs(`${folder}/blobs`),
      queue: embeddedQueue({ clock }),
      sandbox: createProcessSandbox({ bundle: '', clock }),
      log: silentLog,
      keyring: await openKeyring({ store, clock, secret: 'the secret of the tests' }),
      registry: testRegistry,
      contracts: [],
    });
    const coming = () => second.deployments.current()[0]?.rollout;
    expect(coming()).toMatchObject({ version: 2, share: 25, flow: { nodes: [{}, { config: { text: 'two' } }] } });
    await share(50);
    await second.deployments.reload();
    expect(coming()?.share).toBe(50);
    await goBack();
    await second.deployments.reload();
    expect(coming()).toBeUndefined();
  });

  test('goes back by itself when too many of its own runs fail, and says so until the next deployment', async () => {
    await ended(2, 20, 20);
    api.clock.advance(1000);
    await deploy(2, { rollout: { share: 10, stopWhen: { failedPercent: 20, atLeast: 5 } } });
    await ended(1, 20, 20);
    await ended(2, 9, 1);
    expect(await api.core.flows.makeDue()).toBe(0);
    expect((await shown()).now).toMatchObject([{ rolloutCounts: { live: { runs: 20, failed: 20 }, coming: { runs: 9, failed: 1 } } }]);
    api.clock.advance(10_000);
    await ended(2, 3, 2);
    expect(await api.core.flows.makeDue()).toBe(1);
    const words = '3 of 12 runs of version 2 failed (25%), and from 20% on it goes back.';
    expect(await now()).toMatchObject({ deployment: { version: 1, rollout: null }, notMade: { version: 2, words, isRollout: true } });
    expect((await acts())[0]).toMatchObject({ act: 'rollout.stopped', why: words, details: { version: 2, runs: 12, failed: 3 } });
    const board = (await call('GET', '/board')).body as { flows: { cells: { test: object } }[] };
    expect(board.flows[0]?.cells.test).toMatchObject({ version: 1, state: 'blocked' });
    await deploy(3);
    expect((await now())?.notMade).toBeNull();
  });
});
