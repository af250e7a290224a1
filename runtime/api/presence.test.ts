import { afterEach, beforeEach, expect, test } from 'vitest';
import { goneAfter } from '../presence/presence.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

/** A person with a session of their own, as a browser has it. */
async function signedIn(name: string) {
  const link = await api.call('POST', '/api/sign-in-links', { name });
  const { token } = link.body as { token: string };
  const session = await fetch(`${api.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const headers = { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrfToken };
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${api.url}${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    headers,
    call,
    be: (node: string | null, field: string | null = null, tab = 'one') => call('PUT', '/api/flows/orders/presence', { node, field, tab }),
  };
}

/** The people that a stream of the flow has told last, read until they satisfy. */
async function watching(headers: Record<string, string>) {
  const response = await fetch(`${api.url}/api/events?env=dev&flow=orders`, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async until(wanted: string): Promise<string> {
      for (;;) {
        const events = text.split('\n\n').filter((event) => event.startsWith('event: presence'));
        const found = events.find((event) => shownIn(event) === wanted);
        if (found) {
          text = text.slice(text.indexOf(found) + found.length);
          return found;
        }
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`the stream ended before "${wanted}": ${text}`);
        text += chunk.value;
      }
    },
    leave: () => reader?.cancel(),
  };
}

function shownIn(event: string): string {
  const data = event.split('\ndata: ')[1] ?? '{"people":[]}';
  const { people } = JSON.parse(data) as { people: { name: string; node: string | null; field: string | null }[] };
  return people.map(({ name, node, field }) => [name, node, field].filter(Boolean).join(' ')).join(', ');
}

test('two people see each other come, move and leave', async () => {
  const [mara, jon] = await Promise.all([signedIn('Mara Lind'), signedIn('Jon Reyes')]);
  const stream = await watching(mara.headers);
  await stream.until('');
  expect((await mara.be(null)).status).toBe(204);
  await stream.until('Mara Lind');
  await jon.be('map', 'config.fields.0.value');
  await stream.until('Jon Reyes map config.fields.0.value, Mara Lind');
  expect((await jon.call('DELETE', '/api/flows/orders/presence?tab=one')).status).toBe(204);
  await stream.until('Mara Lind');
  await stream.leave();
});

test('who opens a flow hears at once who is there already', async () => {
  const [mara, jon] = await Promise.all([signedIn('Mara Lind'), signedIn('Jon Reyes')]);
  await jon.be('send');
  const stream = await watching(mara.headers);
  await stream.until('Jon Reyes send');
  await stream.leave();
});

test('two windows of one person are one, and closing one keeps the other', async () => {
  const jon = await signedIn('Jon Reyes');
  const stream = await watching(jon.headers);
  await jon.be('map', null, 'one');
  await stream.until('Jon Reyes map');
  await jon.be('send', null, 'two');
  await stream.until('Jon Reyes send');
  await jon.call('DELETE', '/api/flows/orders/presence?tab=two');
  await stream.until('Jon Reyes map');
  await stream.leave();
});

test('somebody whose browser went silent is gone after 25 seconds', async () => {
  const jon = await signedIn('Jon Reyes');
  const stream = await watching(jon.headers);
  await jon.be('map');
  await stream.until('Jon Reyes map');
  api.clock.advance(goneAfter);
  await stream.until('');
  await stream.leave();
});

test('nobody is present without being signed in, or at a step that cannot be', async () => {
  const given = { node: null, field: null };
  const answer = await fetch(`${api.url}/api/flows/orders/presence`, { method: 'PUT', body: JSON.stringify(given) });
  expect(answer.status).toBe(401);
  const jon = await signedIn('Jon Reyes');
  const refused = await jon.be('not a step');
  expect(refused.status).toBe(400);
  expect(((await refused.json()) as { details: { path: string }[] }).details[0]?.path).toBe('body.node');
});
