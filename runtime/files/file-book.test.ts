import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionRequest } from '../api/shapes/requests.ts';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { applySchema } from './apply-documents.ts';
import type { Applied } from './file-book.ts';
import { pathOf } from './layout.ts';
import type { Plan } from './plan.ts';

let source: TestApi;
let target: TestApi;
beforeAll(async () => {
  [source, target] = await Promise.all([openTestApi(), openTestApi()]);
  await fill(source);
});
afterAll(() => Promise.all([source.close(), target.close()]));

const by = 'Ada';
const secret = 'canary-3f9c-of-the-vault';

/** An environment with one of everything, and of the odd ones more. */
async function fill({ core }: TestApi): Promise<void> {
  const { contracts, lookups, variables, connections, environments, flows } = core;
  const schema = { type: 'object', properties: { zip: { type: 'string' }, carrier: { type: 'string' } }, required: ['zip'] };
  await contracts.add({ subject: 'ship-notice', title: 'Ship notice', schema, by, why: 'first' });
  await contracts.add({ subject: 'ship-notice', title: 'Ship notice', schema: { ...schema, required: [] }, by, why: 'zip is optional' });
  await contracts.remove('ship-notice@1', by);
  const columns = [
    { name: 'unit; with "odd", name', type: 'text' as const, isKey: true },
    { name: 'factor', type: 'number' as const, isKey: false },
    { name: 'note', type: 'text' as const, isKey: false },
    { name: 'since', type: 'date' as const, isKey: false },
    { name: 'active', type: 'boolean' as const, isKey: false },
  ];
  const rows = [
    ['PAL', 0.1, ' padded, "quoted"\r\nin two lines ', '2026-11-21', true],
    ['EA', 1e21, 'Stück 注文 😀', null, false],
    ['0012', -0.5, '=1+1', '2024-02-29T08:00:00Z', null],
  ];
  await lookups.save('test', 'uom', { purpose: 'Units', columns, ignoreCase: true, rows }, { by, why: 'first' });
  await variables.put('test', 'warehouse', { type: 'text', value: 'Łódź', purpose: 'Where orders ship from' }, { by, why: 'first' });
  await variables.put('test', 'limits', { type: 'json', value: { b: [1, 2.5], a: null }, purpose: '' }, { by, why: 'first' });
  const erp = connectionRequest.parse({
    system: 'erp',
    address: 'https://erp.example.com',
    auth: { kind: 'basic', user: 'crossdock', secret },
    policy: { rate: { count: 10, perSeconds: 1, burst: 2 } },
  });
  const shop = { ...erp, auth: { kind: 'bearer' as const, secret: { from: 'env:SHOP_TOKEN' } } };
  await connections.put('test', 'erp-main', erp, by);
  await connections.put('test', 'shop', connectionRequest.parse(shop), by);
  const { name: _, position: __, ...settings } = environments.require('test');
  await environments.put(
    'test',
    { ...settings, retention: { runDays: 60, payloadDays: 7 }, limits: { backlog: 500, concurrency: null } },
    by,
  );
  for (const id of ['orders', 'stock']) {
    await flows.create({ name: id, flow: testFlow(id, id === 'orders' ? { connection: 'erp-main' } : {}), by });
    await flows.publish(id, { note: id === 'orders' ? 'Net prices „A“' : '', deployTo: ['test'], by });
  }
}

const options = { prune: false, overwriteDrafts: false };
const who = { id: 'ada', name: by, has: () => true, sees: () => true, mayDeploy: () => true, readsPayloads: () => true };

function apply(api: TestApi, files: ReadonlyMap<string, string>, more: object = {}): Promise<Applied> {
  const secrets = { 'erp-main': { secret } };
  return api.core.files.apply('test', { ...options, files, secrets, note: '', by, byId: null, who, ...more });
}

function changed(files: ReadonlyMap<string, string>, path: string, change: (text: string) => string | null): Map<string, string> {
  const copy = new Map(files);
  const text = change(files.get(path) ?? '');
  if (text === null) copy.delete(path);
  else copy.set(path, text);
  return copy;
}

const named = (plan: Plan) => plan.changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

test('exported, applied to an empty installation and exported again, every file is the same byte by byte', async () => {
  const files = await source.core.files.export('test');
  expect([...files.keys()]).toEqual([
    '.gitattributes',
    'README.md',
    'connections/erp-main.json',
    'connections/shop.json',
    'contracts/ship-notice@2.schema.json',
    'deployments.json',
    'environment.json',
    'flows/orders.flow.json',
    'flows/stock.flow.json',
    'lookups/uom.csv',
    'lookups/uom.json',
    'variables.json',
  ]);
  expect(JSON.stringify([...files])).not.toContain(secret);
  expect(await source.core.files.plan('test', files, options)).toMatchObject({
    changes: [],
    needs: [],
    summary: expect.stringContaining('0 to create, 0 to change'),
  });
  const { id: planId } = await target.core.files.plan('test', files, options, { 'erp-main': { secret } });
  const { plan, versions } = await apply(target, files, { planId });
  expect(named(plan)).toEqual([
    'create contract ship-notice@2',
    'create lookup uom',
    'create variable limits',
    'create variable warehouse',
    'change environment test',
    'create connection erp-main',
    'create connection shop',
    'create flow orders',
    'create flow stock',
  ]);
  expect(versions).toEqual({ orders: 1, stock: 1 });
  expect([...(await target.core.files.export('test'))]).toEqual([...files]);
  expect(await target.core.files.hashes('test')).toEqual(await source.core.files.hashes('test'));
  expect(await target.core.files.plan('test', files, options)).toMatchObject({ changes: [], needs: [] });
});

test('a plan says field by field and row by row what changes, and what becomes of running work', async () => {
  const files = new Map(await target.core.files.export('test'));
  const orders = JSON.parse(files.get(pathOf.flow('orders')) ?? '') as { nodes: { id: string; config: Record<string, unknown> }[] };
  for (const node of orders.nodes) node.config = node.id === 'hook' ? { ...node.config, path: 'orders-new' } : { ...node.config, size: 3 };
  files.set(pathOf.flow('orders'), JSON.stringify(orders));
  files.set(pathOf.rows('uom'), (files.get(pathOf.rows('uom')) ?? '').replace('PAL,0.1', 'PAL,0.2').concat('BX,1,,,\n'));
  files.set(pathOf.connection('shop'), (files.get(pathOf.connection('shop')) ?? '').replace('SHOP_TOKEN', 'NEW_TOKEN'));
  files.set(pathOf.variables, (files.get(pathOf.variables) ?? '').replace('Łódź', 'Gdańsk'));
  const { changes, needs } = await target.core.files.plan('test', files, options);
  expect(needs).toEqual([]);
  expect(
    changes.map(({ kind, name, words, details, effects }) => ({
      kind,
      name,
      words,
      details: details.map((detail) => detail.words),
      effects,
    })),
  ).toEqual([
    {
      kind: 'lookup',
      name: 'uom',
      words: '1 row added, 1 row changed',
      details: ['row PAL: factor now 0.2, was 0.1', 'row BX added: factor 1, note none, since none, active none'],
      effects: [expect.stringMatching(/^Runs that are under way go on with the rows/)],
    },
    expect.objectContaining({ kind: 'variable', name: 'warehouse', words: 'changes to Gdańsk', details: ['value now Gdańsk, was Łódź'] }),
    expect.objectContaining({ kind: 'connection', name: 'shop', details: ['secrets, secret now env:NEW_TOKEN, was env:SHOP_TOKEN'] }),
    {
      kind: 'flow',
      name: 'orders',
      words: 'is published as its next version and runs in test, in place of version 1',
      details: ['Orders: path now orders-new', 'Label: size set to 3'],
      effects: [
        'Runs that are under way or wait end on version 1; messages that come from then on take the new one.',
        'It no longer listens at POST /orders: who sends there gets 404.',
      ],
    },
  ]);
});

test.each<[string, (files: ReadonlyMap<string, string>) => Map<string, string>, object, RegExp]>([
  [
    'a secret that the vault does not have',
    (files) =>
      changed(
        files,
        'connections/wms.json',
        () => '{ "system": "wms", "address": "https://wms", "auth": { "kind": "bearer" }, "secrets": { "secret": "vault" } }',
      ),
    {},
    /^connections\/wms\.json secrets\.secret The secret is not there yet\. Give it in the file of --secrets as \{ "wms": \{ "secret"/,
  ],
  [
    'a field that its kind does not have',
    (files) =>
      changed(files, 'connections/wms.json', () => '{ "system": "wms", "address": "ftp:/x", "auth": { "kind": "bearer", "user": "x" } }'),
    {},
    /^connections\/wms\.json (address|auth)/,
  ],
  [
    'a connection that nobody has',
    (files) => changed(files, pathOf.flow('orders'), (text) => text.replace('"erp-main"', '"erp-two"')),
    {},
    /^flows\/orders\.flow\.json .*"erp-two".*/,
  ],
  [
    'an address that another flow listens at',
    (files) =>
      changed(files, pathOf.flow('stock'), (text) =>
        text.replace('"stock"\n', '"orders"\n').replace('"path": "stock"', '"path": "orders"'),
      ),
    {},
    /^flows\/stock\.flow\.json nodes\.hook\.config\.path .*also listens at POST \/orders/,
  ],
  [
    'a published contract with another content',
    (files) => changed(files, pathOf.contract('ship-notice@2'), (text) => text.replace('carrier', 'haulier')),
    {},
    /^contracts\/ship-notice@2\.schema\.json null ship-notice@2 is published there with another content, and a version never changes\. Save this one as ship-notice@3/,
  ],
  [
    'a setting out of its bounds',
    (files) => changed(files, pathOf.environment, (text) => text.replace('"payloadDays": 7', '"payloadDays": 700')),
    {},
    /^environment\.json retention\.payloadDays payloads go with their runs/,
  ],
  [
    'the files of another environment',
    (files) => changed(files, pathOf.environment, (text) => text.replace('"name": "test"', '"name": "prod"')),
    {},
    /^environment\.json name These are the files of prod, not of test/,
  ],
  [
    'a connection taken away from a flow that runs',
    (files) => changed(files, pathOf.connection('erp-main'), () => null),
    { prune: true },
    /"erp-main" is used in test by orders|calls "erp-main"/,
  ],
])('%s stands in the way, with its file and what to do', async (_, change, more, expected) => {
  const files = change(await target.core.files.export('test'));
  const { needs } = await target.core.files.plan('test', files, { ...options, ...more });
  expect(
    needs
      .filter(({ blocks }) => blocks)
      .map(({ path, place, message }) => `${path} ${place} ${message}`)
      .join('\n'),
  ).toMatch(new RegExp(expected.source, 'm'));
  await expect(apply(target, files, more)).rejects.toMatchObject({
    code: 'FILES_REFUSED',
    message: expect.stringMatching(/^Nothing was changed\./),
  });
});

test('a stored secret is not sent to another host because files say so, whether they name it or not', async () => {
  const moved = (secrets: string) =>
    changed(
      new Map(),
      pathOf.connection('erp-main'),
      () =>
        `{ "system": "erp", "address": "https://evil.example.com", "auth": { "kind": "basic", "user": "crossdock" }, "secrets": ${secrets} }`,
    );
  for (const secrets of ['{}', '{ "secret": "vault" }']) {
    const { needs } = await target.core.files.plan('test', moved(secrets), options);
    expect(needs).toMatchObject([
      { blocks: true, place: 'secrets.secret', message: expect.stringContaining('never sent to https://evil.example.com') },
    ]);
    expect((await target.core.files.plan('test', moved(secrets), options, { 'erp-main': { secret: '' } })).needs).toEqual([]);
  }
});

test('what the files do not have stays, unless it is to be pruned', async () => {
  const files = changed(await target.core.files.export('test'), pathOf.connection('shop'), () => null);
  expect(await target.core.files.plan('test', files, options)).toMatchObject({ changes: [], left: [{ kind: 'connection', name: 'shop' }] });
  const pruned = await target.core.files.plan('test', files, { ...options, prune: true });
  expect(named(pruned)).toEqual(['remove connection shop']);
  const none = new Map([...files].filter(([path]) => !path.startsWith('connections/')));
  expect(named(await target.core.files.plan('test', none, { ...options, prune: true }))).toEqual([]);
});

test('a plan that was overtaken is refused, and says so', async () => {
  const files = changed(await target.core.files.export('test'), pathOf.variables, (text) => text.replace('Łódź', 'Gdańsk'));
  const { id } = await target.core.files.plan('test', files, options);
  await target.core.variables.put(
    'test',
    'warehouse',
    { type: 'text', value: 'Poznań', purpose: 'Where orders ship from' },
    { by: 'Bo', why: 'moved' },
  );
  await expect(apply(target, files, { planId: id })).rejects.toMatchObject({
    code: 'STALE_PLAN',
    message: expect.stringMatching(/^Nothing was changed: the files or test are not what they were/),
  });
  await target.core.variables.put(
    'test',
    'warehouse',
    { type: 'text', value: 'Łódź', purpose: 'Where orders ship from' },
    { by: 'Bo', why: 'back' },
  );
});

test('unpublished work of others is replaced only by who says so', async () => {
  const { flows, files: book } = target.core;
  const files = changed(await book.export('test'), pathOf.flow('stock'), (text) => text.replace('"new"', '"newer"'));
  const draft = await flows.draft('stock');
  await flows.replace('stock', { flow: { ...draft.flow, purpose: 'Half done' }, by: 'Bo' });
  expect((await book.plan('test', files, options)).needs).toEqual([
    { path: 'flows/stock.flow.json', place: null, blocks: true, message: expect.stringMatching(/changes by Bo that were not published/) },
  ]);
  expect((await book.plan('test', files, { ...options, overwriteDrafts: true })).needs).toEqual([]);
  await flows.replace('stock', { flow: draft.flow, by: 'Bo' });
});

test('drift is what was changed past the files, and ends when it is as it was', async () => {
  const { files: book, lookups, connections } = target.core;
  expect(await book.drift('test')).toEqual([]);
  const content = await lookups.content('test', 'uom');
  await lookups.save('test', 'uom', { purpose: 'Units', ...content, rows: content.rows.slice(1) }, { by: 'Bo', why: 'by hand' });
  await connections.remove('test', 'shop', 'Bo');
  expect(await book.drift('test')).toEqual([
    { kind: 'lookup', name: 'uom', words: 'was changed since Ada put it here', at: expect.any(String) },
    { kind: 'connection', name: 'shop', words: 'was removed since Ada put it here', at: expect.any(String) },
  ]);
  const { plan } = await apply(target, await source.core.files.export('test'));
  expect(named(plan)).toEqual(['change lookup uom', 'create connection shop']);
  expect(await book.drift('test')).toEqual([]);
});

test('where the last step fails, everything before it is brought back, and says so', async () => {
  const api = await openTestApi();
  const { promotions, files: book, flows, connections } = api.core;
  try {
    await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), isGuarded: false }, by);
    await flows.create({ name: 'orders', flow: { ...testFlow('orders'), purpose: 'As it was' }, by });
    await flows.publish('orders', { note: '', by });
    await connections.put(
      'prod',
      'shop',
      connectionRequest.parse({ system: 'http', address: 'https://before', auth: { kind: 'bearer', secret } }),
      by,
    );
    const columns = [
      { name: 'from', type: 'text' as const, isKey: true },
      { name: 'to', type: 'text' as const, isKey: false },
    ];
    await api.core.lookups.save('dev', 'uom', { purpose: '', columns, ignoreCase: false, rows: [] }, { by, why: '' });
    const before = [...(await book.export('prod', { withDrafts: true }))];
    // A lookup of prod waits for approval, so the flow that reads it cannot run yet.
    const flow = { ...testFlow('orders'), settings: { orderingKey: '{{ lookup("uom", item.id) }}' } };
    const files = new Map([
      [pathOf.flow('orders'), JSON.stringify(flow)],
      [pathOf.deployments, '{ "flows": { "orders": {} } }'],
      [pathOf.lookup('uom'), '{ "columns": [{ "name": "from", "isKey": true }, { "name": "to" }] }'],
      [pathOf.rows('uom'), 'from,to\nBX,EA\n'],
      [pathOf.variables, '{ "variables": { "warehouse": { "type": "text", "value": "A" } } }'],
      [
        pathOf.connection('shop'),
        '{ "system": "http", "address": "https://after", "auth": { "kind": "basic", "user": "me" }, "secrets": { "secret": "env:SHOP" } }',
      ],
      [pathOf.contract('asn@1'), '{ "type": "object" }'],
      [pathOf.environment, '{ "name": "prod", "retention": { "runDays": 7, "payloadDays": 7 } }'],
    ]);
    const failing = book.apply('prod', { ...options, files, secrets: {}, note: '', by, byId: null, who });
    await expect(failing).rejects.toMatchObject({
      code: 'APPLY_FAILED',
      message: expect.stringMatching(/It cannot run in prod: .*"uom".* Everything in prod was brought back to what it was\.$/),
    });
    expect([...(await book.export('prod', { withDrafts: true }))]).toEqual(before);
    expect(connections.open('prod', 'shop')).toMatchObject({ address: 'https://before', auth: { kind: 'bearer', secret } });
    expect(api.core.lookups.withProposed('prod')).toEqual([]);
    expect(await book.plan('prod', files, options)).toMatchObject({ needs: [] });
  } finally {
    await api.close();
  }
});

test('a flow that is pruned is taken out of a guarded environment too, and comes back there when a later step fails', async () => {
  const api = await openTestApi();
  const { core, store } = api;
  try {
    const files = await source.core.files.export('test');
    await apply(api, files);
    await core.promotions.setPolicy('test', { ...(await core.promotions.policy('test')), isGuarded: true }, by);
    const version = core.deployments.of('stock').test;
    const steps = [{ do: 'deployments', before: { stock: version } }];
    await core.flows.undeploy('stock', 'test', by);
    await store.collection(applySchema).update('test', { set: { state: 'running', steps: JSON.stringify(steps) } });
    expect(await core.files.recover()).toEqual(['test']);
    expect(core.deployments.of('stock').test).toBe(version);
    await core.flows.deployAll('test', [{ flow: 'stock', version: null }], { by });
    expect(core.deployments.of('stock').test).toBeUndefined();
  } finally {
    await api.close();
  }
});

test('what was pruned comes back when a later removal fails', async () => {
  const api = await openTestApi();
  const { core } = api;
  try {
    await apply(api, await source.core.files.export('test'));
    const columns = [
      { name: 'code', type: 'text' as const, isKey: true },
      { name: 'to', type: 'text' as const, isKey: false },
    ];
    await core.lookups.save('test', 'extra', { purpose: '', columns, ignoreCase: false, rows: [['A', 'B']] }, { by, why: '' });
    const before = [...(await core.files.export('test'))];
    const kept = [...before].filter(([path]) => path !== pathOf.lookup('extra') && path !== pathOf.rows('extra'));
    const files = changed(
      changed(new Map(kept), pathOf.connection('shop'), () => null),
      pathOf.variables,
      () => '{ "variables": {} }',
    );
    // The last removal of all: the disk is full.
    Object.assign(core.lookups, { remove: () => Promise.reject(new Error('the disk is full')) });
    const failing = apply(api, files, { prune: true });
    await expect(failing).rejects.toThrow('the disk is full Everything in test was brought back to what it was.');
    expect([...(await core.files.export('test'))]).toEqual(before);
    expect(core.connections.open('test', 'shop')).toMatchObject({ address: 'https://erp.example.com' });
  } finally {
    await api.close();
  }
});

test('where a server died while it applied, the next one brings everything back', async () => {
  const api = await openTestApi();
  const { core, store } = api;
  try {
    const files = await source.core.files.export('test');
    const before = [...(await core.files.export('test'))];
    // As far as the connections: then the server is killed, and only what it wrote down is left.
    const half = changed(files, pathOf.deployments, () => '{ "flows": {} }');
    await apply(api, new Map([...half].filter(([path]) => !path.startsWith('flows/'))));
    const steps = [
      { do: 'contract', name: 'ship-notice@2' },
      { do: 'lookup', name: 'uom', version: null, isProposal: false },
      { do: 'variables', before: { limits: null, warehouse: null } },
      {
        do: 'environment',
        settings: (({ name: _, position: __, ...settings }) => ({
          ...settings,
          limits: { backlog: null, concurrency: null },
          retention: { runDays: 90, payloadDays: 30 },
        }))(core.environments.require('test')),
        policy: await core.promotions.policy('test'),
      },
      { do: 'connection', name: 'erp-main', before: null },
      { do: 'connection', name: 'shop', before: null },
      { do: 'draft', flow: 'orders', before: null },
    ];
    await store.collection(applySchema).update('test', { set: { state: 'running', steps: JSON.stringify(steps) } });
    expect(await core.files.recover()).toEqual(['test']);
    expect([...(await core.files.export('test'))]).toEqual(before);
    expect(await core.files.recover()).toEqual([]);
  } finally {
    await api.close();
  }
});
