import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Erp, startErp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import { anErpOrder } from '@crossdock/nodes/systems/erp/simulator/test/an-erp-order';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReplayPlan } from '../run-service.ts';
import { aFlow } from '../test/a-flow.ts';
import { anEngine, type TestEngine } from '../test/an-engine.ts';

const token = 'erp-token';
const seeds = Number(process.env.REPLAY_CASES ?? 24);
let folder: string;
let erp: Erp;
let engine: TestEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-replays-'));
  erp = await startErp({ dataFolder: folder, token });
  const flow = aFlow()
    .step('orders', 'routing.split', { list: '{{ item.orders }}', key: '{{ each.orderNumber }}' })
    .step(
      'erp',
      'connector.http',
      { method: 'POST', path: '/orders', connection: 'erp', result: 'booked' },
      { onFailure: { retry: { attempts: 1 } } },
    )
    .build();
  engine = await anEngine({ flow, address: erp.url, auth: { kind: 'bearer', secret: token } });
});
afterAll(async () => {
  await engine.close();
  await erp.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A small generator that gives the same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test.each(Array.from({ length: seeds }, (_, seed) => seed))('the plan shown is the plan followed, case %i', async (seed) => {
  const pick = numbers(seed + 1);
  const orders = Array.from({ length: 1 + pick(5) }, (_, i) => {
    // Some that the ERP refuses for good.
    return anErpOrder(
      `R${seed}-${i}`,
      pick(4) === 0 ? { lines: [{ line: 1, item: 'NO-SUCH-ITEM', quantity: '1', uom: 'EA', unitPrice: '1.00' }] } : {},
    );
  });
  const modes = [
    { mode: 'ok' as const },
    { mode: 'ok' as const, dropAfterAccept: 1 },
    { mode: 'ok' as const, dropAfterAccept: 0.5 },
    { mode: 'failing' as const, status: 500 as const },
  ];
  await erp.behave(modes[pick(modes.length)] ?? { mode: 'ok' });
  const sent = await engine.send({ orders });
  const id = (sent as { runId: string }).runId;
  const original = await engine.when(id, 'done', 'partial', 'failed');
  await erp.behave({ mode: 'ok' });

  const isCorrected = pick(2) === 0 && original.exceptions.length > 0;
  const asked = isCorrected ? await correction(id) : { by: 'Ada', ...(pick(2) === 0 && { from: 'erp' }) };
  const plan = await engine.engine.replayPlan(id, asked);
  if (!plan) throw new Error('there is no such run');
  const undecided = plan.undecided.map((question) => [`${question.nodeId}/${question.itemId}`, { do: 'treat as done' as const }] as const);
  const request = { ...asked, decisions: Object.fromEntries(undecided) };
  const followed = undecided.length > 0 ? await engine.engine.replayPlan(id, request) : plan;
  const before = keysBefore(erp);
  const replay = await engine.engine.replay(id, request);
  await engine.when(replay?.runId ?? '', 'done', 'partial', 'failed');

  expect(arrivedSince(before)).toEqual(expectedOf(followed as ReplayPlan, before));
  // However it went: each order is in the ERP at most once.
  const booked = (await erp.orders({ limit: 500 })).filter(({ orderNumber }) => orderNumber.startsWith(`R${seed}-`));
  expect(new Set(booked.map(({ orderNumber }) => orderNumber)).size).toBe(booked.length);
});

/** Corrects the first item that failed, as an operator would. */
async function correction(id: string) {
  const run = await engine.engine.get(id);
  const item = run?.exceptions.find(({ state }) => state === 'open')?.itemId ?? '';
  const shown = (await engine.engine.step(id, 'erp'))?.input.in?.find((candidate) => candidate.id === item);
  const { orderNumber } = (shown?.json ?? {}) as { orderNumber: string };
  // Right also for an order that was right before: then the same request goes out again.
  const json = anErpOrder(orderNumber);
  return { by: 'Ada', from: 'erp', items: [item], edits: [{ item, json }] };
}

type Arrivals = ReturnType<Erp['arrivals']>;

function keysBefore(system: Erp): { readonly count: number; readonly keys: ReadonlySet<string> } {
  const all = system.arrivals();
  return { count: all.length, keys: new Set(all.map(({ key }) => key ?? '')) };
}

/** What reached the ERP since: order numbers, and whether their key had been there before. */
function arrivedSince(before: ReturnType<typeof keysBefore>): string[] {
  const since: Arrivals = erp.arrivals().slice(before.count);
  return since.map(({ orderNumber, key }) => `${orderNumber} ${before.keys.has(key ?? '') ? 'same key' : 'new key'}`).sort();
}

function expectedOf(plan: ReplayPlan, before: ReturnType<typeof keysBefore>): string[] {
  return plan.calls
    .flatMap((call) => {
      switch (call.action) {
        case 'sent now':
        case 'sent with a new key':
          return [`${call.businessKey} new key`];
        case 'sent again with the same key':
          expect(before.keys.has(call.key ?? '')).toBe(true);
          return [`${call.businessKey} same key`];
        default:
          return [];
      }
    })
    .sort();
}
