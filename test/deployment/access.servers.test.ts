import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Fleet, startFleet } from '../support/fleet.ts';

// Two real servers on one MongoDB: who may come in is the same at both, at once.

const mongoUrl = inject('mongoUrl') ?? '';
const json = { 'content-type': 'application/json' };
const password = 'four mild herons sleep';

describe.skipIf(mongoUrl === '')('access at two servers', () => {
  let fleet: Fleet;
  const at = (n: 0 | 1) => fleet.servers[n] as Fleet['servers'][number];
  beforeAll(async () => {
    fleet = await startFleet({ mongoUrl, servers: 2, workers: 0 });
  });
  afterAll(() => fleet.remove());

  async function member(login: string) {
    const grants = [{ role: 'viewer', envs: 'all', channels: 'all' }];
    const made = await at(0).api.post<{ person: { id: string }; link: { token: string } }>('/people', { login, name: login, grants });
    const body = JSON.stringify({ token: made.link.token, password });
    const answer = await fetch(`${at(0).url}/api/session`, { method: 'POST', headers: json, body });
    expect(answer.status).toBe(201);
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const ask = (n: 0 | 1, path = '/session', method = 'GET', given?: unknown) =>
      fetch(`${at(n).url}/api${path}`, {
        method,
        headers: { cookie, 'x-csrf-token': csrfToken, ...(given === undefined ? {} : json) },
        ...(given === undefined ? {} : { body: JSON.stringify(given) }),
      });
    return { id: made.person.id, ask };
  }

  test('a session begun at one holds at the other, and an open stream ends when it is taken away', async () => {
    const { id, ask } = await member('mara');
    expect((await ask(1)).status).toBe(200);
    const stream = await ask(1, '/events?env=dev');
    expect(stream.status).toBe(200);
    await at(0).api.delete(`/people/${id}/sessions`);
    expect((await ask(1)).status).toBe(401);
    await stream.text();
  });

  test('who is disabled at one is out at the other, tokens and all', async () => {
    const { id, ask } = await member('oda');
    const { token } = (await (await ask(0, '/tokens', 'POST', { name: 'CI' })).json()) as { token: string };
    const withToken = async () => (await fetch(`${at(1).url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await withToken()).toBe(200);
    await at(0).api.patch(`/people/${id}`, { isDisabled: true });
    expect([(await ask(1)).status, await withToken()]).toEqual([401, 401]);
  });

  test('guesses count over both', async () => {
    await member('kim');
    const guess = async (n: 0 | 1) => {
      const body = JSON.stringify({ login: 'kim', password: 'wrong' });
      return (await fetch(`${at(n).url}/api/session`, { method: 'POST', headers: json, body })).status;
    };
    const answers: number[] = [];
    for (const n of [0, 1, 0, 1, 0, 1] as const) answers.push(await guess(n));
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });
});
