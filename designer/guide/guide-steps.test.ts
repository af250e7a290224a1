import { flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { describe as describeNode } from '@crossdock/nodes/contract/descriptor';
import { definitions } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { callOf, guideSteps, nextStep } from './guide-steps.ts';

const catalog = catalogOf(definitions.map(describeNode));
const aFlow = (nodes: readonly { type: string; config?: Record<string, unknown> }[], tests: readonly unknown[] = []) =>
  flowSchema.parse({
    format: 1,
    id: 'first',
    name: 'First',
    nodes: nodes.map((node, i) => ({ id: `n${i}`, name: `N${i}`, ...node })),
    tests,
  });
const nothing = { catalog, hasGreenTest: false, hasVersion: false, hasRun: false };
const sample = { id: 'one', name: "Mara's order", message: { body: { note: "it's late" } } };

test('an empty flow begins with its trigger', () => {
  expect(nextStep(guideSteps({ ...nothing, flow: aFlow([]) }))?.name).toBe('trigger');
});

test('a webhook counts once it has a path', () => {
  const next = nextStep(guideSteps({ ...nothing, flow: aFlow([{ type: 'trigger.webhook' }]) }));
  expect(next).toMatchObject({ name: 'trigger', node: { id: 'n0' } });
});

test('a step counts when it has something to do, not when it is only there', () => {
  const begun = aFlow([{ type: 'trigger.webhook', config: { path: 'orders' } }, { type: 'transform.map' }], [sample]);
  const next = nextStep(guideSteps({ ...nothing, flow: begun }));
  expect(next).toMatchObject({ name: 'map', node: { id: 'n1' } });
});

test('all is done once a message went through a published version', () => {
  const flow = aFlow(
    [
      { type: 'trigger.webhook', config: { path: 'orders' } },
      { type: 'transform.map', config: { fields: [{ target: 'a', value: 1 }] } },
      { type: 'rule.decision-table', config: { table: { rows: [{}] } } },
      { type: 'connector.http', config: { connection: 'erp-main' } },
    ],
    [sample],
  );
  expect(nextStep(guideSteps({ catalog, flow, hasGreenTest: true, hasVersion: true, hasRun: true }))).toBeNull();
});

test('the call holds the first sample, safe for a shell', () => {
  const flow = aFlow([{ type: 'trigger.webhook', config: { path: 'orders' } }], [sample]);
  expect(callOf(flow, 'http://localhost:3000', 'dev')).toBe(
    [
      'curl -X POST http://localhost:3000/in/dev/orders \\',
      "  -H 'content-type: application/json' \\",
      `  --data-binary '{"note":"it'\\''s late"}'`,
    ].join('\n'),
  );
  expect(callOf(aFlow([{ type: 'trigger.manual' }]), 'http://x', 'dev')).toBeNull();
});
