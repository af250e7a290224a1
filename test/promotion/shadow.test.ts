import type { FlowInput } from '@crossdock/flows/document/flow';
import { policyOf } from '@crossdock/runtime/connections/connection-policy';
import { otherSide } from '@crossdock/runtime/engine/test/other-side';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ada, anInstallation, ben, flowItem, items, now, orders, released, root, type Server, toProd, vic } from './an-installation.ts';

let server: Server;
let erp: Awaited<ReturnType<typeof otherSide>>;
beforeEach(async () => {
  [server, erp] = await Promise.all([anInstallation(), otherSide()]);
  for (const env of ['test', 'prod'])
    await server.core.connections.put(
      env,
      'erp',
      { system: 'erp', address: `${erp.address}/api`, auth: { kind: 'none' }, policy: policyOf({ network: 'private' }) },
      'Root',
    );
  const policy = await server.core.promotions.policy('prod');
  await server.core.promotions.setPolicy('prod', { ...policy, isGuarded: false, evidenceRuns: 0 }, 'Root');
});
afterEach(async () => {
  await server.close();
  await erp.close();
});

/** Orders from so much on go to the ERP with priority. */
function classified(
  from: number,
  more: { readonly others?: string; readonly fields?: unknown[]; readonly steps?: NonNullable<FlowInput['nodes']> } = {},
): FlowInput {
  const rows = [
    { when: [`>= ${from}`], give: ['priority'] },
    { when: [more.others ?? '-'], give: ['normal'] },
  ];
  const table = { inputs: [{ label: 'Total', value: '{{ item.total }}', type: 'number' }], outputs: [{ name: 'priority' }], rows };
  const flow = orders({
    tests: [],
    steps: [
      { id: 'classify', type: 'rule.decision-table', name: 'Classify order', config: { table } },
      {
        id: 'more',
        type: 'transform.set-fields',
        name: 'More',
        config: { fields: more.fields ?? [{ name: 'run', value: '{{ run.id }}' }] },
      },
      { id: 'erp', type: 'connector.http', name: 'ERP create order', config: { method: 'POST', path: '/orders', connection: 'erp' } },
      ...(more.steps ?? []),
    ],
  });
  return {
    ...flow,
    settings: { businessKeys: [{ kind: 'order', value: '{{ item.sku }}' }], redact: ['email'] } as never,
  };
}

async function sendOrders(totals: readonly number[]): Promise<void> {
  for (const [i, total] of totals.entries())
    expect(await server.run('prod', 'orders', { sku: `O-${i}`, total, email: `c${i}@example.com` })).toBe('done');
}

/** A promotion to prod of this version, tried on what prod has received. */
async function tried(version: number) {
  const { promotions } = server.core;
  const { id } = await promotions.create(toProd([flowItem('orders', version)]), ada);
  await promotions.runShadow(id, ada);
  for (;;) {
    const promotion = await promotions.get(id, ada);
    if (promotion.shadow.state !== 'running')
      return { promotion, gate: promotion.gates.find((gate) => gate.id === 'shadow'), report: await promotions.shadow(id, ada) };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a changed row of a decision table says which orders would move, and nothing is sent', async () => {
  await released(server.core, classified(5000), ['test', 'prod']);
  await sendOrders([100, 2600, 4000, 6000]);
  const received = erp.received.length;
  const { promotion, gate, report } = await tried(await released(server.core, classified(2500)));
  expect(erp.received).toHaveLength(received);
  expect(gate).toMatchObject({ state: 'warn', fact: '2 of 4 differ', canOverride: true });
  expect(promotion.shadow).toMatchObject({
    state: 'done',
    isStale: false,
    total: 4,
    looked: 4,
    same: 2,
    differ: 2,
    fail: 0,
    unanswered: [],
  });
  expect(promotion.shadow.groups).toMatchObject([{ part: 'request', step: 'erp', path: ['body', 'priority'], count: 2, pairs: 1 }]);
  expect(promotion.shadow.groups[0]).not.toHaveProperty('from');
  expect(report.summary.groups).toMatchObject([{ from: 'normal', to: 'priority', count: 2 }]);
  expect(report.runs.map(({ title }) => title).sort()).toEqual(['O-1', 'O-2']);
  expect(report.runs[0]).toMatchObject({ keyKind: 'order', fails: false, differences: [{ group: 0, from: 'normal', to: 'priority' }] });
  // Who may not see messages sees how many and which field.
  const forVic = await server.core.promotions.shadow(promotion.id, vic);
  expect(forVic).toMatchObject({ hasValues: false, summary: { differ: 2 }, runs: [{ differences: [{ path: ['body', 'priority'] }] }, {}] });
  expect(JSON.stringify(forVic)).not.toContain('normal');
});

test('orders that would fail now are red, hidden values stay hidden, and another version makes it stale', async () => {
  await released(server.core, classified(5000), ['test', 'prod']);
  await sendOrders([100, 6000]);
  const failing = classified(5000, { others: '>= 1000', fields: [{ name: 'email', value: '{{ item.email + "!" }}' }] });
  const { promotion, gate, report } = await tried(await released(server.core, failing));
  expect(gate).toMatchObject({ state: 'fail', fact: '1 of 2 would fail' });
  expect(report.runs[0]).toMatchObject({ title: 'O-0', fails: true });
  expect(report.summary.groups[0]).toMatchObject({ part: 'status', from: 'done', to: 'failed', count: 1 });
  expect(report.summary.groups).toContainEqual(
    expect.objectContaining({ path: ['body', 'email'], from: '[redacted]', to: '[redacted]', count: 1 }),
  );
  expect(JSON.stringify(report)).not.toContain('example.com');
  const next = await released(server.core, classified(5000));
  const changed = await server.core.promotions.change(promotion.id, [flowItem('orders', next)], ada);
  expect(changed.shadow.isStale).toBe(true);
  expect(changed.gates.find(({ id }) => id === 'shadow')).toMatchObject({ state: 'not-run', fact: 'of another content', isOptional: true });
});

test('a new call has no recorded answer and is named as such; the same version is the same', async () => {
  const first = await released(server.core, classified(5000), ['test', 'prod']);
  await sendOrders([100]);
  const note = { id: 'note', type: 'connector.http', name: 'Tell the desk', config: { method: 'POST', path: '/notes', connection: 'erp' } };
  const { promotion, gate } = await tried(await released(server.core, classified(5000, { steps: [note] })));
  expect(gate).toMatchObject({ state: 'warn', fact: '1 of 1 differ', details: [{ text: expect.stringContaining('Tell the desk') }] });
  expect(promotion.shadow).toMatchObject({ fail: 0, groups: [{ kind: 'sent', step: 'note' }], unanswered: [{ step: 'note', count: 1 }] });
  await server.core.promotions.withdraw(promotion.id, ada);
  expect((await tried(first)).gate).toMatchObject({ state: 'pass', fact: '1 of 1 the same' });
});

test('rows of a table that comes along count, also for flows that stay', async () => {
  const { lookups } = server.core;
  for (const env of ['test', 'prod']) await lookups.save(env, 'items', items([['O-0', 'I-1']]), { by: 'Ada', why: 'test' });
  const flow = classified(5000, { fields: [{ name: 'item', value: '{{ lookup("items", item.sku) }}' }] });
  await released(server.core, flow, ['test', 'prod']);
  await sendOrders([100]);
  await lookups.save('test', 'items', items([['O-0', 'I-2']]), { by: 'Ada', why: 'test' });
  const { promotions } = server.core;
  const { id } = await promotions.create(toProd([{ kind: 'lookup', name: 'items' }]), ada);
  await promotions.runShadow(id, ada);
  let report = await promotions.shadow(id, ada);
  while (report.summary.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 5));
    report = await promotions.shadow(id, ada);
  }
  expect(report.summary.groups).toMatchObject([{ part: 'request', path: ['body', 'item'], from: 'I-1', to: 'I-2' }]);
});

test('where it is asked for, nobody approves before it was run, and an admin passes what differs with a reason', async () => {
  const { promotions } = server.core;
  await released(server.core, classified(5000), ['test', 'prod']);
  await sendOrders([2600]);
  const policy = await promotions.policy('prod');
  await promotions.setPolicy('prod', { ...policy, isGuarded: true, shadow: 'before approval' }, 'Root');
  const version = await released(server.core, classified(2500));
  const asked = await promotions.create(toProd([flowItem('orders', version)]), ada);
  expect((await promotions.get(asked.id, ben)).mayApprove).toMatchObject({
    may: false,
    why: expect.stringContaining('shadow run before approvals'),
  });
  await expect(promotions.approve(asked.id, '', ben)).rejects.toThrow('prod asks for a shadow run before approvals. Run it, then approve.');
  await promotions.withdraw(asked.id, ada);
  const { promotion } = await tried(version);
  await promotions.approve(promotion.id, '', ben);
  await expect(promotions.deploy(promotion.id, now, ben)).rejects.toMatchObject({ code: 'PROMOTION_GATES', details: [{ path: 'shadow' }] });
  const passed = await promotions.deploy(promotion.id, { overrides: [{ gate: 'shadow', why: 'agreed with the order desk' }] }, root);
  expect(passed.state).toBe('deployed');
});
