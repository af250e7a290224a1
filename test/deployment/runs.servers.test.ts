import type { Flow } from '@crossdock/flows/document/flow';
import { aFlow } from '@crossdock/runtime/engine/test/a-flow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deployFlow } from '../support/ordered-flow.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { api, send } from './http.ts';
import { listen } from './live-events.ts';
import { backings, connectPartner, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

type Detail = RunDetail & {
  readonly waits: readonly { readonly approvalId: string | null }[];
  readonly related: readonly { readonly id: string; readonly relation: string; readonly status: string }[];
  readonly compensation: { readonly state: string; readonly runId: string | null } | null;
};

const once = { onFailure: { retry: { attempts: 1 } } };
const call = (path: string, more: object = {}) => ({ connection: 'partner', method: 'POST', path, ...more });
/** `/in/dev/ID` */
function named(id: string, flow: Flow): Flow {
  const [hook, ...others] = flow.nodes;
  return { ...flow, id, name: id, nodes: hook ? [{ ...hook, config: { path: id } }, ...others] : [] };
}

const sync = (deadlineSeconds = 20) => aFlow({ answer: { mode: 'when-finished', deadlineSeconds } });
const answering = (id: string, deadlineSeconds?: number, connection = 'partner') =>
  named(
    id,
    sync(deadlineSeconds)
      .step('book', 'connector.http', call(`/${id}`, { result: 'booked', connection }), once)
      .step('reply', 'routing.respond', { status: 201, body: '{{ { order: item.order, number: item.booked.number } }}' })
      .build(),
  );
const flows = [
  answering('sync'),
  answering('late', 1),
  answering('parked', 20, 'resting'),
  named(
    'called',
    sync()
      .step('book', 'connector.http', call('/called', { result: 'booked' }), once)
      .step('reply', 'routing.respond')
      .build(),
  ),
  named(
    'caller',
    sync()
      .step('call', 'routing.call-flow', { flow: 'called', result: 'answer' })
      .step('reply', 'routing.respond', { body: '{{ item.answer }}' })
      .build(),
  ),
  named('one-call', aFlow().step('book', 'connector.http', call('/one-call'), once).build()),
  named('narrow', aFlow({ concurrency: 1 }).step('book', 'connector.http', call('/narrow'), once).build()),
  named(
    'two-calls',
    aFlow({ businessKeys: [{ kind: 'Order', value: '{{ item.order }}' }] })
      .step('first', 'connector.http', call('/two-calls/first', { result: 'first' }), once)
      .step('second', 'connector.http', call('/two-calls/second'), once)
      .build(),
  ),
  named(
    'waiting',
    aFlow()
      .step('wait', 'routing.wait-for-event', { name: 'told', key: '{{ item.order }}' })
      .step('book', 'connector.http', call('/waiting'), once)
      .build(),
  ),
  named(
    'released',
    aFlow()
      .step('ask', 'routing.approval', { title: 'Release {{ item.order }}?' })
      .step('book', 'connector.http', call('/released'), once)
      .build(),
  ),
  named('alert', aFlow().step('tell', 'connector.http', call('/alert'), once).build()),
  named(
    'undone',
    aFlow({ compensate: 'when-failed', errorFlow: 'alert' })
      .step('book', 'connector.http', call('/undone/book', { result: 'booked' }), once)
      .step('ship', 'connector.http', call('/undone/ship'), once)
      .step('unbook', 'connector.http', call('/undone/unbook'), {
        after: 'book.undo',
        onFailure: { retry: { attempts: 5, firstDelaySeconds: 0.2 } },
      })
      .build(),
  ),
];

describe.each(backings)('runs that servers take in and workers execute, on $on', ({ hasRedis }) => {
  let all: TwoAndTwo;
  const at = (n: 0 | 1) => all.fleet.servers[n] as TwoAndTwo['fleet']['servers'][number];
  beforeAll(async () => {
    all = await startTwoAndTwo(hasRedis);
    await connectPartner(at(0).api, all.partner, {}, 'resting');
    for (const flow of flows) await deployFlow(at(0).api, flow);
    await until(
      'the flows at the other server',
      () => send(at(1), 'undone', { order: 'first' }),
      ({ status }) => status === 202,
    );
  });
  beforeEach(() => all.partner.clear());
  afterAll(() => all?.close());

  const run = (id: unknown) => at(1).api.get<Detail>(`/runs/${String(id)}`);
  const when = (id: unknown, ...statuses: string[]) =>
    until(
      `run ${String(id)} to be ${statuses.join(' or ')}`,
      () => run(id),
      ({ status }) => statuses.includes(status),
    );
  const ended = (id: unknown) => until('the run to end', () => run(id), isFinal);
  /** The worker with a run under way. */
  const busyWorker = () =>
    until(
      'a worker to have the run',
      async () => {
        const texts = await Promise.all(all.fleet.workers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
        return texts.findIndex((text) => /^crossdock_runs_active [1-9]/m.test(text));
      },
      (index) => index >= 0,
    );

  /** Resolves when both workers tell this server of their runs: then they know all that is watched there. */
  async function isToldByBoth(server: { readonly url: string }): Promise<void> {
    const counts = () =>
      Promise.all(
        all.fleet.workers.map(async ({ url }) => {
          const text = await (await fetch(`${url}/metrics`)).text();
          return Number(/^crossdock_runs_ended_total\{status="done"\} (\d+)/m.exec(text)?.[1] ?? 0);
        }),
      );
    const screen = await listen(server, 'env=dev&flow=one-call');
    const workerOf = new Map<string, number>();
    await until(
      'both workers to tell of what they do',
      async () => {
        const before = await counts();
        const { json } = await send(at(0), 'one-call', {});
        await ended(json.runId);
        const after = await counts();
        workerOf.set(
          String(json.runId),
          after.findIndex((count, i) => count > (before[i] ?? 0)),
        );
        const told = screen.sofar<{ readonly id: string }>('run').map(({ id }) => workerOf.get(id));
        return [0, 1].map((worker) => told.includes(worker));
      },
      (isTold) => isTold.every(Boolean),
    );
    screen.close();
  }

  describe('a caller who waits', () => {
    test('gets the answer of the worker at the server he asked, and a repetition at the other joins it', async () => {
      const release = all.partner.hold('/sync');
      all.partner.behave(() => ({ body: { number: 'B-1' } }));
      const key = { 'idempotency-key': 'together' };
      const first = send(at(0), 'sync', { order: 'A' }, key);
      await all.partner.arrived('/sync');
      const second = send(at(1), 'sync', { order: 'A' }, key);
      release();
      const [one, two] = await Promise.all([first, second]);
      expect(one).toMatchObject({ status: 201, json: { order: 'A', number: 'B-1' } });
      expect(two).toMatchObject({ status: 201, json: { duplicate: true, order: 'A', number: 'B-1' } });
      expect(two.headers.get('x-run-id')).toBe(one.headers.get('x-run-id'));
      expect(await send(at(1), 'sync', { order: 'A' }, key)).toMatchObject({ status: 201, json: { duplicate: true, number: 'B-1' } });
      expect(all.partner.to('/sync')).toHaveLength(1);
    });

    test('is sent on his way at the deadline, and finds the answer by repeating', async () => {
      const release = all.partner.hold('/late');
      all.partner.behave(() => ({ body: { number: 'B-2' } }));
      const key = { 'idempotency-key': 'late' };
      const first = await send(at(0), 'late', { order: 'B' }, key);
      expect(first).toMatchObject({ status: 202, json: { runId: expect.any(String) } });
      await all.partner.arrived('/late');
      release();
      await ended(first.json.runId);
      expect(await send(at(1), 'late', { order: 'B' }, key)).toMatchObject({ status: 201, json: { number: 'B-2' } });
    });

    test('is told of the failure, and repeating tries again with the same key', async () => {
      all.partner.behave(() => ({ status: 422, body: { error: 'unknown' } }));
      const key = { 'idempotency-key': 'failing' };
      const failed = await send(at(0), 'sync', { order: 'C' }, key);
      expect(failed).toMatchObject({ status: 500, json: { code: 'RUN_FAILED' } });
      all.partner.behave(() => ({ body: { number: 'B-3' } }));
      expect(await send(at(1), 'sync', { order: 'C' }, key)).toMatchObject({ status: 201, json: { number: 'B-3' } });
      const [before, after] = all.partner.to('/sync');
      expect(after?.key).toBe(before?.key);
    });

    test('is told at once when a paused connection holds the run, which goes on when it is resumed', async () => {
      expect(await api(at(1), 'POST', '/connections/dev/resting/pause', { reason: 'maintenance' })).toMatchObject({ status: 200 });
      all.partner.behave(() => ({ body: { number: 'B-4' } }));
      const key = { 'idempotency-key': 'parked' };
      // The worker may not have heard of the pause yet.
      const parked = await until(
        'a parked run',
        () => send(at(0), 'parked', { order: crypto.randomUUID() }),
        ({ status }) => status === 503,
      );
      expect(parked.json).toMatchObject({ code: 'CONNECTION_UNAVAILABLE' });
      expect(parked.headers.get('retry-after')).toMatch(/^\d+$/);
      const held = await send(at(1), 'parked', { order: 'D' }, key);
      expect(held.status).toBe(503);
      const id = held.headers.get('x-run-id');
      expect((await run(id)).status).toBe('parked');
      expect(await send(at(0), 'parked', { order: 'D' }, key)).toMatchObject({ status: 503 });
      await api(at(0), 'POST', '/connections/dev/resting/resume', {});
      await when(id, 'done');
      expect(await send(at(0), 'parked', { order: 'D' }, key)).toMatchObject({ status: 201, json: { number: 'B-4' } });
    });

    test('gets the answer of a flow that another flow gave', async () => {
      all.partner.behave(() => ({ body: { number: 'B-5' } }));
      const answer = await send(at(0), 'caller', { order: 'E' });
      expect(answer).toMatchObject({ status: 200, json: { order: 'E', booked: { number: 'B-5' } } });
      const caller = await run(answer.headers.get('x-run-id'));
      expect(caller.related).toMatchObject([{ relation: 'called', status: 'done' }]);
    });
  });

  test('called flows come back to their callers, many at once over both workers', async () => {
    all.partner.behave(({ body }) => ({ body: { number: `for ${(body as { order: string }).order}` } }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => send(at((n % 2) as 0 | 1), 'caller', { order: `many-${n}` })),
    );
    expect(answers.map(({ status, json }) => [status, (json.booked as { number?: string } | undefined)?.number])).toEqual(
      answers.map((_, n) => [200, `for many-${n}`]),
    );
  });

  test('a screen at one server sees the run and its steps change while a worker executes it', async () => {
    const list = await listen(at(0), 'env=dev&flow=two-calls');
    await isToldByBoth(at(0));
    const release = all.partner.hold('/two-calls/second');
    const { json } = await send(at(1), 'two-calls', { order: 'watched' });
    const page = await listen(at(1), `env=dev&run=${json.runId}`);
    try {
      await isToldByBoth(at(1));
      await all.partner.arrived('/two-calls/second');
      release();
      type Steps = { steps: { nodeId: string; status: string }[] };
      await list.heard<{ id: string; status: string }>('run', (runs) =>
        runs.some(({ id, status }) => id === json.runId && status === 'done'),
      );
      await page.heard<Steps>('steps', (told) => told.at(-1)?.steps.every(({ status }) => status === 'done') ?? false);
    } finally {
      list.close();
      page.close();
    }
  });

  describe('a run is cancelled at the other server', () => {
    const cancel = (id: unknown) => api(at(1), 'POST', `/runs/${String(id)}/cancellation`);

    test('in the middle of a call of a worker, after which it sends nothing more', async () => {
      const release = all.partner.hold('/two-calls/first');
      const { json } = await send(at(0), 'two-calls', { order: 'stopped' });
      await all.partner.arrived('/two-calls/first');
      const cancelling = cancel(json.runId);
      setTimeout(release, 1500);
      expect(await cancelling).toMatchObject({ status: 202 });
      await when(json.runId, 'cancelled');
      expect(all.partner.to('/two-calls/second')).toEqual([]);
      expect(await cancel(json.runId)).toMatchObject({ status: 409, json: { code: 'RUN_HAS_ENDED' } });
    });

    test('while it waits, so that the event wakes nobody', async () => {
      const { json } = await send(at(0), 'waiting', { order: 'W-1' });
      await when(json.runId, 'waiting');
      expect(await cancel(json.runId)).toMatchObject({ status: 202 });
      expect((await run(json.runId)).status).toBe('cancelled');
      expect(await api(at(0), 'POST', '/events', { env: 'dev', name: 'told', key: 'W-1', body: {} })).toMatchObject({ json: { woken: 0 } });
    });

    test('while it stands in the queue, so that it never begins', async () => {
      const release = all.partner.hold('/narrow');
      const before = await Promise.all([0, 1].map((n) => send(at(n as 0 | 1), 'narrow', { order: `ahead-${n}` })));
      await all.partner.arrived('/narrow', 2);
      const { json } = await send(at(0), 'narrow', { order: 'behind' });
      expect((await run(json.runId)).status).toBe('queued');
      expect(await cancel(json.runId)).toMatchObject({ status: 202 });
      expect((await run(json.runId)).status).toBe('cancelled');
      release();
      for (const one of before) await when(one.json.runId, 'done');
      expect(all.partner.to('/narrow')).toHaveLength(2);
    });
  });

  test('an approval is decided and an event is sent at the other server, and the run goes on', async () => {
    const asked = await send(at(0), 'released', { order: 'R-1' });
    const { waits } = await when(asked.json.runId, 'waiting');
    const approvalId = waits[0]?.approvalId ?? '';
    // Two people decide at once, each at his server: one counts.
    const decided = await Promise.all([
      api(at(0), 'POST', `/approvals/${approvalId}/approval`, { comment: '' }),
      api(at(1), 'POST', `/approvals/${approvalId}/approval`, { comment: '' }),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409]);
    await when(asked.json.runId, 'done');
    expect(all.partner.to('/released')).toHaveLength(1);

    const waits2 = await send(at(1), 'waiting', { order: 'W-2' });
    await when(waits2.json.runId, 'waiting');
    expect(await api(at(0), 'POST', '/events', { env: 'dev', name: 'told', key: 'W-2', body: {} })).toMatchObject({ json: { woken: 1 } });
    await when(waits2.json.runId, 'done');
  });

  describe('a replay', () => {
    type Plan = { readonly calls: readonly { readonly nodeId: string; readonly action: string; readonly key: string | null }[] };
    const failSecond = () => all.partner.behave(({ what }) => ({ status: what.endsWith('/second') ? 422 : 200 }));

    test('that is asked for at the other server sends what its plan says, with the keys it names', async () => {
      failSecond();
      const { json } = await send(at(0), 'two-calls', { order: 'again' });
      await when(json.runId, 'failed', 'partial');
      const plan = await api(at(1), 'POST', `/runs/${json.runId}/replay-plan`, {});
      const planned = plan.json as unknown as Plan;
      const [before] = all.partner.to('/two-calls/second');
      all.partner.clear();
      const replay = await api(at(1), 'POST', `/runs/${json.runId}/replays`, {});
      expect(replay.status).toBe(202);
      await when(replay.json.runId, 'done');
      const sent = planned.calls.filter(({ action }) => !action.startsWith('skipped'));
      expect(all.partner.arrivals.map(({ what }) => what)).toEqual(['POST /two-calls/second']);
      expect(sent.map(({ nodeId, key }) => [nodeId, key])).toEqual([['second', before?.key]]);
      expect(all.partner.arrivals[0]?.key).toBe(before?.key);
      expect(await run(json.runId)).toMatchObject({ openExceptions: 0 });
    });

    test('of many is worked off by both workers, each once, though both servers look after it', async () => {
      failSecond();
      const runs = await Promise.all(Array.from({ length: 12 }, (_, n) => send(at((n % 2) as 0 | 1), 'two-calls', { order: `bulk-${n}` })));
      for (const { json } of runs) await when(json.runId, 'failed', 'partial');
      all.partner.clear();
      const filter = { env: 'dev', flow: 'two-calls', key: 'bulk-' };
      const started = await api(at(1), 'POST', '/bulk-replays', { filter, perSecond: 200, reason: 'the partner is back' });
      expect(started, JSON.stringify(started.json)).toMatchObject({ status: 202, json: { total: 12 } });
      await until(
        'the bulk replay to end',
        () => at(0).api.get<{ outcomes: { done: number } }>(`/bulk-replays/${String(started.json.id)}`),
        ({ outcomes }) => outcomes.done === 12,
      );
      expect(all.partner.to('/two-calls/first')).toEqual([]);
      const keys = all.partner.to('/two-calls/second').map(({ key }) => key);
      expect(keys).toHaveLength(12);
      expect(new Set(keys).size).toBe(12);
    });
  });

  test('a failed run is told to the error flow and taken back, though the worker that does so is killed in the middle', async () => {
    all.partner.behave(({ what }) => ({ status: what.endsWith('/ship') ? 422 : 200 }));
    const release = all.partner.hold('/undone/unbook');
    const { json } = await send(at(0), 'undone', { order: 'undone' });
    await all.partner.arrived('/undone/unbook');
    const victim = all.fleet.workers[await busyWorker()];
    await victim?.kill();
    release();
    const failed = await until(
      'it to be taken back',
      () => run(json.runId),
      ({ compensation }) => compensation?.state === 'done',
    );
    expect(failed.status).toBe('failed');
    await ended(failed.compensation?.runId);
    const unbooked = all.partner.to('/undone/unbook');
    expect(unbooked).toHaveLength(2);
    expect(new Set(unbooked.map(({ key }) => key)).size).toBe(1);
    expect(await all.partner.arrived('/alert')).toHaveLength(1);
    await victim?.start();
  });
});
