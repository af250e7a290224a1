import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Flows } from '../lifecycle/flows.ts';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { apiToken, openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

/** An open stream of events, read up to what is asked for. */
async function listen(query: string) {
  const controller = new AbortController();
  const response = await fetch(`${api.url}/api/events?${query}`, {
    headers: { authorization: `Bearer ${apiToken}` },
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    /** Resolves once this was sent; to everything so far. */
    async until(wanted: string): Promise<string> {
      while (!text.includes(wanted)) {
        // Only the end of what came may hold what is waited for.
        text = text.slice(-200_000);
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error(`the stream ended before "${wanted}": ${text}`);
        text += chunk.value;
      }
      return text;
    },
    async end(): Promise<void> {
      for (;;) if ((await reader?.read())?.done !== false) return;
    },
    leave: () => controller.abort(),
  };
}

test('edits of a draft are told as they happen, those of other flows are not', async () => {
  await api.call('POST', '/api/flows', { name: 'orders', from: { flow: testFlow('orders') } });
  const stream = await listen('env=dev&flow=orders');
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  await api.call('POST', '/api/flows', { name: 'others' });
  await api.call('POST', '/api/flows/orders/operations', { revision: 1, operations: [{ op: 'rename-node', node: 'label', name: 'Mark' }] });
  const text = await stream.until('"revision":2');
  expect(text).toContain('event: flow\ndata: {"flowId":"orders","revision":2,"by":"API token"}\n\n');
  expect(text).not.toContain('others');
  stream.leave();
});

test('a quiet stream is kept open by heartbeats', async () => {
  const stream = await listen('env=dev');
  await stream.until('retry:');
  api.clock.advance(15_000);
  await stream.until(': still here');
  api.clock.advance(15_000);
  stream.leave();
});

test('streams end with the server', async () => {
  const stream = await listen('env=dev');
  await stream.until('retry:');
  expect(api.streams.count()).toBe(1);
  api.streams.close();
  await stream.end();
});

test('an unknown environment is refused like any other call', async () => {
  expect(await api.call('GET', '/api/events?env=moon')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_ENVIRONMENT' } });
});

test('a client that does not read is cut off, and nobody else is', async () => {
  const listeners = new Set<Parameters<Flows['onEdit']>[0]>();
  const onEdit: Flows['onEdit'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  Object.assign(api.services, { flows: { ...api.services.flows, onEdit } });
  const { port, hostname } = new URL(api.url);
  const slow = connect({ port: Number(port), host: hostname });
  slow.write(`GET /api/events?env=dev HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${apiToken}\r\n\r\n`);
  slow.pause();
  const quick = await listen('env=dev');
  await quick.until('retry:');
  while (api.streams.count() < 2) await new Promise(setImmediate);
  const cut = once(slow, 'close');
  for (let i = 0; i < 2000 && api.streams.count() === 2; i++) {
    for (const send of listeners) send({ flowId: `${i}-${'x'.repeat(50_000)}`, revision: i, by: 'test' });
    await quick.until(`"revision":${i},`);
  }
  expect(api.streams.count()).toBe(1);
  slow.resume();
  await cut;
  quick.leave();
});
