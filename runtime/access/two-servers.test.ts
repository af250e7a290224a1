import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../api/http/create-app.ts';
import { createEventStreams } from '../api/http/event-streams.ts';
import { openFrontDoor } from '../api/http/front-door.ts';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import { localBulletin } from '../bulletin/local-bulletin.ts';
import { silentLog } from '../engine/log.ts';
import { createVault } from '../vault/envelope.ts';
import { openKeyring } from '../vault/keyring.ts';
import type { Access } from './access.ts';
import { createAccess } from './create-access.ts';
import type { Grant } from './grants.ts';

// Two servers of one installation: each with an access of its own, on one store, telling each other by a bulletin.

type Server = { readonly url: string; readonly access: Access; readonly streams: () => number; close(): Promise<void> };

let api: TestApi;
let one: Server;
let two: Server;
const viewer: Grant = { role: 'viewer', envs: 'all', channels: 'all' };
const admin: Grant = { role: 'admin', envs: 'all', channels: 'all' };
const from = { address: '127.0.0.1', agent: 'the test' };

beforeEach(async () => {
  api = await openTestApi();
  const bulletin = localBulletin();
  [one, two] = [await server(bulletin), await server(bulletin)];
});
afterEach(async () => {
  await one?.close();
  await two?.close();
  await api?.close();
});

async function server(bulletin: ReturnType<typeof localBulletin>): Promise<Server> {
  const { store, clock, core } = api;
  const keyring = await openKeyring({ store, clock, secret: 'the secret of the tests' });
  const vault = createVault(keyring.forVault);
  const passwordStrength = { ln: 10, r: 8, p: 1 };
  const access = createAccess({
    store,
    clock,
    audit: core.audit,
    environments: core.environments,
    vault,
    apiToken: null,
    passwordStrength,
    bulletin,
  });
  const streams = createEventStreams(clock);
  const door = await openFrontDoor({ port: 0, host: '127.0.0.1', log: silentLog });
  const state = { status: 'ok', store: 'sqlite', queue: 'embedded', version: 'test' } as const;
  const app = createApp({
    services: { ...api.services, access },
    streams,
    log: silentLog,
    health: { live: async () => state, ready: async () => state },
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    hostNames: [],
    designerFolder: api.folder,
  });
  door.openApi((request, response) => void app(request, response));
  return {
    url: door.loopback,
    access,
    streams: streams.count,
    async close() {
      streams.close();
      await door.close();
    },
  };
}

/** Somebody signed in at the first server. */
async function signedIn(grants: readonly Grant[] = [viewer]) {
  const person = await one.access.people.create({ login: 'mara', name: 'Mara', kind: 'person', grants, state: 'active' }, 'the test');
  const { secret } = await one.access.signInBySso(person, from);
  const headers = { cookie: `crossdock_session=${secret}` };
  const ask = async (at: Server, path = '/api/session') => (await fetch(`${at.url}${path}`, { headers })).status;
  return { person, headers, ask };
}

describe('what one server is told holds on the other at once', () => {
  test('a session that was ended', async () => {
    const { person, ask } = await signedIn();
    expect(await ask(two)).toBe(200);
    await one.access.endSessions(person.id, 'an admin');
    expect(await ask(two)).toBe(401);
  });

  test('a person who was disabled, with their tokens', async () => {
    const { person, ask } = await signedIn();
    const { token } = await one.access.tokens.create({ name: 'CI', owner: person, days: 1 }, 'Mara');
    const withToken = async () => (await fetch(`${two.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await ask(two), await withToken()]).toEqual([200, 200]);
    await one.access.people.change(person.id, { isDisabled: true }, 'an admin');
    expect([await ask(two), await withToken()]).toEqual([401, 401]);
  });

  test('what somebody may do', async () => {
    const { person, ask } = await signedIn([admin]);
    expect(await ask(two, '/api/people')).toBe(200);
    await one.access.people.create({ login: 'ada', name: 'Ada', kind: 'person', grants: [admin], state: 'active' }, 'the test');
    await one.access.people.change(person.id, { grants: [viewer] }, 'an admin');
    expect(await ask(two, '/api/people')).toBe(403);
  });

  test('guesses: two servers are not twice as many', async () => {
    await signedIn();
    const guess = async (at: Server) => {
      const body = JSON.stringify({ login: 'mara', password: 'wrong' });
      return (await fetch(`${at.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    };
    const answers: number[] = [];
    for (let i = 0; i < 6; i += 1) answers.push(await guess(i % 2 === 0 ? one : two));
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('the last admin: of two who take each other’s rights on different servers, one stays', async () => {
    const people = await Promise.all(
      ['ada', 'grace'].map((login) =>
        one.access.people.create({ login, name: login, kind: 'person', grants: [admin], state: 'active' }, 'the test'),
      ),
    );
    const [ada = '', grace = ''] = people.map(({ id }) => id);
    const outcomes = await Promise.allSettled([
      one.access.people.change(ada, { grants: [viewer] }, 'Grace'),
      two.access.people.change(grace, { grants: [viewer] }, 'Ada'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a stream that is open: it ends when its session does', async () => {
    const { person, headers } = await signedIn();
    const stream = await fetch(`${two.url}/api/events?env=dev`, { headers });
    expect([stream.status, two.streams()]).toEqual([200, 1]);
    await one.access.endSessions(person.id, 'an admin');
    // Read to its end, which comes.
    await stream.text();
    expect(two.streams()).toBe(0);
  });

  test('a stream of which the bulletin told nothing: it ends with the next heartbeat', async () => {
    const { person, headers } = await signedIn();
    const stream = await fetch(`${two.url}/api/events?env=dev`, { headers });
    await one.access.people.change(person.id, { grants: [] }, 'an admin');
    api.clock.advance(15_000);
    await stream.text();
    expect(two.streams()).toBe(0);
  });
});
