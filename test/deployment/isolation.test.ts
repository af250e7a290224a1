import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain } from '../support/flows.ts';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { api, ask } from './http.ts';
import { type Partner, startPartner } from './partner.ts';

const envs = ['dev', 'test'] as const;
let installation: Installation;
let server: RunningServer;
let partners: Record<(typeof envs)[number], Partner>;

/** Everything has the same name in both environments, and another content. */
beforeAll(async () => {
  const [dev, test_] = await Promise.all([startPartner(), startPartner()]);
  partners = { dev, test: test_ };
  installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  server = await installation.start();
  for (const env of envs) {
    const connection = (secret: string) => ({
      system: 'http',
      address: partners[env].address,
      auth: { kind: 'bearer', secret },
      policy: { timeoutSeconds: 5, breaker: null },
    });
    await server.api.put(`/connections/${env}/erp`, connection(`secret-of-${env}`));
    await server.api.put(`/variables/${env}/site`, { type: 'text', value: `site of ${env}`, purpose: 'Tests', why: 'Tests' });
    const columns = [{ name: 'code', isKey: true }, { name: 'to' }];
    await server.api.put(`/lookups/units?env=${env}`, { purpose: 'Tests', columns, rows: [['BX', `unit of ${env}`]], why: 'Tests' });
  }
  await server.api.put('/connections/dev/only-dev', { system: 'http', address: partners.dev.address, auth: { kind: 'none' } });
});
afterAll(async () => {
  await installation.remove();
  await Promise.all(Object.values(partners).map((partner) => partner.close()));
});

type Step = Parameters<typeof chain>[1][number];
async function deploy(id: string, steps: readonly Step[], to: readonly string[] = envs, settings: object = {}): Promise<void> {
  await server.api.put(`/flows/${id}`, { flow: chain(id, steps, settings) });
  await server.api.post(`/flows/${id}/versions`, { deployTo: to });
}
const sendTo = (connection: string, path: string): Step => ({
  id: 'send',
  type: 'connector.http',
  config: { connection, method: 'POST', path },
  onFailure: { retry: { attempts: 1 } },
});
const message = async (env: string, id: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await ask('POST', `${server.url}/in/${env}/${id}`, body, headers);
  expect(answer.status).toBe(202);
  return String(answer.json.runId);
};
const run = (id: string) => server.api.get<RunDetail & { env: string }>(`/runs/${id}`);
const ended = (id: string) => until('the run to end', () => run(id), isFinal);

test('a run reads the variables, the lookups and the name of its own environment, and calls its own systems with its own secrets', async () => {
  const fields = [
    { name: 'env', value: '{{ env }}' },
    { name: 'site', value: '{{ vars.site }}' },
    { name: 'unit', value: "{{ lookup('units', item.unit) }}" },
  ];
  await deploy('reads', [{ id: 'set', type: 'transform.set-fields', config: { fields } }, sendTo('erp', '/reads')]);
  for (const env of envs) {
    await ended(await message(env, 'reads', { unit: 'BX' }));
    expect(partners[env].to('/reads')).toMatchObject([
      { body: { env, site: `site of ${env}`, unit: `unit of ${env}` }, authorization: `Bearer secret-of-${env}` },
    ]);
  }
});

test('what another environment has is not there: connections, variables and lookups', async () => {
  await deploy('borrows', [sendTo('only-dev', '/borrows')]);
  expect((await ended(await message('test', 'borrows', {}))).error?.code).toBe('NO_CONNECTION');
  expect(partners.dev.to('/borrows')).toHaveLength(0);
  await server.api.put('/variables/dev/alone', { type: 'text', value: 'x', purpose: 'Tests', why: 'Tests' });
  const set = { id: 'set', type: 'transform.set-fields', config: { fields: [{ name: 'x', value: '{{ vars.alone }}' }] } };
  await deploy('alone', [set], ['dev']);
  const refused = await api(server, 'POST', '/flows/alone/deployments', { env: 'test', version: 1 });
  expect(refused).toMatchObject({ status: 422, json: { code: 'FLOW_HAS_ERRORS' } });
});

test('a flow is not called across', async () => {
  await deploy('called', [sendTo('erp', '/called')], ['dev']);
  await deploy('calls', [{ id: 'call', type: 'routing.call-flow', config: { flow: 'called' } }]);
  expect((await ended(await message('test', 'calls', {}))).error?.code).toBe('FLOW_NOT_DEPLOYED');
  expect((await ended(await message('dev', 'calls', {}))).status).toBe('done');
  expect([partners.dev.to('/called').length, partners.test.to('/called').length]).toEqual([1, 0]);
});

test('a replay stays where the run was, and cannot be sent elsewhere', async () => {
  partners.test.behave(({ what }) => ({ status: what.endsWith('/replayed') ? 400 : 200 }));
  await deploy('replayed', [sendTo('erp', '/replayed')]);
  const failed = await ended(await message('test', 'replayed', { n: 1 }));
  expect(failed.status).toBe('failed');
  expect(await api(server, 'POST', `/runs/${failed.id}/replays`, { env: 'dev' })).toMatchObject({ status: 400 });
  partners.test.behave(() => ({}));
  const { json } = await api(server, 'POST', `/runs/${failed.id}/replays`, { version: 'newest' });
  expect(await ended(String(json.runId))).toMatchObject({ status: 'done', env: 'test' });
  expect(partners.dev.to('/replayed')).toHaveLength(0);
});

test('an event wakes nobody in another environment, and neither a key nor an order is shared', async () => {
  await deploy('waits', [
    { id: 'wait', type: 'routing.wait-for-event', config: { name: 'confirmed', key: '{{ item.po }}' } },
    sendTo('erp', '/waits'),
  ]);
  const ids: Record<string, string> = {};
  for (const env of envs) ids[env] = await message(env, 'waits', { po: '1' }, { 'idempotency-key': 'one key' });
  expect(ids.dev).not.toBe(ids.test);
  for (const env of envs)
    await until(
      'it to wait',
      () => run(ids[env] ?? ''),
      ({ status }) => status === 'waiting',
    );
  await server.api.post('/events', { env: 'test', name: 'confirmed', key: '1', body: {} });
  expect((await ended(ids.test ?? '')).status).toBe('done');
  expect((await run(ids.dev ?? '')).status).toBe('waiting');
  const inDev = await server.api.get<{ items: { id: string }[] }>('/runs?env=dev&limit=500');
  expect(inDev.items.map(({ id }) => id)).not.toContain(ids.test);
});
