import { afterEach, beforeEach, expect, test } from 'vitest';
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
