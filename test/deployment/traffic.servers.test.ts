import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countFile, countFlow } from '../big/big-flow.ts';
import { chain } from '../support/flows.ts';
import { deployFlow } from '../support/ordered-flow.ts';
import { allRuns, isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { api, send } from './http.ts';
import { backings, connectPartner, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

const [backing] = backings;

type Progress = { readonly chunks: { readonly count: number; readonly settled: number; readonly rows: number } | null };

describe.skipIf(!backing)('what two servers and two workers share', { timeout: 60_000 }, () => {
  let all: TwoAndTwo;
  const at = (n: 0 | 1) => all.fleet.servers[n] as TwoAndTwo['fleet']['servers'][number];
  beforeAll(async () => {
    all = await startTwoAndTwo(backing?.hasRedis ?? false);
    const { api: admin } = all.fleet;
    await connectPartner(admin, all.partner, { rate: { count: 20, perSeconds: 1, burst: 5 } }, 'limited');
    await connectPartner(admin, all.partner, { breaker: { failures: 5, windowSeconds: 30, openSeconds: 2 } }, 'fragile');
    for (const connection of ['partner', 'limited', 'fragile']) {
      const step = { id: 'send', type: 'connector.http', config: { connection, method: 'POST', path: `/${connection}` } };
      await deployFlow(
        admin,
        chain(connection, [{ ...step, onFailure: { retry: { attempts: 20, firstDelaySeconds: 0.2, maxDelaySeconds: 1 } } }]),
      );
    }
    await until(
      'the flows at the other server',
      () => send(at(1), 'fragile', {}),
      ({ status }) => status === 202,
    );
    await until(
      'the first run to end',
      () => allRuns(admin),
      (runs) => runs.every(isFinal),
    );
  });
  beforeEach(() => all.partner.clear());
  afterAll(() => all?.close());

  const run = (id: unknown) => at(1).api.get<RunDetail & Progress>(`/runs/${String(id)}`);
  const ended = (id: unknown) => until('the run to end', () => run(id), isFinal);
  const sendMany = async (flow: string, count: number) => {
    const sent = await Promise.all(Array.from({ length: count }, (_, n) => send(at((n % 2) as 0 | 1), flow, { n })));
    expect(sent.every(({ status }) => status === 202)).toBe(true);
    return sent.map(({ json }) => String(json.runId));
  };
  const countsOf = async (ids: readonly string[]) => {
    const runs = await Promise.all(ids.map(run));
    return Object.fromEntries(
      [...new Set(runs.map(({ status }) => status))].map((one) => [one, runs.filter(({ status }) => status === one).length]),
    );
  };

  test('a pause at one server holds all workers back, and the runs come back when the other resumes it', async () => {
    expect(await api(at(0), 'POST', '/connections/dev/partner/pause', { reason: 'stocktaking' })).toMatchObject({ status: 200 });
    const ids = await until(
      'both workers to have heard of it',
      async () => {
        all.partner.clear();
        const sent = await sendMany('partner', 10);
        await until(
          'them to be parked or done',
          () => countsOf(sent),
          ({ parked = 0, done = 0 }) => parked + done === 10,
        );
        return sent;
      },
      () => all.partner.to('/partner').length === 0,
      { within: 15_000 },
    );
    expect(await countsOf(ids)).toEqual({ parked: 10 });
    const { items } = await at(1).api.get<{ items: { name: string; traffic: { state: string } }[] }>('/connections?env=dev');
    expect(items.find(({ name }) => name === 'partner')?.traffic.state).toBe('paused');
    expect(await api(at(1), 'POST', '/connections/dev/partner/resume', {})).toMatchObject({ status: 200 });
    for (const id of ids) expect((await ended(id)).status).toBe('done');
    expect(all.partner.to('/partner')).toHaveLength(10);
  });

  test('a breaker that opens parks the runs of both workers, and lets them through when the other side is well', async () => {
    let isWell = false;
    all.partner.behave(() => ({ status: isWell ? 200 : 503 }));
    // More than are let through on trial before it closes: 1, 2, 4, 8 and 16.
    const ids = await sendMany('fragile', 40);
    await until(
      'runs to be parked',
      () => countsOf(ids),
      ({ parked = 0 }) => parked >= 20,
      { within: 15_000 },
    );
    const state = async () => {
      const { items } = await at(1).api.get<{ items: { name: string; traffic: { state: string } }[] }>('/connections?env=dev');
      return items.find(({ name }) => name === 'fragile')?.traffic.state;
    };
    await until('it to be seen at the other server', state, (seen) => seen === 'open' || seen === 'half-open');
    isWell = true;
    await until(
      'all to end',
      () => countsOf(ids),
      ({ done = 0 }) => done === 40,
      { within: 30_000 },
    );
    await until('it to be closed', state, (seen) => seen === 'closed');
  });

  test('a rate is kept by both workers together', async () => {
    const ids = await sendMany('limited', 60);
    await until(
      'all to end',
      () => countsOf(ids),
      ({ done = 0 }) => done === 60,
      { within: 20_000 },
    );
    const times = all.partner.to('/limited').map(({ at: time }) => time);
    expect(times).toHaveLength(60);
    const most = Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));
    // 20 a second and 5 at once after a quiet time; on a busy machine what was let through late arrives together with the next.
    expect(most).toBeLessThanOrEqual(40);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1500);
  });

  test('a schedule of two servers starts one run at each time', async () => {
    const tick = { id: 'tick', type: 'trigger.interval', name: 'Tick', config: { count: 1, unit: 'seconds' } };
    const flow = chain('ticking', [
      { id: 'send', type: 'connector.http', config: { connection: 'partner', method: 'POST', path: '/tick' } },
    ]);
    const [, ...steps] = flow.nodes ?? [];
    await deployFlow(at(0).api, {
      ...flow,
      nodes: [tick, ...steps],
      edges: [{ from: { node: 'tick', port: 'out' }, to: { node: 'send', port: 'in' } }],
    });
    const ticks = await all.partner.arrived('/tick', 4);
    await api(at(1), 'DELETE', '/flows/ticking/deployments/dev');
    const due = ticks.map(({ body }) => (body as { due: string }).due);
    expect(new Set(due).size).toBe(due.length);
  });

  test('a poll reads at one server at a time, and the other takes it over when that one is killed while it reads', async () => {
    const records = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const polling = chain('polling', [
      { id: 'send', type: 'connector.http', config: { connection: 'partner', method: 'POST', path: '/polled' } },
    ]);
    const trigger = {
      id: 'poll',
      type: 'trigger.poll',
      name: 'Poll',
      config: {
        connection: 'partner',
        path: '/stock',
        records: 'items',
        when: { kind: 'every', count: 1, unit: 'seconds' },
        paging: { kind: 'off' },
        watermark: { kind: 'off' },
        key: '{{ item.id }}',
      },
    };
    const [, ...steps] = polling.nodes ?? [];
    all.partner.behave(({ what }) => (what === 'GET /stock' ? { body: { items: records } } : {}));
    const release = all.partner.hold('/stock');
    await at(1).stop();
    await deployFlow(at(0).api, {
      ...polling,
      nodes: [trigger, ...steps],
      edges: [{ from: { node: 'poll', port: 'out' }, to: { node: 'send', port: 'in' } }],
    });
    await all.partner.arrived('/stock');
    await at(1).start();
    await at(0).kill();
    release();
    await all.partner.arrived('/polled', 3);
    await at(0).start();
    const before = all.partner.to('/stock').length;
    const reads = await all.partner.arrived('/stock', before + 3);
    await api(at(0), 'DELETE', '/flows/polling/deployments/dev');
    // By one server each second, and each record once.
    const times = reads.slice(before).map(({ at: time }) => time);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1000);
    expect(
      all.partner
        .to('/polled')
        .map(({ body }) => (body as { id: number }).id)
        .sort(),
    ).toEqual([1, 2, 3]);
  });

  test('a big file is cut up and worked on by both workers, though one is killed in the middle', async () => {
    const rows = 150_000;
    await deployFlow(at(0).api, countFlow('big', { type: 'trigger.webhook', config: { path: 'big' } }));
    await until(
      'the flow at the other server',
      () => send(at(1), 'big', {}, { 'idempotency-key': 'probe' }),
      ({ status }) => status !== 404,
    );
    const answer = await fetch(`${at(0).url}/in/dev/big`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: countFile(rows),
    });
    const { runId } = (await answer.json()) as { runId: string };
    await until(
      'progress at the other server',
      () => run(runId),
      ({ chunks }) => (chunks?.count ?? 0) > 1,
    );
    const [victim] = all.fleet.workers;
    await victim?.kill();
    const parent = await until('the file to end', () => run(runId), isFinal, { within: 60_000 });
    expect(parent.status).toBe('done');
    expect(parent.chunks).toMatchObject({ rows, settled: parent.chunks?.count });
    const { output } = await at(1).api.get<{ output: { out: { json: object }[] } }>(`/runs/${runId}/steps/count`);
    expect(output.out[0]?.json).toEqual({ rows, qty: String(rows) });
    await victim?.start();
  });
});
