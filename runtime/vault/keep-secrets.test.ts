import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const act = (name: string) => api.call('POST', `/api/secrets/${name}`);

test('a root key is added, once in a while; all secrets are sealed with it, and still what they were', async () => {
  const erp = { system: 'erp', address: 'https://erp.example', auth: { kind: 'basic', user: 'u', secret: 'the-password' } };
  await api.call('PUT', '/api/connections/dev/erp', erp);
  await api.call('PUT', '/api/connections/dev/none', { system: 'erp', address: 'https://erp.example' });
  expect(await act('rekey')).toMatchObject({
    status: 202,
    body: { keys: [{ number: 1 }, { number: 2 }], sealed: { total: 1, newest: 0 } },
  });
  expect(await act('rekey')).toMatchObject({ status: 409, body: { code: 'REKEY_RUNNING' } });
  const [connections] = api.core.kept;
  expect(await connections?.rekey()).toEqual({ total: 1, renewed: 1 });
  expect(await connections?.rekey()).toEqual({ total: 1, renewed: 0 });
  expect((await api.call('GET', '/api/secrets')).body).toMatchObject({ sealed: { total: 1, newest: 1 } });
  await api.core.connections.reload();
  expect(api.core.connections.open('dev', 'erp')).toMatchObject({ auth: { secret: 'the-password' } });
  const kept = await openTestApiAgain();
  expect(kept).toMatchObject({ auth: { secret: 'the-password' } });
});

test('a secret that is not being replaced is not rotated, and it is said what to do before', async () => {
  expect(await act('rotate')).toMatchObject({
    status: 409,
    body: { code: 'NOTHING_TO_ROTATE', message: expect.stringContaining('CROSSDOCK_SECRET_OLD') },
  });
});

async function openTestApiAgain(): Promise<unknown> {
  await api.close({ keepFolder: true });
  api = await openTestApi(api.folder, api.clock);
  return api.core.connections.open('dev', 'erp');
}
