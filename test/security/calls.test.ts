import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chain, tryFlow } from '../support/flows.ts';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';

let installation: Installation;
let server: RunningServer;
let partner: Recorder;
/** Nobody has any business here. */
let stranger: Recorder;
beforeAll(async () => {
  installation = await newInstallation({ CROSSDOCK_DEMO: '0' });
  [server, partner, stranger] = await Promise.all([installation.start(), startRecorder(), startRecorder()]);
  await server.api.put('/connections/dev/partner', {
    system: 'http',
    address: `${partner.url}/api`,
    auth: { kind: 'bearer', secret: 'secret-of-the-partner' },
  });
});
afterAll(async () => {
  await Promise.all([installation.remove(), partner.close(), stranger.close()]);
});
beforeEach(() => {
  partner.clear();
  stranger.clear();
});

const call = (config: Record<string, unknown>, type = 'connector.http') =>
  chain('call', [{ id: 'call', type, config: { connection: 'partner', ...config } }]);

describe('a value in a path', () => {
  const values = [
    'a/b',
    '../admin',
    '..%2fadmin',
    '?all=1',
    '#x',
    'a b',
    'ä',
    '%2e%2e',
    'http://localhost:1/',
    '//localhost:1/',
    '@localhost',
    ';x=1',
    'a\\b',
    'a\r\nX-Evil: 1',
  ];
  test.each(values)('stays within its segment: %j', async (id) => {
    await tryFlow(server.api, call({ path: '/items/{{ item.id }}/stock', body: { kind: 'none' } }), { id });
    for (const { target, headers } of partner.requests) {
      expect(target).toBe(`/api/items/${encodeURIComponent(id)}/stock`);
      expect(headers.host).toBe(new URL(partner.url).host);
      expect(headers['x-evil']).toBeUndefined();
    }
    expect(partner.requests.length).toBeLessThanOrEqual(1);
    expect(stranger.requests).toEqual([]);
  });

  test.each(['..', '.', ''])('that would be no segment is refused before anything is sent: %j', async (id) => {
    const run = await tryFlow(server.api, call({ path: '/items/{{ item.id }}/stock', body: { kind: 'none' } }), { id });
    expect(run.status).toBe('failed');
    expect(run.error?.message).toMatch(/\w{4,}/);
    expect(partner.requests).toEqual([]);
  });

  test('cannot be the whole address', async () => {
    for (const path of ['{{ item.to }}', '{{ item.to }}/x', '/{{ item.to }}']) {
      for (const to of [stranger.url, `//${new URL(stranger.url).host}`, `/\\${new URL(stranger.url).host}`])
        await tryFlow(server.api, call({ path, body: { kind: 'none' } }), { to });
    }
    expect(stranger.requests).toEqual([]);
    for (const { target, headers } of partner.requests) {
      expect(target).toMatch(/^\/api\/[^/]+(\/x)?$/);
      expect(headers.host).toBe(new URL(partner.url).host);
    }
  });
});

test.each(['//localhost/x', '/../admin', 'http://localhost/x y', '/x?all=1', '/x#y', '/x\r\nX-Evil: 1'])(
  'a path that a person wrote cannot leave the address either: %j',
  async (path) => {
    const run = await tryFlow(server.api, call({ path, body: { kind: 'none' } }), {}).catch((error: Error) => error);
    if (!(run instanceof Error)) expect(run.status).toBe('failed');
    expect(partner.requests).toEqual([]);
    expect(stranger.requests).toEqual([]);
  },
);

test.each(['a\r\nX-Evil: 1', 'a\nX-Evil: 1', 'a\rX-Evil: 1', 'a\0b'])(
  'a header value with a line break is refused before anything is sent: %j',
  async (note) => {
    const run = await tryFlow(server.api, call({ path: '/x', headers: { 'X-Note': '{{ item.note }}' } }), { note });
    expect(run).toMatchObject({ status: 'failed', error: { code: 'LINE_BREAK', message: expect.stringContaining('X-Note') } });
    expect(partner.requests).toEqual([]);
  },
);

test.each(['Host', 'authorization', 'Content-Length', 'Transfer-Encoding', 'Cookie', 'Connection'])(
  'the header %s belongs to the connection, not to a step',
  async (name) => {
    await server.api.put('/flows/owned', { flow: { ...call({ path: '/x', headers: { [name]: 'mine' } }), id: 'owned' } });
    const { problems } = await server.api.get<{ problems: { severity: string; nodeId: string; remedy: string }[] }>('/flows/owned');
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', nodeId: 'call', remedy: 'This header belongs to the connection.' }),
    );
    const run = await tryFlow(server.api, { ...call({ path: '/x', headers: { [name]: 'mine' } }), id: 'owned' }, {}).catch(
      (error: Error) => error,
    );
    if (!(run instanceof Error)) expect(run.status).toBe('failed');
    expect(partner.requests).toEqual([]);
  },
);

test('a query value with everything in it arrives as one value', async () => {
  const value = 'a&admin=1#x=ä\r\nX-Evil: 1';
  await tryFlow(server.api, call({ path: '/x', query: { q: '{{ item.value }}' }, body: { kind: 'none' } }), {
    value: value.replace(/[\r\n]/g, ''),
  });
  const [request] = partner.requests;
  const { searchParams } = new URL(request?.target ?? '', partner.url);
  expect([...searchParams]).toEqual([['q', value.replace(/[\r\n]/g, '')]]);
});

test.each([301, 302, 303, 307, 308])('a redirect (%i) to somebody else is not followed, so the credentials stay', async (status) => {
  partner.answer({ status, headers: { location: `${stranger.url}/steal` } });
  for (const type of ['connector.http', 'connector.http-read']) {
    const run = await tryFlow(server.api, call({ path: '/x' }, type), {});
    expect(run.status).toBe('failed');
  }
  expect(partner.requests[0]?.headers.authorization).toBe('Bearer secret-of-the-partner');
  expect(stranger.requests).toEqual([]);
});

test('a link to the next page stays on the connection, wherever it points', async () => {
  partner.answer({ headers: { link: `<${stranger.url}/api/x?page=2>; rel="next"` }, body: '[]' });
  await tryFlow(server.api, call({ path: '/x', paging: { kind: 'link', pageLimit: 3 } }, 'connector.http-read'), {});
  partner.answer({ headers: { link: `<${stranger.url}/steal>; rel="next"` }, body: '[]' });
  const run = await tryFlow(server.api, call({ path: '/x', paging: { kind: 'link', pageLimit: 3 } }, 'connector.http-read'), {});
  expect(run).toMatchObject({ status: 'failed', error: { code: 'LINK_LEAVES' } });
  expect(stranger.requests).toEqual([]);
});
