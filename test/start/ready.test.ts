import { sampleFlows } from '@crossdock/flows/samples/samples';
import { expect, onTestFinished, test } from 'vitest';
import { adminToken, newInstallation, type RunningServer } from '../support/installation.ts';
import { allRuns, isFinal } from '../support/runs.ts';
import { until } from '../support/until.ts';

test('a server says where it is and how to sign in, and answers for its health, its metrics and its description', async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const server = await installation.start();
  expect(server.written.out).toMatch(/^Crossdock ready: http:\/\/localhost:\d+\n[^\n]*http:\/\/localhost:\d+\/sign-in\?token=[\w-]{43}\n$/);

  const health = await fetch(`${server.url}/healthz`);
  expect(health.status).toBe(200);
  expect(await health.json()).toEqual({
    status: 'ok',
    store: 'sqlite',
    queue: 'embedded',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });

  const metrics = await fetch(`${server.url}/metrics`);
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const text = await metrics.text();
  for (const name of [
    'messages_accepted_total',
    'messages_duplicate_total',
    'runs_ended_total',
    'backlog_runs',
    'runs_active',
    'store_bytes',
  ])
    expect(text).toMatch(new RegExp(`^# HELP crossdock_${name} .+\n# TYPE crossdock_${name} (counter|gauge)$`, 'm'));

  const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as Description;
  expect(description.openapi).toMatch(/^3\.1\./);
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBeGreaterThan(30);
  expect(operations.filter((operation) => !operation.summary)).toEqual([]);
});

type Description = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>;
};

test('the sign-in link works once: the second who opens it is refused, in words', async () => {
  const installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  onTestFinished(installation.remove);
  const server = await installation.start();
  const token = new URL(server.signInLink).searchParams.get('token');
  const signIn = () =>
    fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  const first = await signIn();
  expect(first.status).toBe(201);
  const [cookie] = (first.headers.get('set-cookie') ?? '').split(';');
  expect((await fetch(`${server.url}/api/flows`, { headers: { cookie: cookie ?? '' } })).status).toBe(200);
  const second = await signIn();
  expect(second.status).toBe(401);
  expect(second.headers.get('set-cookie')).toBeNull();
  expect(await second.json()).toMatchObject({ code: 'LINK_USED', message: expect.stringContaining('has been used') });
});

test('what there was is there again at the next start; nothing is imported, published or accepted a second time', async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const first = await installation.start();
  await first.api.post('/demo/shopify/orders', { count: 5 });
  await until(
    'the runs to end',
    () => allRuns(first.api),
    (runs) => runs.length === 5 && runs.every(isFinal),
  );
  const before = await everything(first);
  expect(before.flows.map(({ id }) => id).sort()).toEqual(sampleFlows.map(({ id }) => id).sort());
  for (const flow of before.flows) expect(flow).toMatchObject({ latestVersion: 1, deployments: { dev: 1 } });
  expect((await first.stop()).code).toBe(0);

  const second = await installation.start();
  expect(await everything(second)).toEqual(before);
  expect((await second.stop()).code).toBe(0);

  // Also when the server before had no time to say good-bye.
  const third = await installation.start();
  await third.kill();
  const fourth = await installation.start();
  expect(await everything(fourth)).toEqual(before);
  expect(fourth.written.err).toBe('');
  // Four starts.
}, 120_000);

test('a reference flow that somebody has changed is left as it is', async () => {
  const installation = await newInstallation();
  onTestFinished(installation.remove);
  const first = await installation.start();
  const { revision } = await first.api.get<{ revision: number }>('/flows/shopify-order-to-erp');
  await first.api.post('/flows/shopify-order-to-erp/operations', {
    revision,
    operations: [{ op: 'set-flow', change: { name: 'Our orders' } }],
  });
  await first.api.post('/flows/shopify-order-to-erp/versions', { note: 'ours', deployTo: ['dev'] });
  await first.stop();
  const second = await installation.start();
  const { items } = await second.api.get<{ items: { id: string }[] }>('/flows');
  expect(items.filter(({ id }) => id === 'shopify-order-to-erp')).toMatchObject([
    { name: 'Our orders', latestVersion: 2, deployments: { dev: 2 } },
  ]);
});

/** What a start must not change. */
async function everything({ api, url }: RunningServer) {
  const { items: flows } = await api.get<{ items: Record<string, unknown>[] }>('/flows');
  const { items: versions } = await api.get<{ items: unknown[] }>('/flows/shopify-order-to-erp/versions');
  const draft = await api.get<{ revision: number }>('/flows/shopify-order-to-erp');
  const { items: audit } = await api.get<{ items: { act: string }[] }>('/audit?limit=500');
  const { unique, total } = await api.get<{ total: number; unique: number }>('/demo/erp/orders');
  const health = (await (await fetch(`${url}/healthz`, { headers: { authorization: `Bearer ${adminToken}` } })).json()) as unknown;
  return {
    flows: flows.map(({ activity: _, runsLastHour: __, ...flow }) => flow),
    versions,
    draft,
    // The demo systems move to other ports, and that is on record.
    audit: audit.filter(({ act }) => !act.startsWith('connection.')),
    runs: (await allRuns(api)).map(({ id, status }) => ({ id, status })),
    orders: { unique, total },
    health,
  };
}
