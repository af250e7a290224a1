import { afterEach, beforeEach, expect, test } from 'vitest';
import { ada, anInstallation, connection, flowItem, items, orders, released, type Server, toProd } from './an-installation.ts';

let server: Server;
beforeEach(async () => {
  server = await anInstallation();
  const { promotions } = server.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), isGuarded: false }, 'Root');
});
afterEach(() => server.close());

const saving = { by: 'Ada', why: 'test' };
const map = (value: string) => ({
  id: 'lines',
  type: 'transform.map',
  name: 'Map to order',
  config: { fields: [{ target: 'sku', value }] },
});
const erp = (name: string) => ({
  id: 'erp',
  type: 'connector.http',
  name: 'ERP',
  config: { method: 'POST', path: '/orders', connection: name },
});
const table = (limit: string) => ({
  id: 'rules',
  type: 'rule.decision-table',
  name: 'Classify order',
  config: {
    table: {
      inputs: [{ label: 'Total', value: '{{ item.total }}', type: 'number' }],
      outputs: [{ name: 'route' }],
      rows: [
        { when: [limit], give: ['express'] },
        { when: ['-'], give: ['normal'] },
      ],
    },
  },
});

test('what changes is told under the heading of its part, with old and new', async () => {
  const { core } = server;
  for (const [env, host] of [
    ['test', 'sim'],
    ['prod', 'erp'],
  ] as const)
    for (const name of ['erp', 'erp-express'])
      await core.connections.put(env, name, { ...connection, address: `https://${host}.example.com` }, 'Ada');
  await core.variables.put('test', 'limit', { type: 'number', value: 5, purpose: '' }, saving);
  await core.variables.put('prod', 'limit', { type: 'number', value: 9, purpose: '' }, saving);
  await released(core, orders({ tests: [], steps: [map('{{ item.sku }}'), table('>= 5000'), erp('erp')] }), ['test', 'prod']);
  await core.lookups.save(
    'test',
    'sku-to-item',
    items([
      ['GLV-1', 'G1'],
      ['GLV-2', 'NEW'],
    ]),
    saving,
  );
  await core.lookups.save(
    'prod',
    'sku-to-item',
    items([
      ['GLV-2', 'OLD'],
      ['GLV-9', 'G9'],
    ]),
    saving,
  );
  const next = await released(
    core,
    orders({ tests: [], value: '{{ vars.limit }}', steps: [map('{{ item.item }}'), table('>= 2500'), erp('erp-express')] }),
  );
  const { items: moved } = await core.promotions.preview(
    { ...toProd([flowItem('orders', next), { kind: 'lookup', name: 'sku-to-item' }]) },
    ada,
  );

  expect(moved).toMatchObject([
    { name: 'orders', version: 2, replaces: 1, since: '2026-11-21T08:00:00.000Z' },
    { name: 'sku-to-item', version: 1, replaces: 1 },
  ]);
  const [flow, lookup] = moved.map(({ parts }) => parts);
  expect(flow?.map(({ part, title, words }) => [part, title, words])).toEqual([
    ['flow', 'Flow orders', '2 steps changed'],
    ['mapping', 'Map to order', '1 field'],
    ['decision table', 'Classify order', '1 field'],
    ['connection binding', 'erp-express', 'now used; credentials of prod, https://erp.example.com'],
    ['connection binding', 'erp', 'no longer used'],
    ['variables', 'Variables of prod', '1 value to look at'],
  ]);
  const changesOf = (part: string) => flow?.find((one) => one.part === part)?.changes ?? [];
  expect(changesOf('mapping')).toEqual([
    {
      path: 'lines.config.fields.sku.value',
      words: 'Map to order: sku now {{ item.item }}',
      before: '{{ item.sku }}',
      after: '{{ item.item }}',
    },
  ]);
  expect(changesOf('decision table')[0]).toMatchObject({ before: '>= 5000', after: '>= 2500' });
  expect(changesOf('variables')).toEqual([
    { path: 'limit', words: 'limit is read now, and is another one in prod than in test', before: 5, after: 9 },
  ]);
  expect(changesOf('connection binding')).toMatchObject([
    { path: 'address', before: 'https://sim.example.com', after: 'https://erp.example.com' },
  ]);
  expect(lookup).toMatchObject([
    {
      part: 'lookup',
      title: 'sku-to-item',
      words: '1 row added, 1 row changed, 1 row removed; becomes v2 here',
      changes: [
        { path: 'GLV-1', words: 'GLV-1 added', after: { sku: 'GLV-1', item: 'G1' } },
        { path: 'GLV-2', words: 'GLV-2: item changed', before: { sku: 'GLV-2', item: 'OLD' }, after: { sku: 'GLV-2', item: 'NEW' } },
        { path: 'GLV-9', words: 'GLV-9 removed', before: { sku: 'GLV-9', item: 'G9' } },
      ],
    },
  ]);
});

test('a flow that the target does not run yet is new there, and what it needs is suggested', async () => {
  const { core } = server;
  await core.lookups.save('test', 'sku-to-item', items([['GLV-1', 'G1']]), saving);
  await core.contracts.add({
    subject: 'line',
    title: 'Line',
    schema: { type: 'object', properties: { sku: { type: 'string' } } },
    by: 'Ada',
    why: 'test',
  });
  const check = { id: 'check', type: 'transform.validate', name: 'Check', config: { contract: 'line@1' } };
  const version = await released(core, orders({ tests: [], value: '{{ lookup("sku-to-item", item.sku) }}', steps: [check] }));
  const preview = await core.promotions.preview(toProd([flowItem('orders', version)]), ada);
  expect(preview.items[0]).toMatchObject({ replaces: null, since: null, parts: [{ part: 'flow', words: 'new here, 3 steps' }] });
  expect(preview.suggested).toEqual([
    {
      kind: 'lookup',
      name: 'sku-to-item',
      title: 'sku-to-item',
      version: 1,
      why: 'Flow orders looks things up in it, and prod does not have it.',
    },
    { kind: 'contract', name: 'line@1', title: 'Line', version: 1, why: 'Flow orders names it, and prod was not given it.' },
  ]);
  expect(preview.problems).toEqual([]);
});

test('what is in the target already is said to be so', async () => {
  const { core } = server;
  const version = await released(core, orders({ tests: [] }), ['test', 'prod']);
  const preview = await core.promotions.preview(toProd([flowItem('orders', version)]), ada);
  expect(preview.problems).toEqual(['prod runs this version of Flow orders already; choose another one, or leave it out.']);
});

test('a contract is compared with the newest one that the target has', async () => {
  const { core } = server;
  const line = (properties: object) => ({ subject: 'line', title: 'Line', schema: { type: 'object', properties }, by: 'Ada', why: 'test' });
  await core.contracts.add(line({ sku: { type: 'string' } }));
  const first = await core.promotions.create(toProd([{ kind: 'contract', name: 'line@1' }], { isAutomatic: true }), ada);
  expect(first.items[0]).toMatchObject({ replaces: null, parts: [{ part: 'contract', words: 'new here' }] });
  await core.promotions.setPolicy('prod', { ...(await core.promotions.policy('prod')), approvals: 0 }, 'Root');
  await core.promotions.lookAfter();
  expect((await core.promotions.get(first.id, ada)).state).toBe('deployed');
  await core.contracts.add(line({ item: { type: 'string' } }));
  const preview = await core.promotions.preview(toProd([{ kind: 'contract', name: 'line@2' }]), ada);
  expect(preview.items[0]).toMatchObject({
    replaces: 1,
    parts: [
      {
        words: '2 changes against line@1, 1 breaking',
        changes: [
          { path: 'sku', words: 'sku was removed' },
          { path: 'item', words: 'item is new and optional' },
        ],
      },
    ],
  });
});
