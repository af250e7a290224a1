import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Grant } from '../access/grants.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

// What stands in a channel or an environment that is not theirs is planted with a word, and every reading route is asked for it.

const ofRetail = 'retail-canary';
const ofProd = 'prod-canary';
let api: TestApi;
let known: { readonly runs: readonly string[]; readonly promotions: readonly string[] };

beforeAll(async () => {
  api = await openTestApi();
  const ok = async (method: string, path: string, body?: unknown) => {
    const answer = await api.call(method, `/api${path}`, body);
    expect([path, answer.status < 300 || answer.body]).toEqual([path, true]);
    return answer.body as { id: string };
  };
  const { promotions } = api.core;
  await promotions.setPolicy('prod', { ...(await promotions.policy('prod')), isGuarded: false }, 'the test');
  for (const env of ['dev', 'test', 'prod']) {
    const value = env === 'prod' ? ofProd : 'nothing';
    await ok('PUT', `/connections/${env}/erp-main`, { system: 'erp', address: `https://${value}.example.com` });
    await ok('PUT', `/variables/${env}/site`, { type: 'text', value, purpose: 'Where orders ship from' });
    const columns = ['code', 'to'].map((name) => ({ name, type: 'text' as const, isKey: name === 'code' }));
    const table = { purpose: 'Units', columns, ignoreCase: false, rows: [['BX', value]] };
    await api.core.lookups.save(env, 'units', table, { by: 'the test', why: value });
  }
  const runs: string[] = [];
  for (const [id, channel] of [
    ['amazon-orders', 'Amazon'],
    [ofRetail, 'Retail'],
  ] as const) {
    const [hook, step] = testFlow(id, { connection: 'erp-main' }).nodes;
    const key = "{{ vars.site + lookup('units', item.unit) }}";
    const flow = { ...testFlow(id), channel, nodes: [hook, step], settings: { businessKeys: [{ kind: 'order', value: key }] } };
    await ok('PUT', `/flows/${id}`, { flow });
    await ok('POST', `/flows/${id}/versions`, { note: id, deployTo: ['dev', 'test', 'prod'] });
    const { flow: draft } = await api.services.flows.draft(id);
    const message = { text: '{"id":1}', contentType: 'application/json', headers: {}, query: {} };
    runs.push((await api.services.runs.testRun({ flow: draft, env: 'dev', message, by: 'the test' })).runId);
    await ok('PUT', `/flows/${id}/deployments/prod/pause`, { why: `${ofProd} stocktaking` });
  }
  const ask = async (flow: string, to: string) =>
    (await ok('POST', '/promotions', { to, items: [{ kind: 'flow', flow, version: 1 }], note: to === 'prod' ? ofProd : flow })).id;
  known = { runs, promotions: [await ask(ofRetail, 'test'), await ask('amazon-orders', 'prod')] };
});
afterAll(() => api.close());

async function tokenOf(login: string, ...grants: Grant[]) {
  const { access } = api.services;
  const person = await access.people.create({ login, name: login, kind: 'service', grants }, 'the test');
  return (await access.tokens.create({ name: 'test', owner: person, days: 1 }, 'the test')).token;
}

/** Every address that a reading route can be asked by, with what there is. */
function addressesOf({ path }: Route): string[] {
  const ids = path.startsWith('/runs')
    ? known.runs
    : path.startsWith('/promotions')
      ? known.promotions
      : path.startsWith('/flows')
        ? ['amazon-orders', ofRetail]
        : ['x'];
  const names = path.startsWith('/environments') ? ['prod'] : path.startsWith('/lookups') ? ['units'] : ['erp-main'];
  const each = (at: string, part: string, values: readonly string[]) =>
    at.includes(part) ? values.map((value) => at.replace(part, value)) : [at];
  const paths = each(path, ':id', ids)
    .flatMap((one) => each(one, ':name', names))
    .flatMap((one) => each(one, ':nodeId', ['label']))
    .flatMap((one) => each(one, ':number', ['1']))
    .flatMap((one) => each(one, ':env', ['prod', 'dev']));
  const more = 'from=0&to=1&key=BX&version=1&q=canary&limit=50&step=label';
  return paths.flatMap((one) => [one, `${one}?env=dev&${more}`, `${one}?env=prod&${more}`]);
}

async function told(token: string, ...words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    if (route.method !== 'GET' || route.permission === 'public') continue;
    for (const address of addressesOf(route)) {
      const { status, text } = await api.call('GET', `/api${address}`, undefined, { authorization: `Bearer ${token}` });
      expect([address, status]).toEqual([address, expect.toSatisfy((code: number) => code < 500)]);
      if (status < 300 && words.some((word) => text.includes(word))) found.push(address);
    }
  }
  return found;
}

test('no reading route tells who has roles for a channel of the flows, runs and requests of another', async () => {
  const grants = (['viewer', 'analyst', 'operator', 'approver'] as const).map(
    (role) => ({ role, envs: 'all', channels: ['Amazon'] }) as const,
  );
  expect(await told(await tokenOf('amazon', ...grants), ofRetail)).toEqual([]);
});

test('no reading route tells who has roles for some environments of what another holds', async () => {
  const grants = (['admin', 'operator'] as const).map((role) => ({ role, envs: ['dev', 'test'], channels: 'all' }) as const);
  expect(await told(await tokenOf('before-prod', ...grants), ofProd)).toEqual([]);
});

test('whoever may see all of it finds it by the same addresses', async () => {
  const token = await tokenOf('all', { role: 'admin', envs: 'all', channels: 'all' });
  const found = await told(token, ofRetail, ofProd);
  expect(found.length).toBeGreaterThan(20);
  expect(found).toContain('/flows/amazon-orders/deployments');
});
