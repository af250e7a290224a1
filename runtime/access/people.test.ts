import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestApi, type TestApi } from '../api/test-api.ts';
import type { Grant } from './grants.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

const good = 'four mild herons sleep';
const admin: Grant = { role: 'admin', envs: 'all', channels: 'all' };
type Body = Record<string, unknown>;

/** A browser: keeps its cookie and CSRF token. */
async function browser(signIn?: Body) {
  let headers: Record<string, string> = {};
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await api.call(method, path, body, { authorization: 'none', ...headers });
    return { ...answer, body: answer.body as Body };
  };
  const enter = async (given: Body) => {
    const response = await fetch(`${api.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(given),
    });
    const body = (await response.json()) as Body;
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie) headers = { cookie, 'x-csrf-token': String(body.csrfToken) };
    return { status: response.status, headers: response.headers, body };
  };
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  };
  const entered = signIn ? await enter(signIn) : null;
  return { enter, ask, call, entered };
}

const firstAdmin = async () => browser({ token: await api.services.access.invite('Admin') });

async function invite(login: string, grants: readonly Grant[] = [{ role: 'viewer', envs: 'all', channels: 'all' }]) {
  const made = await api.call('POST', '/api/people', { login, name: login.toUpperCase(), grants });
  expect(made.status).toBe(201);
  const { person, link } = made.body as { person: { id: string }; link: { token: string } };
  return { id: person.id, token: link.token };
}

/** A person with a password, signed in. */
async function member(login: string, grants?: readonly Grant[]) {
  const { id, token } = await invite(login, grants);
  const own = await browser({ token, password: good });
  expect(own.entered?.status).toBe(201);
  return { id, ...own };
}

const audit = async () => (await api.services.audit.list({ limit: 100 })).items.map(({ act, subject }) => `${act} ${subject}`);

describe('the first admin', () => {
  test('is made by the one-time link, and is asked to set a password', async () => {
    const first = await firstAdmin();
    expect(first.entered?.body).toMatchObject({
      user: { name: 'Admin', login: 'admin', hasPassword: false },
      mustWelcome: true,
      channels: 'all',
    });
    expect((await first.ask('POST', '/api/session/password', { password: good })).status).toBe(204);
    expect((await first.ask('GET', '/api/session')).body).toMatchObject({ user: { hasPassword: true }, mustWelcome: false });
    expect((await (await browser()).enter({ login: 'Admin', password: good })).status).toBe(201);
  });

  test('cannot be disabled, restricted or removed while nobody else may do everything', async () => {
    const first = await firstAdmin();
    const { id } = (await first.ask('GET', '/api/session')).body.user as { id: string };
    expect((await first.ask('GET', `/api/people/${id}`)).body).toMatchObject({ isLastAdmin: true });
    for (const change of [{ isDisabled: true }, { grants: [{ role: 'admin', envs: ['dev'], channels: 'all' }] }, { grants: [] }])
      expect(await first.ask('PATCH', `/api/people/${id}`, change)).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
    expect(await first.ask('DELETE', `/api/people/${id}`)).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } });
    await member('grace', [admin]);
    expect((await first.ask('PATCH', `/api/people/${id}`, { grants: [] })).status).toBe(200);
  });

  test('of two who take each other’s rights at the same moment, one stays', async () => {
    const [ada, grace] = [await member('ada', [admin]), await member('grace', [admin])];
    const [a, b] = await Promise.all([
      ada.ask('PATCH', `/api/people/${grace.id}`, { isDisabled: true }),
      grace.ask('PATCH', `/api/people/${ada.id}`, { isDisabled: true }),
    ]);
    expect([a.status, b.status].filter((status) => status === 200)).toHaveLength(1);
    const active = (await api.services.access.people.list()).filter(({ state }) => state === 'active');
    expect(active).toHaveLength(1);
  });
});

describe('a person', () => {
  test('is invited, sets a password by the link, and signs in with it', async () => {
    const { token } = await invite('mara@example.com');
    const stranger = await browser();
    expect((await stranger.ask('POST', '/api/sign-in/invitation', { token })).body).toMatchObject({
      login: 'mara@example.com',
      hasPassword: false,
    });
    expect(await stranger.enter({ token, password: 'short' })).toMatchObject({ status: 422, body: { code: 'PASSWORD_TOO_WEAK' } });
    expect((await stranger.enter({ token, password: good })).status).toBe(201);
    expect(await (await browser()).enter({ token })).toMatchObject({ status: 401, body: { code: 'LINK_USED' } });
    const later = await browser({ login: ' Mara@Example.com', password: good });
    expect(later.entered?.body).toMatchObject({ user: { login: 'mara@example.com', kind: 'person' }, grants: [{ role: 'viewer' }] });
    expect(await audit()).toEqual(expect.arrayContaining(['person.added mara@example.com', 'person.signed-in mara@example.com']));
  });

  test('is told who could do what they may not', async () => {
    await (await firstAdmin()).ask('GET', '/api/session');
    const mara = await member('mara', [{ role: 'analyst', envs: 'all', channels: 'all' }]);
    const answer = await mara.ask('PUT', '/api/variables/prod/taxRate', { type: 'number', value: 19, purpose: 'x', why: 'new rate' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED', who: ['Admin'] } });
    expect(answer.body.missing).toEqual({ permission: 'variables.edit', env: 'prod', channel: null });
    expect(answer.body.message).toBe(
      'MARA may not change variables in prod for all channels: the permission "variables.edit" is missing. Ask Admin.',
    );
  });

  test('who is disabled is out at once, with all sessions, tokens and links', async () => {
    const mara = await member('mara');
    const token = await mara.ask('POST', '/api/tokens', { name: 'CI' });
    const withToken = { authorization: `Bearer ${token.body.token}` };
    expect((await api.call('GET', '/api/session', undefined, withToken)).status).toBe(200);
    const help = await api.call('POST', `/api/people/${mara.id}/links`);
    await api.call('PATCH', `/api/people/${mara.id}`, { isDisabled: true });
    expect(await mara.ask('GET', '/api/session')).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
    expect(await api.call('GET', '/api/session', undefined, withToken)).toMatchObject({ status: 401, body: { code: 'WRONG_TOKEN' } });
    const { token: link } = help.body as { token: string };
    expect(await (await browser()).enter({ token: link })).toMatchObject({ status: 401, body: { code: 'LINK_USED' } });
    expect(await (await browser()).enter({ login: 'mara', password: good })).toMatchObject({
      status: 401,
      body: { code: 'ACCOUNT_DISABLED' },
    });
    await api.call('PATCH', `/api/people/${mara.id}`, { isDisabled: false });
    expect((await mara.ask('GET', '/api/session')).status).toBe(401);
    expect((await (await browser()).enter({ login: 'mara', password: good })).status).toBe(201);
  });

  test('changes the password, and is signed out everywhere else', async () => {
    const mara = await member('mara');
    const elsewhere = await browser({ login: 'mara', password: good });
    expect(await mara.ask('POST', '/api/session/password', { password: 'another long enough one' })).toMatchObject({ status: 401 });
    expect((await mara.ask('POST', '/api/session/password', { current: good, password: 'another long enough one' })).status).toBe(204);
    expect((await mara.ask('GET', '/api/session')).status).toBe(200);
    expect(await elsewhere.ask('GET', '/api/session')).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
  });

  test('sees where they are signed in, and ends it there', async () => {
    const mara = await member('mara');
    const elsewhere = await browser({ login: 'mara', password: good });
    const { items } = (await mara.ask('GET', '/api/session/sessions')).body as { items: { id: string; isCurrent: boolean; by: string }[] };
    expect(items.map(({ isCurrent, by }) => [isCurrent, by]).sort()).toEqual([
      [false, 'password'],
      [true, 'link'],
    ]);
    const other = items.find(({ isCurrent }) => !isCurrent)?.id;
    expect((await mara.ask('DELETE', `/api/session/sessions/${other}`)).status).toBe(204);
    expect((await elsewhere.ask('GET', '/api/session')).status).toBe(401);
    const stranger = await member('grace');
    const own = ((await mara.ask('GET', '/api/session/sessions')).body as { items: { id: string }[] }).items[0]?.id;
    expect(await stranger.ask('DELETE', `/api/session/sessions/${own}`)).toMatchObject({ status: 404 });
    expect((await mara.ask('GET', '/api/session')).status).toBe(200);
  });

  test('is not invited twice under one login', async () => {
    await invite('mara');
    expect(await api.call('POST', '/api/people', { login: 'MARA', name: 'Mara' })).toMatchObject({
      status: 409,
      body: { code: 'LOGIN_TAKEN' },
    });
  });

  test('has roles only where there are environments', async () => {
    const grants = [{ role: 'viewer', envs: ['staging'], channels: 'all' }];
    expect(await api.call('POST', '/api/people', { login: 'mara', name: 'Mara', grants })).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_ENVIRONMENT', details: [{ path: 'body.grants[0].envs' }] },
    });
  });
});

describe('guessing passwords', () => {
  test('is slowed down for the account, and the waits grow', async () => {
    await member('mara');
    const guess = async (password = 'wrong') => (await browser()).enter({ login: 'mara', password });
    for (let i = 0; i < 5; i += 1) expect((await guess()).body.code).toBe('WRONG_PASSWORD');
    // Not even the right one is looked at.
    for (const wait of [5, 10, 20, 40]) {
      const refused = await guess(good);
      expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS', seconds: wait } });
      expect(refused.headers.get('retry-after')).toBe(String(wait));
      api.clock.advance(wait * 1000);
      expect((await guess()).status).toBe(401);
    }
    api.clock.advance(15 * 60_000);
    expect((await guess(good)).status).toBe(201);
    expect((await guess()).status).toBe(401);
  });

  test('by strangers from many places keeps its owner out for seconds, and not at all where the owner signed in before', async () => {
    await member('mara');
    const { access } = api.services;
    const enter = (address: string, password: string, device?: string) =>
      access.signInByPassword({ login: 'mara', password }, { address, agent: 'test', device });
    const own = await enter('192.0.2.1', good);
    const stranger = (place: number, device?: string) => enter(`203.0.113.${place}`, 'wrong', device);
    for (let place = 1; place <= 14; place += 1) {
      await expect(stranger(place)).rejects.toMatchObject({ code: expect.stringMatching(/WRONG_PASSWORD|TOO_MANY/) });
      api.clock.advance(15_000);
    }
    // One address is held back for long, and holds nobody else back with what is refused.
    for (let again = 0; again < 40; again += 1) await stranger(200).catch(() => {});
    const { seconds } = await stranger(200).catch(({ more }) => more);
    expect(seconds).toBeLessThanOrEqual(30);
    expect((await enter('192.0.2.1', good, own.device)).session.user.name).toBe('MARA');
    // A note that is made up, or of another account, is none.
    await member('kim');
    const kims = await access.signInByPassword({ login: 'kim', password: good }, { address: '192.0.2.9', agent: 'test' });
    for (let again = 0; again < 8; again += 1) await stranger(201, kims.device).catch(() => {});
    await expect(stranger(201, kims.device)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    // The browser that was signed in with has a count of its own, which a thief of its note uses up.
    for (let guess = 0; guess < 5; guess += 1) await expect(stranger(202, own.device)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await expect(stranger(203, own.device)).rejects.toThrow('from this browser');
    api.clock.advance(30_000);
    expect((await enter('192.0.2.77', good)).session.user.name).toBe('MARA');
  });

  test('tells nothing of an account: one that does not exist is slowed down alike', async () => {
    const answers = async (login: string) => {
      const found: unknown[] = [];
      for (let i = 0; i < 6; i += 1) {
        const { status, body } = await (await browser()).enter({ login, password: 'wrong' });
        found.push([status, body.code, body.message]);
      }
      return found;
    };
    await member('mara');
    expect(await answers('mara')).toEqual(await answers('nobody-here'));
  });

  test('many at once are not more than one after the other', async () => {
    await member('mara');
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => (await browser()).enter({ login: 'mara', password: 'wrong' })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  test('is not bought back with an own account: the address stays slow', async () => {
    await member('mara');
    const enter = async (login: string, password: string) => (await (await browser()).enter({ login, password })).status;
    let looked = 0;
    for (let i = 0; i < 40; i += 1) {
      if ((await enter(`victim-${i}`, 'wrong')) === 401) looked += 1;
      if (i % 5 === 0) await enter('mara', good);
    }
    expect(looked).toBe(21);
  });

  test('is in the audit, without what was typed for a login', async () => {
    await member('mara');
    await (await browser()).enter({ login: 'mara', password: 'wrong' });
    await (await browser()).enter({ login: good, password: 'wrong' });
    const lines = await audit();
    expect(lines).toEqual(expect.arrayContaining(['person.sign-in-failed mara', 'person.sign-in-failed an unknown account']));
    expect(JSON.stringify((await api.services.audit.list({ limit: 100 })).items)).not.toContain(good);
  });
});

describe('a stored password', () => {
  test('of another strength are hashed anew when their owner signs in', async () => {
    await member('mara');
    const people = api.store.collection((await import('./people/person.ts')).personSchema);
    const before = await people.findOne({ login: 'mara' });
    // By an earlier release, with less strength.
    const { scryptSync, randomBytes } = await import('node:crypto');
    const salt = randomBytes(16);
    const hash = scryptSync(good, salt, 32, { cost: 256, blockSize: 8, parallelization: 1 });
    const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
    await people.update(before?.id ?? '', { set: { password: `$scrypt$ln=8,r=8,p=1$${plain(salt)}$${plain(hash)}` } });
    expect((await (await browser()).enter({ login: 'mara', password: good })).status).toBe(201);
    expect((await people.findOne({ login: 'mara' }))?.password).toMatch(/ln=10,r=8,p=1/);
  });
});
