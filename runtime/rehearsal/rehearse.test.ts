import { type Flow, testCaseSchema } from '@crossdock/flows/document/flow';
import { definitionOf } from '@crossdock/nodes/registry';
import { afterAll, describe, expect, test } from 'vitest';
import { policyOf } from '../connections/connection-policy.ts';
import { aFlow, sendOrder } from '../engine/test/a-flow.ts';
import { testSandbox } from '../engine/test/an-engine.ts';
import { otherSide } from '../engine/test/other-side.ts';
import { junitXml } from './junit.ts';
import { createRehearsal } from './rehearse.ts';

const side = await otherSide();
const rehearsal = createRehearsal({
  sandbox: await testSandbox(),
  isCalling: ({ type, version }) => ['effect', 'read'].includes(definitionOf(type, version)?.kind ?? ''),
  connections: (env, name) => ({
    env,
    name,
    system: 'http',
    address: side.address,
    auth: { kind: 'none' },
    policy: policyOf({ network: 'private' }),
  }),
  patienceMs: 2000,
});
afterAll(async () => {
  await rehearsal.close();
  await side.close();
  await (await testSandbox()).close();
});

const toErp = aFlow()
  .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
  .step('mark', 'transform.set-fields', { fields: [{ name: 'order', value: '{{ item.erp.erpOrder }}' }] })
  .build();

const aCase = (more: Record<string, unknown>) =>
  testCaseSchema.parse({ id: 'one', name: 'One', message: { body: { number: 7 } }, ...more });
const answered = { answers: { erp: [{ status: 201, body: { erpOrder: 'SO-9' } }] } };

async function findings(flow: Flow, more: Record<string, unknown>) {
  const [report] = await rehearsal.report(flow, [aCase(more)], 'dev');
  return report?.findings.map(({ message }) => message);
}

test('an unfinished draft fails with the step and the field', async () => {
  const unfinished = aFlow()
    .step('erp', 'connector.http', { ...sendOrder, method: 'FETCH' })
    .build();
  expect(await findings(unfinished, answered)).toEqual([expect.stringContaining('Step "erp", field method: ')]);
});

describe('a case whose systems are mocked', () => {
  test('gets its answers in order, and nothing is sent', async () => {
    const expected = {
      outputs: { 'mark.out': [{ number: 7, order: 'SO-9' }] },
      requests: { erp: [{ method: 'POST', body: { number: 7 } }] },
    };
    expect(await findings(toErp, { ...answered, expect: expected })).toEqual([]);
    expect(side.received).toHaveLength(0);
  });

  test('a difference says where, and the report holds what each step gave', async () => {
    const [report] = await rehearsal.report(
      toErp,
      [aCase({ ...answered, expect: { outputs: { 'mark.out': [{ order: 'SO-1' }] } } })],
      'dev',
    );
    expect(report).toMatchObject({
      passed: false,
      status: 'done',
      findings: [{ place: 'outputs.mark.out[0].order', key: 'mark.out', path: [0, 'order'], expected: 'SO-1', found: 'SO-9' }],
    });
    expect(report?.data.outputs['erp.out']).toMatchObject([{ number: 7, erp: { erpOrder: 'SO-9' } }]);
    expect(report?.steps.map(({ nodeId, status }) => [nodeId, status])).toContainEqual(['mark', 'done']);
  });

  test('a call without an answer fails the case and says what is missing', async () => {
    expect((await findings(toErp, {}))?.[0]).toContain('NO_TEST_ANSWER');
  });

  test('an exact match names fields that were not expected', async () => {
    const expected = { outputs: { 'mark.out': [{ order: 'SO-9', number: 7 }] }, match: { 'mark.out': 'exact' } };
    expect(await findings(toErp, { ...answered, expect: expected })).toEqual([
      expect.stringContaining('outputs.mark.out[0].erp: is not expected'),
    ]);
  });

  test('a schema is held against each record in the sandbox; a wrong one is told', async () => {
    const schemas = (schema: unknown) => ({ ...answered, expect: { schemas: { 'mark.out': schema } } });
    expect(await findings(toErp, schemas({ required: ['order'] }))).toEqual([]);
    expect(await findings(toErp, schemas({ properties: { order: { type: 'number' } } }))).toEqual([
      'outputs.mark.out[0].order: must be number',
    ]);
    expect((await findings(toErp, schemas('order@1')))?.length).toBeGreaterThan(3);
    expect(await findings(toErp, schemas('nothing@9'))).toEqual([expect.stringContaining('there is no contract nothing@9')]);
    expect(await findings(toErp, schemas({ type: 'strnig' }))).toEqual([expect.stringContaining('the schema cannot be used')]);
  });

  test('expressions see the instant that the case gives', async () => {
    const flow = aFlow()
      .step('when', 'transform.set-fields', { fields: [{ name: 'at', value: '{{ run.now }}' }] })
      .build();
    const expected = { receivedAt: '2026-03-01T23:30:00+02:00', expect: { outputs: { 'when.out': [{ at: '2026-03-01T21:30:00.000Z' }] } } };
    expect(await findings(flow, expected)).toEqual([]);
  });

  test('a delay is over at once, a decision has to be given', async () => {
    const delayed = aFlow()
      .step('pause', 'routing.delay', { until: { kind: 'span', amount: 5 } })
      .build();
    expect(await findings(delayed, { expect: { outputs: { 'pause.out': [{ number: 7 }] } } })).toEqual([]);
    const asked = aFlow().step('ask', 'routing.approval', { title: 'Release?' }).build();
    expect((await findings(asked, {}))?.[0]).toMatch(/expected done, but it is failed/);
    const approved = { outcome: 'approved', by: 'Test', at: '2026-01-01T08:00:00.000Z', comment: '' };
    expect(await findings(asked, { answers: { ask: [{ body: approved }] } })).toEqual([]);
  });

  test('a flow that cannot be executed yet says why', async () => {
    const broken = aFlow()
      .step('set', 'transform.set-fields', { fields: [{ name: 'a', value: '{{ item. }}' }] })
      .build();
    expect(await findings(broken, {})).toEqual([expect.stringContaining('The flow cannot be executed yet: fields[0].value')]);
  });
});

test('a live case really asks the systems of the environment', async () => {
  expect(
    await findings(toErp, {
      systems: 'live',
      expect: { outputs: { 'mark.out': [{ order: { $like: 'SO-*' } }] }, requests: { erp: [{ path: '/orders' }] } },
    }),
  ).toEqual([]);
  expect(side.received).toHaveLength(1);
});

test('reports become JUnit XML, with the differences as text', async () => {
  const results = await rehearsal.report(
    toErp,
    [aCase(answered), aCase({ id: 'two', name: 'A < B', ...answered, expect: { status: 'failed' } })],
    'dev',
  );
  const xml = junitXml([{ name: 'Orders & more', results }]);
  expect(xml).toContain('<testsuite name="Orders &amp; more" tests="2" failures="1"');
  expect(xml).toMatch(
    /<testcase classname="Orders &amp; more" name="A &lt; B" time="\d\.\d{3}">\n {6}<failure message="status: expected failed, but it is done">/,
  );
});
