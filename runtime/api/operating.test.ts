import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whereMay } from '../access/permissions.ts';
import { routes } from './routes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

const paths = [
  '/runs/:id/replays',
  '/runs/:id/dismissal',
  '/bulk-replays',
  '/bulk-replays/:id/cancellation',
  '/flows/:id/trigger/pause',
  '/flows/:id/trigger/watermark',
];

describe('what changes runs and triggers', () => {
  test('needs a permission of its own, which reading does not give', () => {
    const changing = routes.filter((route) => paths.includes(route.path) && route.method !== 'GET');
    expect(changing).toHaveLength(7);
    for (const route of changing) expect(['runs.replay', 'triggers.operate']).toContain(route.permission);
    for (const { permission } of changing) {
      expect(permission !== 'public' && whereMay('operator', permission)).toContain('prod');
      expect(permission !== 'public' && whereMay('viewer', permission)).toEqual([]);
    }
  });

  test.each([
    ['POST', '/api/runs/r1/replays', {}],
    ['POST', '/api/runs/r1/replay-plan', {}],
    ['GET', '/api/runs/r1/ledger', undefined],
    ['POST', '/api/runs/r1/dismissal', { reason: 'not wanted' }],
    ['POST', '/api/bulk-replays', { filter: { env: 'dev' }, reason: 'again' }],
    ['PUT', '/api/flows/f/trigger/pause?env=dev', { reason: 'stocktaking' }],
  ] as const)('%s %s is for nobody without a session', async (method, path, body) => {
    expect((await api.call(method, path, body, { authorization: '' })).status).toBe(401);
  });
});

describe('a request about a run', () => {
  test.each([
    ['POST', '/api/runs/none/replays', {}, 404, 'NO_SUCH_RUN'],
    ['POST', '/api/runs/none/replay-plan', {}, 404, 'NO_SUCH_RUN'],
    ['GET', '/api/runs/none/ledger', undefined, 404, 'NO_SUCH_RUN'],
    ['POST', '/api/runs/none/dismissal', { reason: 'not wanted' }, 404, 'NO_SUCH_RUN'],
    ['POST', '/api/bulk-replays', { filter: { env: 'dev' }, reason: 'The ERP is back' }, 409, 'NOT_REPLAYABLE'],
    ['GET', '/api/bulk-replays/none', undefined, 404, 'NO_SUCH_RUN'],
    ['GET', '/api/bulk-replays?env=mars', undefined, 404, 'NO_SUCH_ENVIRONMENT'],
    ['PUT', '/api/flows/none/trigger/pause?env=dev', { reason: 'stocktaking' }, 404, 'NO_SUCH_TRIGGER'],
    ['PUT', '/api/flows/none/trigger/watermark?env=dev', { value: null, reason: 'read again' }, 404, 'NO_SUCH_TRIGGER'],
  ] as const)('%s %s is refused in words', async (method, path, body, status, code) => {
    const answer = await api.call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code });
  });

  test.each([
    ['/api/runs/r/dismissal', {}, 'reason'],
    ['/api/runs/r/replays', { edits: [{ json: {} }] }, 'edits[0].item'],
    ['/api/runs/r/replays', { decisions: { 'erp/0': { do: 'guess' } } }, 'decisions'],
    ['/api/bulk-replays', { filter: { env: 'dev', status: ['odd'] }, reason: 'again' }, 'filter.status[0]'],
    ['/api/bulk-replays', { filter: { env: 'dev' }, reason: '' }, 'reason'],
  ])('POST %s names the field that is wrong', async (path, body, field) => {
    const answer = await api.call('POST', path, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(field);
  });

  test('triggers of an environment without any are an empty list', async () => {
    expect((await api.call('GET', '/api/triggers?env=dev')).body).toEqual({ items: [] });
  });
});
