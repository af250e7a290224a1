import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCore } from '../core.ts';
import { silentLog } from '../engine/log.ts';
import { singleSchema } from '../lifecycle/deployment-documents.ts';
import { testFlow, testRegistry } from '../lifecycle/test-nodes.ts';
import { embeddedQueue } from '../queue/embedded-queue.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import { fileBlobs } from '../store/file-blobs.ts';
import { openKeyring } from '../vault/keyring.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
  await guarded(false);
});
afterEach(() => api.close());

const call = (method: string, path: string, body?: unknown) => api.call(method, `/api${path}`, body);
/** Tests of deployments go straight to prod; promotions have tests of their own. */
const guarded = async (isGuarded: boolean) => {
  const { body } = await call('GET', '/environments/prod/promotion-policy');
  await call('PUT', '/environments/prod/promotion-policy', { ...(body as object), isGuarded });
};
const at = (): string => new Date(api.clock.now()).toISOString();

/** Publishes versions of a flow that differ in a label; `key` is what its messages are found by. */
async function publish(id: string, { versions = 1, key = '' }: { versions?: number; key?: string } = {}) {
  const flow = testFlow(id);
  const settings = key === '' ? {} : { settings: { businessKeys: [{ kind: 'order', value: key }] } };
  for (let version = 1; version <= versions; version++) {
    const [hook, label] = flow.nodes;
    const nodes = [hook, { ...label, config: { text: `version ${version}` } }];
    await call('PUT', `/flows/${id}`, { flow: { ...flow, ...settings, nodes } });
    const published = await call('POST', `/flows/${id}/versions`, { note: `version ${version}` });
    if (published.status !== 201) throw new Error(published.text);
  }
}
const deploy = (id: string, env: string, version: number, more: object = {}) =>
  call('POST', `/flows/${id}/deployments`, { env, version, ...more });
const rollback = (id: string, env: string, body: object = {}) => call('POST', `/flows/${id}/deployments/${env}/rollback`, body);
type History = { items: { number: number; version: number; kind: string; until: string | null; configuration: unknown }[]; now: unknown[] };
const history = async (id: string, env: string) => (await call('GET', `/flows/${id}/deployments?env=${env}`)).body as History;
const linesOf = async (id: string, env: string) => (await history(id, env)).items.map(({ kind, version }) => `${kind} ${version}`);
const later = (ms: number) => new Date(api.clock.now() + ms).toISOString();
const variable = (env: string, name: string, value: unknown) =>
  call('PUT', `/variables/${env}/${name}`, {
    type: typeof value === 'number' ? 'number' : 'text',
    value,
    purpose: 'For tests',
    why: 'test',
  });
/** As if it had been approved already. */
const lookup = (env: string, name: string, rows: [string, string][]) =>
  api.core.lookups.save(
    env,
    name,
    {
      purpose: 'For tests',
      columns: [
        { name: 'code', type: 'text', isKey: true },
        { name: 'to', type: 'text', isKey: false },
      ],
      ignoreCase: false,
      rows,
    },
    { by: 'Ada', why: 'test' },
  );

describe('history', () => {
  test('says what ran from when to when, by whom, why, and with which configuration', async () => {
    await variable('test', 'warehouse', 'HAM');
    await lookup('test', 'units', [['BX', 'EA']]);
    await publish('orders', { versions: 2, key: "{{ vars.warehouse + lookup('units', item.unit) }}" });
    await deploy('orders', 'test', 1, { why: 'first' });
    api.clock.advance(60_000);
    const from = at();
    expect(await deploy('orders', 'test', 2, { why: 'faster' })).toMatchObject({
      status: 201,
      body: { number: 2, why: 'faster', scheduledFor: null },
    });
    const { items, now } = await history('orders', 'test');
    expect(items).toMatchObject([
      { number: 2, version: 2, kind: 'deploy', since: from, until: null, by: 'API token', why: 'faster', promotion: null },
      {
        number: 1,
        version: 1,
        kind: 'deploy',
        until: from,
        configuration: { variables: { warehouse: 'HAM' }, lookups: { units: 1 }, contracts: [], connections: [] },
      },
    ]);
    expect(now).toMatchObject([
      { env: 'test', deployment: { version: 2, since: from }, paused: null, scheduled: null, notMade: null, waiting: 0 },
    ]);
  });

  test('of flows that were deployed before there was a history begins with what runs', async () => {
    await publish('orders', { versions: 2 });
    const since = api.clock.now() - 1000;
    await api.store.collection(singleSchema).insert({ id: 'dev/orders', env: 'dev', flow: 'orders', version: 2, since, by: 'Ada' });
    await api.close({ keepFolder: true });
    api = await openTestApi(api.folder);
    expect(api.core.deployments.current()).toMatchObject([{ env: 'dev', version: 2, by: 'Ada' }]);
    expect((await history('orders', 'dev')).items).toMatchObject([
      { number: 1, version: 2, by: 'Ada', since: new Date(since).toISOString() },
    ]);
    expect(await api.store.collection(singleSchema).count()).toBe(0);
  });
});

describe('a bundle', () => {
  test('of five flows of which one cannot run changes nothing', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) await publish(id, { versions: 2 });
    // At the address of `a`.
    await call('POST', '/flows', { name: 'e', from: { flow: testFlow('e', { path: 'a' }) } });
    await call('POST', '/flows/e/versions', {});
    await api.core.flows.deployAll(
      'prod',
      ids.map((flow) => ({ flow, version: 1 })),
      { by: 'Ada' },
    );
    const before = api.core.deployments.stateOf('prod');
    const bundle = [...ids, 'e'].map((flow) => ({ flow, version: flow === 'e' ? 1 : 2 }));
    await expect(api.core.flows.deployAll('prod', bundle, { by: 'Ada' })).rejects.toMatchObject({ code: 'PATH_TAKEN' });
    expect(api.core.deployments.stateOf('prod')).toEqual(before);
    expect(await linesOf('a', 'prod')).toEqual(['deploy 1']);
  });

  test('goes back together', async () => {
    for (const id of ['a', 'b']) await publish(id, { versions: 2 });
    const both = (version: number | null) => ['a', 'b'].map((flow) => ({ flow, version }));
    await api.core.flows.deployAll('prod', both(1), { by: 'Ada' });
    await api.core.flows.deployAll('prod', both(2), { by: 'Ada', promotion: 'PR-1' });
    await api.core.flows.rollbackAll('prod', both(1), { by: 'Bob', why: 'Wrong prices' });
    expect(api.core.deployments.current()).toMatchObject([
      { flow: { id: 'a' }, version: 1, by: 'Bob' },
      { flow: { id: 'b' }, version: 1, by: 'Bob' },
    ]);
    await api.core.flows.rollbackAll('prod', both(null), { by: 'Bob' });
    expect(api.core.deployments.current()).toEqual([]);
    expect(await linesOf('a', 'prod')).toEqual(['withdraw 1', 'rollback 1', 'deploy 2', 'deploy 1']);
  });

  test('may give the address of a flow that goes to one that comes', async () => {
    await publish('old');
    await call('POST', '/flows', { name: 'new', from: { flow: testFlow('new', { path: 'old' }) } });
    await call('POST', '/flows/new/versions', {});
    await deploy('old', 'prod', 1);
    const wanted = [
      { flow: 'old', version: null },
      { flow: 'new', version: 1 },
    ];
    await api.core.flows.deployAll('prod', wanted, { by: 'Ada' });
    expect(api.core.deployments.current()).toMatchObject([{ flow: { id: 'new' } }]);
  });

  test('that two servers switch at once ends as one of them left it', async () => {
    for (const id of ['a', 'b']) await publish(id, { versions: 3 });
    const other = await openSecond();
    const both = (version: number) => ['a', 'b'].map((flow) => ({ flow, version }));
    await Promise.all([
      api.core.flows.deployAll('prod', both(1), { by: 'Ada' }),
      other.flows.deployAll('prod', both(2), { by: 'Bob' }),
      api.core.flows.deployAll('prod', both(3), { by: 'Ada' }),
    ]);
    await api.core.deployments.reload();
    const { flows } = api.core.deployments.stateOf('prod');
    expect(flows.a?.version).toBe(flows.b?.version);
    const lines = (await history('a', 'prod')).items.map(({ number }) => number);
    expect(lines).toEqual([3, 2, 1]);
  });
});

/** A second server's view of the same store. */
async function openSecond() {
  const { clock, store, folder } = api;
  return openCore({
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
}

describe('rolling back', () => {
  test('brings the version before back; twice goes two steps back and never forward', async () => {
    await publish('orders', { versions: 3 });
    for (const version of [1, 2, 3]) await deploy('orders', 'prod', version);
    expect(await rollback('orders', 'prod', { why: 'Wrong prices' })).toMatchObject({
      status: 200,
      body: { version: 2, from: 3, why: 'Wrong prices', configuration: { restored: [], left: [] } },
    });
    expect((await rollback('orders', 'prod')).body).toMatchObject({ version: 1, from: 2 });
    expect(await rollback('orders', 'prod')).toMatchObject({ status: 409, body: { code: 'NOTHING_BEFORE' } });
    expect((await rollback('orders', 'prod', { version: 3 })).body).toMatchObject({ version: 3, from: 1 });
  });

  test('goes only to what ran there', async () => {
    await publish('orders', { versions: 3 });
    await deploy('orders', 'prod', 1);
    await deploy('orders', 'prod', 3);
    expect(await rollback('orders', 'prod', { version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'NEVER_RAN_THERE', message: expect.stringContaining('Version 1 did.') },
    });
    expect(await rollback('orders', 'prod', { version: 3 })).toMatchObject({ status: 409, body: { code: 'NOTHING_BEFORE' } });
    expect(await rollback('orders', 'test')).toMatchObject({ status: 409, body: { code: 'NOTHING_BEFORE' } });
  });

  test('a flow that was taken out is back as it ran last', async () => {
    await publish('orders', { versions: 2 });
    await deploy('orders', 'prod', 2);
    await call('DELETE', '/flows/orders/deployments/prod');
    expect((await rollback('orders', 'prod')).body).toMatchObject({ version: 2, from: null });
  });

  test('brings variables and lookups back, and leaves what another live flow uses', async () => {
    const key = "{{ vars.warehouse + vars.shared + lookup('units', item.unit) }}";
    for (const [name, value] of [
      ['warehouse', 'HAM'],
      ['shared', 'one'],
    ] as const)
      await variable('prod', name, value);
    await lookup('prod', 'units', [['BX', 'EA']]);
    await publish('orders', { versions: 2, key });
    await publish('returns', { key: '{{ vars.shared }}' });
    await deploy('orders', 'prod', 1);
    await deploy('returns', 'prod', 1);
    for (const [name, value] of [
      ['warehouse', 'CGN'],
      ['shared', 'two'],
    ] as const)
      await variable('prod', name, value);
    await lookup('prod', 'units', [['BX', 'PC']]);
    await deploy('orders', 'prod', 2);
    const { body } = await rollback('orders', 'prod');
    expect(body).toMatchObject({
      configuration: {
        restored: [
          { kind: 'variable', name: 'warehouse', before: 'CGN', after: 'HAM' },
          { kind: 'lookup', name: 'units', before: 2, after: 1 },
        ],
        left: [{ kind: 'variable', name: 'shared', why: 'Flow returns uses it too, so it stays as it is' }],
      },
    });
    expect(api.core.variables.values('prod')).toMatchObject({ warehouse: 'HAM', shared: 'two' });
    expect((await api.core.lookups.content('prod', 'units')).rows).toEqual([['BX', 'EA']]);
  });

  test('leaves the configuration as it is when asked to', async () => {
    await variable('prod', 'warehouse', 'HAM');
    await publish('orders', { versions: 2, key: '{{ vars.warehouse }}' });
    await deploy('orders', 'prod', 1);
    await variable('prod', 'warehouse', 'CGN');
    await deploy('orders', 'prod', 2);
    expect((await rollback('orders', 'prod', { restoreConfiguration: false })).body).toMatchObject({
      version: 1,
      configuration: { restored: [], left: [] },
    });
    expect(api.core.variables.values('prod')).toEqual({ warehouse: 'CGN' });
  });
});

describe('a scheduled deployment', () => {
  test('happens at its time, once, also with two servers, and also after a restart', async () => {
    await publish('orders', { versions: 2 });
    await deploy('orders', 'prod', 1);
    const when = later(3_600_000);
    expect(await deploy('orders', 'prod', 2, { at: when, why: 'tonight' })).toMatchObject({
      status: 201,
      body: { scheduledFor: when, number: null },
    });
    expect((await history('orders', 'prod')).now).toMatchObject([
      { deployment: { version: 1 }, scheduled: { version: 2, at: when, why: 'tonight' } },
    ]);
    await api.close({ keepFolder: true });
    api = await openTestApi(api.folder);
    const other = await openSecond();
    api.clock.advance(3_599_000);
    expect(await api.core.flows.makeDue()).toBe(0);
    api.clock.advance(1000);
    await Promise.all([api.core.flows.makeDue(), other.flows.makeDue()]);
    expect(await linesOf('orders', 'prod')).toEqual(['deploy 2', 'deploy 1']);
    expect((await history('orders', 'prod')).now).toMatchObject([{ deployment: { version: 2, why: 'tonight' }, scheduled: null }]);
  });

  test('does not happen when something stands in its way by then, and says so', async () => {
    await publish('first');
    await call('POST', '/flows', { name: 'second', from: { flow: testFlow('second', { path: 'first' }) } });
    await call('POST', '/flows/second/versions', {});
    await deploy('second', 'test', 1, { at: later(60_000) });
    await deploy('first', 'test', 1);
    api.clock.advance(60_000);
    await api.core.flows.makeDue();
    expect((await history('second', 'test')).now).toMatchObject([
      { deployment: null, scheduled: null, notMade: { version: 1, words: expect.stringContaining('It cannot run in test') } },
    ]);
    const { items } = (await call('GET', '/audit?subject=second')).body as { items: { act: string }[] };
    expect(items.map(({ act }) => act)).toContain('deployment.not-made');
    expect((await call('GET', '/board')).body).toMatchObject({
      flows: [{ id: 'first' }, { id: 'second', cells: { test: { version: null, state: 'blocked' } } }],
    });
    expect((await call('DELETE', '/flows/second/deployments/test/schedule')).status).toBe(204);
    expect((await history('second', 'test')).now).toMatchObject([{ notMade: null }]);
  });

  test('is not made hours late, when no server was up at its time', async () => {
    await publish('orders');
    await deploy('orders', 'test', 1, { at: later(60_000) });
    api.clock.advance(2 * 3_600_000);
    await api.core.flows.makeDue();
    expect(api.core.deployments.current()).toEqual([]);
    expect((await history('orders', 'test')).now).toMatchObject([{ notMade: { words: expect.stringContaining('No server was up') } }]);
  });

  test('is called off, and is replaced by a deployment that comes before', async () => {
    await publish('orders', { versions: 3 });
    await deploy('orders', 'test', 2, { at: later(60_000) });
    expect((await call('DELETE', '/flows/orders/deployments/test/schedule')).status).toBe(204);
    expect(await call('DELETE', '/flows/orders/deployments/test/schedule')).toMatchObject({
      status: 404,
      body: { code: 'NOTHING_SCHEDULED' },
    });
    await deploy('orders', 'test', 2, { at: later(60_000) });
    await deploy('orders', 'test', 3);
    api.clock.advance(60_000);
    expect(await api.core.flows.makeDue()).toBe(0);
    expect(await deploy('orders', 'test', 1, { at: at() })).toMatchObject({ status: 400, body: { details: [{ path: 'body.at' }] } });
  });

  test('is refused by whoever guards the environment, at once and at its time', async () => {
    await publish('orders');
    await deploy('orders', 'prod', 1, { at: later(60_000) });
    await guarded(true);
    expect(await deploy('orders', 'prod', 1)).toMatchObject({ status: 409, body: { code: 'PROMOTION_NEEDED' } });
    expect(await call('POST', '/flows/orders/versions', { deployTo: ['prod'] })).toMatchObject({ body: { code: 'PROMOTION_NEEDED' } });
    api.clock.advance(60_000);
    await api.core.flows.makeDue();
    expect(api.core.deployments.current()).toEqual([]);
    expect((await history('orders', 'prod')).now).toMatchObject([{ notMade: { words: expect.stringContaining('promotion') } }]);
  });
});

describe('a pause', () => {
  const pause = (body: object) => call('PUT', '/flows/orders/deployments/test/pause', { why: 'ERP migration', ...body });

  test('is shown with who and why, survives other versions, and ends by itself', async () => {
    await publish('orders', { versions: 2 });
    await deploy('orders', 'test', 1);
    const until = later(60_000);
    expect(await pause({ mode: 'queue', until })).toMatchObject({ status: 200, body: { mode: 'queue', by: 'API token', until } });
    await deploy('orders', 'test', 2);
    expect((await history('orders', 'test')).now).toMatchObject([{ deployment: { version: 2 }, paused: { why: 'ERP migration' } }]);
    expect((await call('GET', '/board')).body).toMatchObject({ flows: [{ cells: { test: { version: 2, state: 'paused' } } }] });
    api.clock.advance(60_000);
    await api.core.flows.makeDue();
    expect((await history('orders', 'test')).now).toMatchObject([{ paused: null }]);
    expect(await linesOf('orders', 'test')).toEqual(['resume 2', 'deploy 2', 'pause 1', 'deploy 1']);
  });

  test('is refused where nothing runs, in the past, and ends only once', async () => {
    await publish('orders');
    expect(await pause({})).toMatchObject({ status: 404, body: { code: 'NOT_DEPLOYED' } });
    await deploy('orders', 'test', 1);
    expect(await pause({ until: at() })).toMatchObject({ status: 400, body: { details: [{ path: 'body.until' }] } });
    await pause({});
    expect((await call('DELETE', '/flows/orders/deployments/test/pause')).status).toBe(204);
    expect(await call('DELETE', '/flows/orders/deployments/test/pause')).toMatchObject({ status: 409, body: { code: 'NOT_PAUSED' } });
  });
});

describe('the board', () => {
  test('shows versions beside each other, and what is behind', async () => {
    await publish('orders', { versions: 3 });
    for (const [env, version] of [
      ['dev', 3],
      ['test', 2],
      ['prod', 1],
    ] as const)
      await deploy('orders', env, version);
    await publish('returns');
    expect((await call('GET', '/board')).body).toMatchObject({
      flows: [
        {
          id: 'orders',
          latest: 3,
          draft: { changes: 0, errors: 0 },
          cells: {
            dev: { version: 3, state: 'live', behind: 0, runs24h: 0, openExceptions: 0, by: 'API token' },
            test: { version: 2, behind: 1 },
            prod: { version: 1, behind: 1 },
          },
        },
        { id: 'returns', cells: {} },
      ],
      drift: [],
    });
  });

  test('tells what was changed by hand since a version came, until the next one comes', async () => {
    await variable('prod', 'warehouse', 'HAM');
    await publish('orders', { versions: 2, key: '{{ vars.warehouse }}' });
    await deploy('orders', 'prod', 1);
    expect((await call('GET', '/board')).body).toMatchObject({ drift: [], flows: [{ cells: { prod: { state: 'live' } } }] });
    await variable('prod', 'warehouse', 'CGN');
    expect((await call('GET', '/board')).body).toMatchObject({
      flows: [{ cells: { prod: { state: 'drifted' } } }],
      drift: [{ env: 'prod', kind: 'variable', name: 'warehouse', words: expect.stringContaining('was changed') }],
    });
    await deploy('orders', 'prod', 2);
    expect((await call('GET', '/board')).body).toMatchObject({ drift: [] });
  });

  test('that somebody looks at while a version comes tells nothing wrong afterwards', async () => {
    await publish('orders', { versions: 2 });
    await deploy('orders', 'prod', 1);
    let looked: Promise<unknown> | undefined;
    // As browsers do that are told of the change at once.
    const stop = api.core.deployments.onChange(() => {
      looked ??= api.core.board();
    });
    await deploy('orders', 'prod', 2);
    stop();
    expect(await looked).toBeDefined();
    expect((await call('GET', '/board')).body).toMatchObject({ drift: [], flows: [{ cells: { prod: { state: 'live' } } }] });
  });

  test('is there at once with 200 flows in three environments', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `flow-${i}`);
    const { flows } = api.core;
    await Promise.all(
      ids.map(async (id) => {
        await flows.create({ name: id, flow: testFlow(id), by: 'Ada' });
        await flows.publish(id, { note: '', by: 'Ada' });
      }),
    );
    for (const env of ['dev', 'test', 'prod'])
      await flows.deployAll(
        env,
        ids.map((flow) => ({ flow, version: 1 })),
        { by: 'Ada' },
      );
    await call('GET', '/board');
    const started = performance.now();
    const { body } = await call('GET', '/board');
    expect((body as { flows: unknown[] }).flows).toHaveLength(200);
    // A look takes some 20 ms; a machine that is busy gets its share.
    expect(performance.now() - started).toBeLessThan(1000);
  }, 60_000);
});
