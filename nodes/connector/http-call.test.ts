import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { EffectNode } from '../contract/define-node.ts';
import { NodeError, OutcomeUnknown, RetryLater } from '../contract/errors.ts';
import type { Http } from '../contract/http.ts';
import { http } from './http.ts';
import { httpRead } from './http-read.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A real server and a capability that reaches it. */
async function other(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const capability: Http = {
    async send({ method, path, query, headers, body }) {
      const search = new URLSearchParams(query).toString();
      const response = await fetch(`${address}${path}${search && `?${search}`}`, {
        method,
        ...(headers && { headers }),
        ...(body !== undefined && { body }),
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
  };
  return { requests, capability, address };
}

const call = (definition: NodeLike, config: Record<string, unknown>, capability: Http) =>
  definition.call({
    config: definition.config.parse({ connection: 'x', ...config }),
    request: { method: definition === httpRead ? 'GET' : 'POST', path: '/orders' },
    http: capability,
    idempotencyKey: 'key-1',
    attempt: 1,
    signal: new AbortController().signal,
  });
type NodeLike = EffectNode;

describe('a call over HTTP', () => {
  test('carries its idempotency key in the header that the other side knows', async () => {
    const { requests, capability } = await other((_, response) => response.writeHead(201).end('{}'));
    await call(http as NodeLike, {}, capability);
    await call(http as NodeLike, { idempotencyHeader: 'X-Request-Id' }, capability);
    await call(http as NodeLike, { idempotencyHeader: '' }, capability);
    expect(requests.map(({ headers }) => [headers['idempotency-key'], headers['x-request-id']])).toEqual([
      ['key-1', undefined],
      [undefined, 'key-1'],
      [undefined, undefined],
    ]);
  });

  test('tells refused, later and unknown apart', async () => {
    let status = 503;
    const { capability } = await other((_, response) => response.writeHead(status, { 'retry-after': '3' }).end('{"message":"busy"}'));
    await expect(call(http as NodeLike, {}, capability)).rejects.toMatchObject({ name: 'RetryLater', after: 3000 });
    status = 500;
    await expect(call(http as NodeLike, {}, capability)).rejects.toBeInstanceOf(RetryLater);
    await expect(call(http as NodeLike, { idempotencyHeader: '' }, capability)).rejects.toBeInstanceOf(OutcomeUnknown);
    status = 422;
    await expect(call(http as NodeLike, {}, capability)).rejects.toBeInstanceOf(NodeError);
    await expect(call(http as NodeLike, { success: '2xx, 422' }, capability)).resolves.toMatchObject({ status: 422 });
  });
});

describe('a read over HTTP', () => {
  const pages = (request: IncomingMessage) => Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page') ?? 1);

  test('reads all pages by their links', async () => {
    const { capability, requests } = await other((request, response) => {
      const page = pages(request);
      response
        .writeHead(200, page < 3 ? { link: `<http://${request.headers.host}/orders?page=${page + 1}>; rel="next"` } : {})
        .end(`[${page}]`);
    });
    const answer = await call(httpRead as NodeLike, { paging: { kind: 'link' } }, capability);
    expect(answer.body).toBe('[[1],[2],[3]]');
    expect(requests.map(({ url }) => url)).toEqual(['/orders', '/orders?page=2', '/orders?page=3']);
  });

  test('gives no short list when there are more pages than allowed, or one fails', async () => {
    const { capability } = await other((request, response) => {
      const page = pages(request);
      response.writeHead(page > 4 ? 502 : 200, { link: `</orders?page=${page + 1}>; rel="next"` }).end('[]');
    });
    await expect(call(httpRead as NodeLike, { paging: { kind: 'link', pageLimit: 3 } }, capability)).rejects.toMatchObject({
      code: 'TOO_MANY_PAGES',
    });
    await expect(call(httpRead as NodeLike, { paging: { kind: 'link' } }, capability)).rejects.toBeInstanceOf(RetryLater);
  });
});

describe('what is sent', () => {
  const prepare = (config: Record<string, unknown>) => () =>
    http.kind === 'effect' &&
    http.prepare({
      config: http.config.parse({ connection: 'x', ...config }) as never,
      item: { id: '0', json: {} },
      run: { id: 'r', flow: 'f', version: 1, env: 'test', correlationId: 'c', now: '2026-01-01T00:00:00.000Z' },
    });

  test.each(['//evil.test/x', '/a/../b', '/a?b=c', '/a b', '/a\\b', '/./a'])('the path %j is refused', (path) => {
    expect(prepare({ path })).toThrow('is no path below');
  });
  test('a line break in a header is refused', () => {
    expect(prepare({ path: '/', headers: { 'x-a': 'b\r\nx-evil: 1' } })).toThrow('line break');
  });
});
