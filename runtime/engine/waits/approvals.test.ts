import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';

const on = stage();
const day = 86_400_000;

const release = aFlow({ businessKeys: [{ kind: 'Order', value: '{{ item.order }}' }] })
  .step('ask', 'routing.approval', { title: 'Release {{ item.order }}?', text: 'Total {{ item.total }}', role: 'operator', timeout: 1 })
  .step('erp', 'connector.http', sendOrder)
  .step('no', 'routing.log', { message: 'no' }, { after: 'ask.rejected' })
  .step('late', 'routing.log', { message: 'late' }, { after: 'ask.timeout' })
  .build();

async function asked() {
  const engine = await on.start(release);
  const id = idOf(await engine.send({ order: 'SO-1', total: '900.00' }));
  const run = await engine.when(id, 'waiting');
  const { approvals } = engine.engine.waits;
  const list = () => approvals.list({ env: 'dev', state: 'open', limit: 10, after: null });
  const [open] = (await list()).items;
  if (!open) throw new Error('nothing is asked');
  const decide = (decision: 'approved' | 'rejected', more = {}) =>
    approvals.decide(open.id, { decision, by: 'Ada', roles: ['operator'], comment: 'fine', ...more });
  return { engine, id, run, approvals, open, list, decide };
}

test('what is asked is listed with the order number, and the run says who decides until when', async () => {
  const { run, open, approvals } = await asked();
  expect(open).toMatchObject({
    title: 'Release SO-1?',
    text: 'Total 900.00',
    role: 'operator',
    state: 'open',
    keys: [{ kind: 'Order', value: 'SO-1' }],
    until: Date.UTC(2026, 10, 22, 8),
  });
  expect(run.waits).toMatchObject([{ for: 'approval', what: 'a decision: Release SO-1?', role: 'operator', approvalId: open.id }]);
  expect(await approvals.countOpen('dev')).toBe(1);
});

test('an approval goes on with name, time and comment', async () => {
  const { engine, id, decide, list } = await asked();
  expect(await decide('approved')).toMatchObject({ kind: 'decided', approval: { state: 'approved', decidedBy: 'Ada' } });
  await engine.when(id, 'done');
  expect(JSON.parse(on.side.received[0]?.body ?? '')).toMatchObject({
    approval: { decision: 'approved', by: 'Ada', comment: 'fine', at: '2026-11-21T08:00:00.000Z' },
  });
  expect((await list()).items).toEqual([]);
});

test('a rejection leaves on its own port', async () => {
  const { engine, id, decide } = await asked();
  await decide('rejected');
  const run = await engine.when(id, 'done');
  expect(run.edges.find(({ to }) => to.node === 'no')?.items).toBe(1);
  expect(on.side.received).toEqual([]);
});

test('of two people who decide at the same moment one decides and the other is told', async () => {
  const { decide } = await asked();
  const kinds = (await Promise.all([decide('approved'), decide('rejected', { by: 'Bob' })])).map((decided) => decided?.kind);
  expect(kinds.sort()).toEqual(['decided', 'too late']);
});

test('somebody of another role may not decide, an admin may', async () => {
  const { decide } = await asked();
  expect(await decide('approved', { roles: ['analyst'] })).toMatchObject({ kind: 'not allowed' });
  expect(await decide('approved', { roles: ['admin'] })).toMatchObject({ kind: 'decided' });
});

test('after the time-out nobody decides any more', async () => {
  const { engine, id, decide, list } = await asked();
  engine.clock.advance(day);
  const run = await engine.when(id, 'done');
  expect(run.edges.find(({ to }) => to.node === 'late')?.items).toBe(1);
  expect(await decide('approved')).toMatchObject({ kind: 'too late', approval: { state: 'timed out' } });
  expect((await list()).items).toEqual([]);
});

test('when the run is cancelled the question is withdrawn', async () => {
  const { engine, id, decide, list } = await asked();
  expect(await engine.engine.cancel(id, 'ada')).toBe(true);
  expect((await list()).items).toEqual([]);
  expect(await decide('approved')).toMatchObject({ kind: 'too late', approval: { state: 'closed' } });
});

test('a decision survives a restart before the run was told', async () => {
  const { engine, id, open } = await asked();
  // As if the process died between the decision and the waking.
  const waits = engine.store.collection<{
    id: string;
    state: string;
    decidedBy: string;
    settledAt: number;
    wakeAt: number;
    version: number;
  }>({
    name: 'waits',
    fields: { state: 'text', decidedBy: 'text', settledAt: 'number', wakeAt: 'number', version: 'number' },
  });
  const now = engine.clock.now();
  await waits.update(open.id, { set: { state: 'approved', decidedBy: 'Ada', settledAt: now, wakeAt: now, version: 1 } });
  engine.clock.advance(5000);
  await engine.when(id, 'waiting', 'done', 'running');
  engine.clock.advance(5000);
  await engine.when(id, 'done');
});
