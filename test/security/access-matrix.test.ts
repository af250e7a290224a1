import { type Grant, type Role, roles } from '@crossdock/runtime/access/grants';
import { isOfEnvironment, type Permission, permissions, rowOf, whereMay } from '@crossdock/runtime/access/permissions';
import { createApp } from '@crossdock/runtime/api/http/create-app';
import { openFrontDoor } from '@crossdock/runtime/api/http/front-door';
import { Refusal } from '@crossdock/runtime/api/refusal';
import type { Route } from '@crossdock/runtime/api/route';
import { routes } from '@crossdock/runtime/api/routes';
import { openTestApi, type TestApi } from '@crossdock/runtime/api/test-api';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bulkCollection } from '@crossdock/runtime/engine/replay/bulk/bulk-document';
import { waitCollection } from '@crossdock/runtime/engine/waits/wait-documents';
import { testFlow } from '@crossdock/runtime/lifecycle/test-nodes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Known, sampleRequest } from '../support/sample-request.ts';

// The whole route table with all its ways in, over real HTTP. The handlers alone are taken out: who reaches one is answered 503 NOT_READY, so that nothing is
// changed by the many who may.

const reached = 503;
const environments = ['dev', 'test', 'prod'] as const;
type Env = (typeof environments)[number];
const channel = 'Amazon';

let api: TestApi;
let door: Awaited<ReturnType<typeof openFrontDoor>>;
const known = new Map<Env, Known>();

/** What is asked with. */
type Way = { readonly headers: Readonly<Record<string, string>>; readonly grants: readonly Grant[]; readonly isToken: boolean };

beforeAll(async () => {
  api = await openTestApi();
  await fixtures();
  door = await openFrontDoor({ port: 0, host: '127.0.0.1', log: silentLog });
  const state = { status: 'ok', store: 'sqlite', queue: 'embedded', version: 'test' } as const;
  const app = createApp({
    services: api.services,
    streams: { ...api.streams, handler: (route, services) => api.streams.handler({ ...route, open: refuse }, services) },
    log: silentLog,
    health: { live: async () => state, ready: async () => state },
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    hostNames: [],
    routes: routes.map((route): Route => (route.method === 'EVENTS' ? route : { ...route, handle: refuse })),
    designerFolder: api.folder,
  });
  door.openApi((request, response) => void app(request, response));
});
afterAll(async () => {
  await door?.close();
  await api?.close();
});

function refuse(): never {
  throw new Refusal('NOT_READY', 'The handler was reached.');
}

/** A flow of the channel, and of each environment a run, an approval, a bulk replay and a promotion of it. */
async function fixtures(): Promise<void> {
  const { services, store } = api;
  await api.call('POST', '/api/flows', { name: 'orders', from: { flow: { ...testFlow('orders'), channel } } });
  await api.call('POST', '/api/flows/orders/versions', { note: 'first' });
  const { flow } = await services.flows.draft('orders');
  const message = { text: '{"id":1}', contentType: 'application/json', headers: {}, query: {} };
  const waits = store.collection(waitCollection);
  for (const env of environments) {
    const { runId } = await services.runs.testRun({ flow, env, message, by: 'the test' });
    const wait = { kind: 'approval', env, flow: 'orders', runId, nodeId: 'ask', item: '1', step: 'orders/ask', match: null } as const;
    const open = { since: 1, until: null, state: 'open', settledAt: null, take: 1, taken: '[]', title: 'Go?', text: '', role: '' } as const;
    await waits.insert({ id: `ask-${env}`, ...wait, ...open, shownKeys: '', decidedBy: null, comment: '', wakeAt: null, version: 1 });
    known.set(env, { runId, ...(await requestsIn(env)) });
  }
}

async function requestsIn(env: Env): Promise<Known> {
  const filter = { env, flow: 'orders' };
  const bulk = {
    id: `bulk-${env}`,
    env,
    by: 'the test',
    reason: 'for the matrix',
    filter: JSON.stringify(filter),
    status: 'done',
  } as const;
  const counts = { createdAt: 1, finishedAt: 1, total: 0, seen: 0, started: 0, left: 0, refused: 0, problems: '[]' };
  const options = JSON.stringify({ from: null, version: 'original', onUnknown: 'leave', confirm: false, perSecond: 1 });
  await api.store.collection(bulkCollection).insert({ ...bulk, ...counts, options, cursor: null, owner: null, token: 0, beat: 0 });
  const items = [{ kind: 'flow', flow: 'orders', version: 1 }];
  const asked = env === 'dev' ? null : await api.call('POST', '/api/promotions', { to: env, items, note: 'for the matrix' });
  expect(asked?.status ?? 201).toBe(201);
  return { filter, bulk: bulk.id, promotion: (asked?.body as { id?: string } | undefined)?.id };
}

/** The sample request of a route, about an environment. */
function requestOf(route: Route, env: Env) {
  const at = known.get(env) ?? {};
  const [, first] = route.path.split('/');
  const ids: Known = { flows: 'orders', runs: at.runId, approvals: `ask-${env}`, 'bulk-replays': at.bulk, promotions: at.promotion };
  const params = { ':id': ids[first ?? ''] ?? 'x', ':env': env, ':name': nameIn(route, env) };
  return sampleRequest(route, { ...params, env, ...fieldsOf(route, at, env), ...samples[`${route.method} ${route.path}`] });
}

function nameIn({ path }: Route, env: Env): string {
  const names: Readonly<Record<string, string>> = { environments: env, contracts: 'order@1', variables: 'taxRate' };
  return names[path.split('/')[1] ?? ''] ?? 'erp-main';
}

/** Fields by which a request says what it is about. */
function fieldsOf({ path }: Route, at: Known, env: Env): Known {
  if (path === '/bulk-replays' || path === '/bulk-replays/preview') return { filter: at.filter };
  if (path === '/promotions' || path === '/promotions/preview') return { to: env };
  if (path.endsWith('/from-run')) return { runId: at.runId };
  return path === '/events' ? { run: at.runId } : {};
}

const policy = {
  isGuarded: true,
  approvals: 1,
  role: 'approver',
  notAuthor: true,
  evidenceRuns: 0,
  evidenceDays: 7,
  expiresDays: 14,
  workingHours: null,
  blackouts: [],
};

/** Where the smallest request that is understood cannot be made up from the schema alone. */
const samples: Readonly<Record<string, Known>> = {
  'GET /flows/:id/versions/:number': { ':number': 1 },
  'GET /flows/:id/diff': { from: '1' },
  'POST /flows/:id/operations': { operations: [{ op: 'set-flow', change: { name: 'Orders' } }] },
  'POST /steps/preview': { node: { type: 'test.label', version: 1, config: { text: 'x' } } },
  'PUT /flows/:id': { flow: { channel } },
  'GET /lookups/:name/changes': { from: 0, to: 1 },
  'PUT /environments/:name/promotion-policy': policy,
};

/** Is about no single environment: whoever has the permission anywhere is answered with what they may see. */
const aboutAny = ['GET /promotions/count'];
/** What is kept with a draft belongs where drafts are tried, in the first environment. */
const aboutFirst = ['GET /flows/:id/pins'];

/** Another permission that the smallest request needs as well. */
const alsoNeeded: Readonly<Record<string, Permission>> = {
  'POST /people': 'people.manage',
  'POST /sign-in-links': 'people.manage',
  // A token that nobody owns.
  'DELETE /tokens/:id': 'tokens.manage',
};

/** Whether a request is about the channel of the fixtures' flow; the rest is about what all channels share. */
function isOfChannel({ path, method }: Route): boolean {
  if (/^\/(flows|runs|approvals|bulk-replays|promotions)\/:id/.test(path)) return true;
  return ['POST /bulk-replays', 'POST /bulk-replays/preview', 'EVENTS /events'].includes(`${method} ${path}`);
}

/** What the table says, read off anew. */
function mayBySheet(grants: readonly Grant[], permission: Permission, env: Env | null, ofChannel: boolean): boolean {
  const row = rowOf(permission);
  if (row.isEverybodys) return true;
  return grants.some(({ role, envs, channels }) => {
    const where = whereMay(role, permission);
    if (row.isWhole) return where.length > 0 && envs === 'all' && channels === 'all';
    const isForIt = channels === 'all' || (ofChannel ? channels.includes(channel) : row.kind === 'look');
    if (env === null || !isOfEnvironment(permission)) return where.length > 0 && isForIt;
    return isForIt && where.includes(env) && (envs === 'all' || envs.includes(env));
  });
}

const isPublic = (route: Route) => route.permission === 'public';
const asked = routes.filter((route) => !isPublic(route)) as (Route & { permission: Permission })[];
/** Promotions lead to an environment from the one before it, so none leads to the first. */
const isPossible = ({ path }: Route, env: Env) => !(path.startsWith('/promotions/:id') && env === 'dev');

async function ask(route: Route, env: Env, headers: Way['headers']): Promise<{ status: number; code: string }> {
  const { path, body } = requestOf(route, env);
  const method = route.method === 'EVENTS' ? 'GET' : route.method;
  const response = await fetch(`${door.loopback}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

const from = { address: '127.0.0.1', agent: 'the test' };
let made = 0;

async function personWith(grants: readonly Grant[], kind: 'person' | 'service' = 'person') {
  made += 1;
  return api.services.access.people.create(
    { login: `someone-${made}`, name: `Someone ${made}`, kind, grants, state: 'active' },
    'the test',
  );
}

async function sessionWith(grants: readonly Grant[]): Promise<Way> {
  const { session, secret } = await api.services.access.signInBySso(await personWith(grants), from);
  return { headers: { cookie: `crossdock_session=${secret}`, 'x-csrf-token': session.csrfToken }, grants, isToken: false };
}

async function tokenWith(grants: readonly Grant[], more: { grants?: readonly Grant[]; permissions?: readonly Permission[] } = {}) {
  const owner = await personWith(grants, 'service');
  const { token, about } = await api.services.access.tokens.create({ name: 'matrix', owner, days: 1, ...more }, 'the test');
  return { way: { headers: { authorization: `Bearer ${token}` }, grants, isToken: true } satisfies Way, owner, id: about.id };
}

function mayAll(grants: readonly Grant[], route: (typeof asked)[number], env: Env): boolean {
  const name = `${route.method} ${route.path}`;
  const also = alsoNeeded[name];
  const at = aboutAny.includes(name) ? null : aboutFirst.includes(name) ? 'dev' : env;
  return [route.permission, ...(also ? [also] : [])].every((permission) => mayBySheet(grants, permission, at, isOfChannel(route)));
}

/** Asks every route in these environments; returns where the answer is another than the sheet's. */
async function differences(
  way: Way,
  envs: readonly Env[],
  may = (route: (typeof asked)[number], env: Env) => mayAll(way.grants, route, env),
) {
  const wrong: string[] = [];
  const one = async (route: (typeof asked)[number], env: Env) => {
    const isAllowed = may(route, env) && !(way.isToken && rowOf(route.permission).isPersonal);
    const { status, code } = await ask(route, env, way.headers);
    const isRight = isAllowed ? status === reached && code === 'NOT_READY' : status === 403 && code === 'NOT_ALLOWED';
    if (!isRight)
      wrong.push(`${route.method} ${route.path} in ${env}: ${isAllowed ? 'allowed' : 'refused'} by the table, answered ${status} ${code}`);
  };
  const all = envs.flatMap((env, i) =>
    asked.filter((route) => isPossible(route, env) && (i === 0 || isOfEnvironment(route.permission))).map((route) => ({ route, env })),
  );
  for (let i = 0; i < all.length; i += 16) await Promise.all(all.slice(i, i + 16).map(({ route, env }) => one(route, env)));
  return wrong;
}

describe('the whole route table', () => {
  test('has no route that is public but those of signing in', () => {
    expect(routes.filter(isPublic).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /sign-in',
      'POST /sign-in/invitation',
      'POST /session',
      'GET /sso/callback',
      'GET /sso/:id/start',
      'GET /sso/:id/end',
      'GET /oauth/callback',
    ]);
    expect(asked.length).toBeGreaterThan(120);
  });

  test.each(roles)('lets %s do everywhere what the table says, and nothing else', async (role) => {
    const way = await sessionWith([{ role, envs: 'all', channels: 'all' }]);
    expect(await differences(way, environments)).toEqual([]);
  });

  test.each(roles.flatMap((role) => (['test', 'prod'] as const).map((env) => [role, env] as const)))(
    'lets %s of %s do it only there',
    async (role, env) => {
      const way = await sessionWith([{ role, envs: [env], channels: 'all' }]);
      expect(await differences(way, environments)).toEqual([]);
    },
  );

  test.each(roles)('lets %s of a channel do it only there, and change nothing that all channels share', async (role) => {
    const own = await sessionWith([{ role, envs: 'all', channels: [channel] }]);
    expect(await differences(own, ['test'])).toEqual([]);
    const other = await sessionWith([{ role, envs: 'all', channels: ['Retail'] }]);
    expect(await differences(other, ['test'])).toEqual([]);
  });

  test('adds up what several roles allow', async () => {
    const way = await sessionWith([
      { role: 'operator', envs: ['prod'], channels: [channel] },
      { role: 'analyst', envs: ['dev'], channels: 'all' },
    ]);
    expect(await differences(way, environments)).toEqual([]);
  });

  test('lets who has no role only see and end the own session', async () => {
    const way = await sessionWith([]);
    expect(await differences(way, ['dev'])).toEqual([]);
    const allowed = asked.filter(({ permission }) => rowOf(permission).isEverybodys).map(({ permission }) => permission);
    expect([...new Set(allowed)].sort()).toEqual(['session.own', 'tokens.own']);
  });

  test('treats a service account like a person of its role', async () => {
    for (const role of ['operator', 'admin'] as const) {
      const { way } = await tokenWith([{ role, envs: ['test'], channels: 'all' }]);
      expect(await differences(way, ['test', 'prod'])).toEqual([]);
    }
  });

  test('lets a token do no more than it was made for', async () => {
    const everything: Grant[] = [{ role: 'admin', envs: 'all', channels: 'all' }];
    const scoped = await tokenWith(everything, { permissions: ['runs.read', 'people.manage'] });
    const isInScope = ({ permission }: { permission: Permission }) => ['runs.read', 'people.manage', 'session.own'].includes(permission);
    expect(await differences(scoped.way, ['test'], isInScope)).toEqual([]);

    const narrow: Grant[] = [{ role: 'viewer', envs: ['test'], channels: 'all' }];
    const narrowed = await tokenWith(everything, { grants: narrow });
    expect(await differences({ ...narrowed.way, grants: narrow }, ['test', 'prod'])).toEqual([]);
  });

  test('lets a token do no more than its owner may now', async () => {
    const { way, owner } = await tokenWith([{ role: 'operator', envs: 'all', channels: 'all' }], {
      grants: [{ role: 'admin', envs: 'all', channels: 'all' }],
    });
    expect(await differences(way, ['prod'])).toEqual([]);
    const grants: Grant[] = [{ role: 'viewer', envs: 'all', channels: 'all' }];
    await api.services.access.people.change(owner.id, { grants }, 'the test');
    expect(await differences({ ...way, grants }, ['prod'])).toEqual([]);
  });
});

describe('nobody comes in', () => {
  /** Every route refuses with this. */
  async function refusals(headers: Way['headers'], code: string) {
    const wrong: string[] = [];
    for (const route of asked) {
      const answer = await ask(route, 'test', headers);
      if (answer.status !== 401 || answer.code !== code) wrong.push(`${route.method} ${route.path}: ${answer.status} ${answer.code}`);
    }
    return wrong;
  }
  const admin: Grant[] = [{ role: 'admin', envs: 'all', channels: 'all' }];

  test('without a session', async () => {
    expect(await refusals({}, 'SIGN_IN_REQUIRED')).toEqual([]);
  });

  test('with a session of another installation', async () => {
    expect(await refusals({ cookie: `crossdock_session=${'x'.repeat(43)}` }, 'SIGN_IN_REQUIRED')).toEqual([]);
  });

  test('with a session that was ended', async () => {
    const { session, secret } = await api.services.access.signInBySso(await personWith(admin), from);
    await api.services.access.endSessions(session.user.id, 'the test');
    expect(await refusals({ cookie: `crossdock_session=${secret}`, 'x-csrf-token': session.csrfToken }, 'SESSION_ENDED')).toEqual([]);
  });

  test('with a session or a token that has expired', async () => {
    const way = await sessionWith(admin);
    const { way: token } = await tokenWith(admin);
    api.clock.advance(25 * 60 * 60_000);
    expect(await refusals(way.headers, 'SESSION_ENDED')).toEqual([]);
    expect(await refusals(token.headers, 'WRONG_TOKEN')).toEqual([]);
  });

  test('with a token that was revoked, or whose account was disabled', async () => {
    const revoked = await tokenWith(admin);
    await api.services.access.tokens.revoke(revoked.id, 'the test');
    expect(await refusals(revoked.way.headers, 'WRONG_TOKEN')).toEqual([]);
    const disabled = await tokenWith(admin);
    await api.services.access.people.change(disabled.owner.id, { isDisabled: true }, 'the test');
    expect(await refusals(disabled.way.headers, 'WRONG_TOKEN')).toEqual([]);
  });

  test('with a session but without its CSRF token, where something is changed', async () => {
    const { headers } = await sessionWith(admin);
    const { headers: others } = await sessionWith(admin);
    for (const route of asked.filter(({ method }) => method !== 'GET' && method !== 'EVENTS')) {
      for (const csrf of [{}, { 'x-csrf-token': others['x-csrf-token'] ?? '' }] as Record<string, string>[]) {
        const answer = await ask(route, 'test', { cookie: headers.cookie ?? '', ...csrf });
        expect([route.path, answer.status, answer.code]).toEqual([route.path, 403, 'CSRF_TOKEN_MISSING']);
      }
    }
  });
});

describe('the table', () => {
  const where = (role: Role, permission: Permission) => whereMay(role, permission).join(' ');

  test('lets viewers change nothing and see no content of messages', () => {
    for (const permission of permissions) {
      const { kind, isEverybodys } = rowOf(permission);
      if (!isEverybodys && kind === 'change' && permission !== 'files.read')
        expect([permission, where('viewer', permission)]).toEqual([permission, '']);
    }
    expect(where('viewer', 'payloads.read')).toBe('');
  });

  test('lets analysts build and publish, try out before prod, and deploy to dev alone', () => {
    for (const permission of ['flows.edit', 'flows.publish', 'promotions.request', 'payloads.read'] as const)
      expect(where('analyst', permission)).toBe('dev test prod');
    expect(where('analyst', 'runs.test')).toBe('dev test');
    expect(where('analyst', 'flows.deploy')).toBe('dev');
    for (const permission of ['promotions.decide', 'approvals.decide'] as const) expect(where('analyst', permission)).toBe('');
  });

  test('lets operators keep runs going, and not change what runs', () => {
    for (const permission of ['runs.replay', 'triggers.operate', 'approvals.decide', 'deployments.pause', 'connections.pause'] as const)
      expect(where('operator', permission)).toBe('dev test prod');
    for (const permission of ['flows.edit', 'flows.publish', 'flows.deploy', 'connections.edit', 'promotions.decide'] as const)
      expect(where('operator', permission)).toBe('');
  });

  test('lets approvers decide, and neither build nor run', () => {
    for (const permission of ['promotions.decide', 'approvals.decide'] as const)
      expect(where('approver', permission)).toBe('dev test prod');
    for (const permission of ['flows.edit', 'flows.deploy', 'runs.replay', 'runs.test'] as const)
      expect(where('approver', permission)).toBe('');
  });

  test('gives people, tokens of others, environments and the export of the audit to admins of everything alone', () => {
    for (const permission of [
      'people.read',
      'people.invite',
      'people.manage',
      'tokens.manage',
      'sso.manage',
      'environments.edit',
      'audit.export',
    ] as const) {
      expect(rowOf(permission).isWhole).toBe(true);
      for (const role of roles.filter((one) => one !== 'admin')) expect(where(role, permission)).toBe('');
    }
  });
});
