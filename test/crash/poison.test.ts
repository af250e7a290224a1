import { expect, onTestFinished, test } from 'vitest';
import { startCrashProxy } from '../support/crash-proxy.ts';
import { newInstallation } from '../support/installation.ts';
import { connectErp, startOutsideErp } from '../support/outside-erp.ts';
import { allRuns, isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, orderNumberOf, orderText, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

/** After so many recoveries a run is not started again. */
const recoveries = 3;

test('a run that takes the server down again and again is set aside as poison, and the others go on', async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const erp = await startOutsideErp();
  onTestFinished(erp.close);
  const proxy = await startCrashProxy(erp.url);
  onTestFinished(proxy.close);
  let server = await installation.start();
  await connectErp(server.api, proxy.url, { timeoutSeconds: 60 });
  await trustShop(server.api);

  const poisonous = 1;
  proxy.hold(`"${orderNumberOf(poisonous)}"`);
  const { json } = await deliver(server.url, orderText(poisonous));
  for (let deaths = 1; deaths <= recoveries + 1; deaths++) {
    await until('the run to be in work', proxy.held, (held) => held === deaths);
    const other = await deliver(server.url, orderText(poisonous + deaths));
    await until('the other order to be done', () => server.api.get<RunDetail>(`/runs/${other.json.runId}`), isFinal);
    await server.kill();
    server = await installation.start();
  }

  const run = await until('the run to be set aside', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
  expect(run).toMatchObject({ status: 'failed', error: { code: 'POISON' }, recoveries: recoveries + 1, openExceptions: 1 });
  expect(run.error?.message).toMatch(/went down 4 times/);
  expect(proxy.held()).toBe(recoveries + 1);

  await deliver(server.url, orderText(90));
  const others = await until(
    'the others to end',
    async () => (await allRuns(server.api)).filter(({ id }) => id !== run.id),
    (runs) => runs.length === recoveries + 2 && runs.every(isFinal),
  );
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 'done'));
  expect(erp.counts()).toEqual({ total: others.length, unique: others.length });

  // Whoever has looked at it and replays it gets the one order.
  proxy.hold(undefined);
  const replay = await server.api.post<{ runId: string }>(`/runs/${run.id}/replays`, { reason: 'the ERP was mended' });
  expect(await until('the replay to end', () => server.api.get<RunDetail>(`/runs/${replay.runId}`), isFinal)).toMatchObject({
    status: 'done',
  });
  expect(erp.counts()).toEqual({ total: others.length + 1, unique: others.length + 1 });
  expect(await server.api.get(`/runs/${run.id}`)).toMatchObject({ openExceptions: 0 });
}, 120_000);
