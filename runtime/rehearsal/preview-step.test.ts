import * as registry from '@crossdock/nodes/registry';
import { afterAll, expect, test } from 'vitest';
import { testClock } from '../clock/test-clock.ts';
import { PlanCache } from '../engine/plan/plan-cache.ts';
import { testSandbox } from '../engine/test/an-engine.ts';
import { noTables } from '../lookups/lookup-tables.ts';
import { noVariables } from '../variables/variable-source.ts';
import type { Records } from './given-records.run.ts';
import { NotPure, previewStep } from './preview-step.ts';

afterAll(async () => (await testSandbox()).close());

async function preview(type: string, config: Record<string, unknown>, inputs: Records) {
  const plans = new PlanCache({ deployments: {} as never, definitions: registry });
  const sandbox = await testSandbox();
  return previewStep(
    { sandbox, tables: noTables, variables: noVariables, clock: testClock(), plans },
    { env: 'dev', node: { type, version: 1, config }, inputs },
  );
}

const setFields = (value: string) => ({ fields: [{ name: 'double', value }] });

test('a step gives its records, and says which input each came from', async () => {
  const answer = await preview('transform.set-fields', setFields('{{ item.n * 2 }}'), { in: [{ n: 1 }, { n: 2 }] });
  expect(answer).toMatchObject({
    ok: true,
    outputs: {
      out: [
        { json: { n: 1, double: 2 }, from: [0] },
        { json: { n: 2, double: 4 }, from: [1] },
      ],
    },
    failed: [],
  });
});

test('a record taken apart names the record it came from', async () => {
  const answer = await preview('routing.split', { list: '{{ item.lines }}' }, { in: [{ lines: ['a'] }, { lines: ['b', 'c'] }] });
  expect(answer.ok && answer.outputs.out?.map(({ from }) => from)).toEqual([[0], [1], [1]]);
});

test('an expression that fails is reported with its field and its record, and the others go on', async () => {
  const answer = await preview('transform.set-fields', setFields('{{ item.order.id }}'), { in: [{ order: { id: 7 } }, {}] });
  expect(answer).toMatchObject({
    ok: true,
    outputs: { out: [{ json: { double: 7 }, from: [0] }] },
    failed: [{ index: 1, code: 'EXPRESSION_FAILED', path: 'fields[0].value' }],
  });
});

test('a configuration that does not compile names the field', async () => {
  const answer = await preview('transform.set-fields', setFields('{{ item. }}'), { in: [{}] });
  expect(answer).toMatchObject({ ok: false, error: { code: 'CONFIG', path: 'fields[0].value' } });
});

test('a second input port is given too', async () => {
  const answer = await preview('routing.merge', { mode: 'append' }, { a: [{ from: 'a' }], b: [{ from: 'b' }] });
  expect(answer).toMatchObject({ ok: true });
});

test('a step that sends something is refused', async () => {
  await expect(preview('connector.http', { connection: 'erp', path: '/x' }, { in: [{}] })).rejects.toThrow(NotPure);
});

test('code that does not end is stopped', async () => {
  const answer = await preview('transform.code', { code: 'while (true) {}' }, { in: [{}] });
  expect(answer).toMatchObject({ ok: false, error: { code: 'SANDBOX_TIMEOUT' } });
});
