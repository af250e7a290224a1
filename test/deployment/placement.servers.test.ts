import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crossdockProcess } from '../support/cli.ts';
import { chain } from '../support/flows.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { ask } from './http.ts';
import { backings, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

const [backing] = backings;

describe.skipIf(!backing)('workers that were told what to execute', () => {
  let all: TwoAndTwo;
  beforeAll(async () => {
    const workerWords = [
      ['--env', 'dev', '--lanes', 'Fast'],
      ['--env', 'test'],
      ['--env', 'dev', '--lanes', 'Slow', '--concurrency', '2'],
    ];
    all = await startTwoAndTwo(backing?.hasRedis ?? false, { servers: 1, workers: 3, workerWords });
    const { fleet, partner } = all;
    await fleet.api.put('/connections/test/partner', {
      system: 'http',
      address: partner.address,
      auth: { kind: 'none' },
      policy: { timeoutSeconds: 5, breaker: null },
    });
    for (const channel of ['Fast', 'Slow']) {
      const id = channel.toLowerCase();
      const step = { id: 'send', type: 'connector.http', config: { connection: 'partner', method: 'POST', path: `/${id}` } };
      await fleet.api.put(`/flows/${id}`, { flow: { ...chain(id, [step]), channel } });
      await fleet.api.post(`/flows/${id}/versions`, { deployTo: ['dev', 'test'] });
    }
  });
  afterAll(() => all?.close());

  const send = async (env: string, flow: string, body: object = {}) => {
    const answer = await ask('POST', `${all.fleet.url}/in/${env}/${flow}`, body);
    expect(answer.status).toBe(202);
    return String(answer.json.runId);
  };
  const run = (id: string) => all.fleet.api.get<RunDetail>(`/runs/${id}`);
  const ended = (id: string) => until('the run to end', () => run(id), isFinal);
  const endedAt = async (worker: number) => {
    const text = await (await fetch(`${all.fleet.workers[worker]?.url}/metrics`)).text();
    return Number(/^crossdock_runs_ended_total\{status="done"\} (\d+)/m.exec(text)?.[1] ?? 0);
  };

  test('leave the runs of other environments and lanes to others, and take up what waits for them when they come', async () => {
    await all.fleet.workers[2]?.stop();
    const [fast, slow, fastTest, slowTest] = await Promise.all([
      send('dev', 'fast'),
      send('dev', 'slow'),
      send('test', 'fast'),
      send('test', 'slow'),
    ]);
    for (const id of [fast, fastTest, slowTest]) expect((await ended(id ?? '')).status).toBe('done');
    expect([await endedAt(0), await endedAt(1)]).toEqual([1, 2]);
    expect((await run(slow ?? '')).status).toBe('queued');
    await all.fleet.workers[2]?.start();
    expect((await ended(slow ?? '')).status).toBe('done');
    expect([await endedAt(0), await endedAt(1), await endedAt(2)]).toEqual([1, 2, 1]);
  });

  test('have no more runs of a lane under way than they were told', async () => {
    let underWay = 0;
    let most = 0;
    all.partner.behave(async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 50));
      underWay--;
      return {};
    });
    const ids = await Promise.all(Array.from({ length: 12 }, () => send('dev', 'slow')));
    for (const id of ids) expect((await ended(id)).status).toBe('done');
    expect(most).toBe(2);
  });

  test('say what they serve, and answer for their health and figures', async () => {
    const [worker] = all.fleet.workers;
    expect(worker?.written().out).toMatch(
      /^Crossdock worker ready: environments dev, lanes Fast, 64 runs at once per lane, http:\S+\/healthz$/m,
    );
    for (const path of ['/healthz', '/readyz'])
      expect(await ask('GET', `${worker?.url}${path}`)).toMatchObject({ status: 200, json: { status: 'ok', store: 'mongodb' } });
    expect((await ask('GET', `${worker?.url}/api/runs`)).status).toBe(404);
  });

  test('that are stopping are not ready, finish what is under way, and end with 0', async () => {
    const [worker] = all.fleet.workers;
    all.partner.clear();
    const release = all.partner.hold('/fast');
    const id = await send('dev', 'fast');
    await all.partner.arrived('/fast');
    const stopped = worker?.stop();
    await until(
      'it not to be ready',
      () => ask('GET', `${worker?.url}/readyz`),
      ({ status, json }) => status === 503 && json.status === 'stopping',
      { within: 5000 },
    );
    expect(await ask('GET', `${worker?.url}/healthz`)).toMatchObject({ status: 200 });
    release();
    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(await run(id)).toMatchObject({ status: 'done', recoveries: 0 });
    expect(all.partner.to('/fast')).toHaveLength(1);
  });

  const complaints: readonly (readonly [string, readonly string[], Record<string, string | undefined>, RegExp])[] = [
    ['an environment that there is not', ['--env', 'dev,nowhere'], {}, /^The worker cannot start: --env names "nowhere"; there are dev, /],
    ['no store', [], { MONGODB_URL: undefined, REDIS_URL: undefined }, /^The worker cannot start: MONGODB_URL is not set: a worker shares/],
    ['no secret', [], { CROSSDOCK_SECRET: undefined }, /^The worker cannot start: CROSSDOCK_SECRET is not set/],
    ['another secret', [], { CROSSDOCK_SECRET: 'another-secret-of-the-tests' }, /^The worker cannot start: .*CROSSDOCK_SECRET/],
    ['a concurrency that is none', ['--concurrency', '0'], {}, /--concurrency is "0"; it must be a whole number from 1 to 1000/],
    ['an empty lane', ['--lanes', 'a,,b'], {}, /--lanes "a,,b" has an empty name/],
    [
      'a store that is not there',
      [],
      { MONGODB_URL: 'mongodb://127.0.0.1:9/none', REDIS_URL: undefined },
      /^The worker cannot start: .*127\.0\.0\.1:9/,
    ],
  ];
  test.each(complaints)('that are given %s say so in one line and end with 1', async (_what, words, change, line) => {
    const variables = Object.fromEntries(
      Object.entries({ ...all.fleet.variables, CROSSDOCK_DATA: '/nonexistent', ...change }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    );
    const { code, out, err } = await crossdockProcess(['worker', ...words], variables);
    expect(err.trim().split('\n')[0]).toMatch(line);
    expect({ code: code === 0, out }).toEqual({ code: false, out: '' });
  });
});
