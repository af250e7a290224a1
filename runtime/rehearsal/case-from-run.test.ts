import type { Flow } from '@crossdock/flows/document/flow';
import { definitionOf } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { type TestEngine, testSandbox } from '../engine/test/an-engine.ts';
import { idOf, stage } from '../engine/test/stage.ts';
import { caseFromRun, loosened, type PastRun } from './case-from-run.ts';
import { createRehearsal } from './rehearse.ts';

const on = stage();
const kindOf = ({ type, version }: { type: string; version: number }) => definitionOf(type, version)?.kind ?? '';

async function pastRun({ engine }: TestEngine, id: string): Promise<PastRun> {
  const detail = await engine.get(id);
  const message = await engine.message(id);
  const flow = await engine.flow(id);
  if (!detail || !message || !flow) throw new Error('no run');
  const steps = await Promise.all(detail.steps.map(async ({ nodeId }) => [nodeId, await engine.step(id, nodeId)] as const));
  return {
    detail,
    message,
    flow,
    waits: (await engine.waitEnds(id)) ?? {},
    steps: new Map(steps.flatMap(([node, step]) => (step ? [[node, step] as const] : []))),
  };
}

async function rehearsed(flow: Flow, given: Parameters<typeof caseFromRun>[0]) {
  const rehearsal = createRehearsal({
    sandbox: await testSandbox(),
    isCalling: (node) => ['effect', 'read'].includes(kindOf(node)),
    connections: () => null,
  });
  const proposed = caseFromRun(given, (node) => kindOf(node) === 'effect', []);
  const first = (await rehearsal.report(flow, [proposed], 'dev'))[0]?.findings ?? [];
  const { test: kept, loosened: places } = loosened(proposed, first);
  const again = (await rehearsal.report(flow, [kept], 'dev'))[0];
  await rehearsal.close();
  return { proposed, kept, places, again };
}

test('a case made of a run passes on the version that ran, with the answers of then', async () => {
  const flow = aFlow({ businessKeys: [{ kind: 'order', value: '{{ item.number }}' }] } as never)
    .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
    .step('mark', 'transform.set-fields', { fields: [{ name: 'run', value: '{{ run.id }}' }] })
    .build();
  const engine = await on.start(flow);
  const id = idOf(await engine.send({ number: '4711', email: 'ada@example.com' }));
  await engine.when(id, 'done');
  const { proposed, kept, places, again } = await rehearsed(flow, await pastRun(engine, id));
  expect(proposed).toMatchObject({ id: 'order-4711', name: 'Order 4711', message: { body: { number: '4711', email: '[redacted]' } } });
  expect(proposed.answers).toEqual({ erp: [{ status: 201, headers: {}, body: { erpOrder: 'SO-1' } }] });
  expect(proposed.expect.requests.erp).toMatchObject([{ method: 'POST', body: { number: '4711' } }]);
  // The id of a run is another one each time.
  expect(places).toEqual(['outputs.mark.out[0].run']);
  expect(kept.expect.outputs['mark.out']).toMatchObject([{ number: '4711', run: { $any: true } }]);
  expect(again).toMatchObject({ passed: true, findings: [] });
  expect(on.side.received).toHaveLength(1);
});

test('a run that failed gives a case that expects the failure', async () => {
  on.side.behave(() => ({ status: 422, body: { error: 'unknown SKU' } }));
  const flow = aFlow()
    .step('erp', 'connector.http', sendOrder, { onFailure: { retry: { attempts: 1 } } })
    .build();
  const engine = await on.start(flow);
  const id = idOf(await engine.send({ number: 1 }));
  await engine.when(id, 'failed');
  const { proposed, again } = await rehearsed(flow, await pastRun(engine, id));
  expect(proposed.expect).toMatchObject({ status: 'failed', errors: { erp: [expect.any(String)] } });
  expect(proposed.answers.erp).toMatchObject([{ status: 422 }]);
  expect(again).toMatchObject({ passed: true });
});

test('what people decided in the run is decided in the case', async () => {
  const flow = aFlow().step('ask', 'routing.approval', { title: 'Release?' }).build();
  const engine = await on.start(flow);
  const id = idOf(await engine.send({ number: 1 }));
  const waiting = await engine.when(id, 'waiting');
  await engine.engine.waits.approvals.decide(waiting.waits[0]?.approvalId ?? '', {
    decision: 'rejected',
    by: 'ada',
    comment: 'too late',
  } as never);
  await engine.when(id, 'done');
  const { proposed, again } = await rehearsed(flow, await pastRun(engine, id));
  expect(proposed.answers.ask).toMatchObject([{ body: { outcome: 'rejected', by: 'ada', comment: 'too late' } }]);
  expect(again).toMatchObject({ passed: true });
});
