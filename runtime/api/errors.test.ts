import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiError } from './shapes/system-shapes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

/** An answer in the one shape of errors, with this code and status. */
function expectError(answer: { readonly status: number; readonly body: unknown }, status: number, code: string) {
  expect(answer.body).toMatchObject({ code });
  expect(answer.status).toBe(status);
  const error = apiError.strict().parse(answer.body);
  expect(error.requestId).not.toBe('');
  expect(JSON.stringify(error)).not.toMatch(/\.ts:|node_modules|at \w+ \(/);
  return error;
}

describe('errors', () => {
  test('an unknown path is told from an unknown method', async () => {
    expectError(await api.call('GET', '/api/nothing'), 404, 'NO_SUCH_PATH');
    const wrongMethod = await api.call('DELETE', '/api/flows');
    expectError(wrongMethod, 405, 'METHOD_NOT_ALLOWED');
    expect(wrongMethod.headers.get('allow')).toBe('GET, POST');
  });

  test('every issue of a body is told at once, with its full path and a remedy', async () => {
    const error = expectError(
      await api.call('PUT', '/api/connections/dev/erp-main', {
        system: 'ERP',
        address: 'ftp://erp',
        auth: { kind: 'bearer', token: 'x' },
        policy: { concurrency: 0 },
        extra: 1,
      }),
      400,
      'INVALID_REQUEST',
    );
    expect(Object.fromEntries(error.details.map(({ path, message }) => [path, message]))).toEqual({
      'body.system': 'a vendor in lower case, such as erp, shopify or http',
      'body.address': 'give a base URL that starts with http:// or https:// for "Bearer token"',
      'body.auth.token': 'is not known here; remove it or correct its name',
      'body.policy.concurrency': 'must be at least 1',
      'body.extra': 'is not known here; remove it or correct its name',
    });
  });

  test('an operation that is wrong is named by its position and field', async () => {
    const error = expectError(
      await api.call('POST', '/api/flows/any/operations', { revision: 1, operations: [{ op: 'rename-node', node: 'a', name: '' }] }),
      400,
      'INVALID_REQUEST',
    );
    expect(error.details).toEqual([{ path: 'body.operations[0].name', message: 'must not be empty' }]);
  });

  test('an operation that does not exist is told with those that do', async () => {
    const error = expectError(
      await api.call('POST', '/api/flows/any/operations', { revision: 1, operations: [{ op: 'rename' }] }),
      400,
      'INVALID_REQUEST',
    );
    expect(error.details[0]?.path).toBe('body.operations[0].op');
    expect(error.details[0]?.message).toContain('rename-node');
  });

  test('a missing and a wrong query value are named', async () => {
    const error = expectError(await api.call('GET', '/api/runs?limit=many'), 400, 'INVALID_REQUEST');
    expect(Object.fromEntries(error.details.map(({ path, message }) => [path, message]))).toEqual({
      'query.env': 'is missing; give a text',
      'query.limit': 'must be a number',
    });
    expectError(await api.call('GET', '/api/runs?env=moon'), 404, 'NO_SUCH_ENVIRONMENT');
    expect(expectError(await api.call('GET', '/api/runs?env=dev&status=done,broken'), 400, 'INVALID_REQUEST').details[0]).toMatchObject({
      path: 'query.status[1]',
    });
  });

  test('a place to go on from that we never gave is the mistake of the caller', async () => {
    expect(expectError(await api.call('GET', '/api/audit?after=nonsense'), 400, 'INVALID_REQUEST').details[0]?.path).toBe('query.after');
  });

  test('malformed JSON says where it breaks', async () => {
    const error = expectError(await api.call('POST', '/api/flows', '{"name": "x",}'), 400, 'MALFORMED_JSON');
    expect(error.message).toMatch(/position|line|column/i);
  });

  test('another content type and no body at all are told apart', async () => {
    expectError(
      await api.call('POST', '/api/flows', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'WRONG_CONTENT_TYPE',
    );
    expectError(await api.call('POST', '/api/flows'), 400, 'INVALID_REQUEST');
  });

  test('a body beyond 2 MB is refused', async () => {
    expectError(await api.call('POST', '/api/flows', JSON.stringify({ name: 'x'.repeat(2_100_000) })), 413, 'BODY_TOO_LARGE');
  });

  test('a path that is badly encoded is the mistake of the caller', async () => {
    expectError(await api.call('GET', '/api/flows/%E0%A4%A'), 400, 'INVALID_REQUEST');
  });

  test("the caller's request id comes back, a strange one does not", async () => {
    const named = await api.call('GET', '/api/nothing', undefined, { 'x-request-id': 'order-import-7' });
    expect(named.body).toMatchObject({ requestId: 'order-import-7' });
    expect(named.headers.get('x-request-id')).toBe('order-import-7');
    const strange = await api.call('GET', '/api/nothing', undefined, { 'x-request-id': '<script>' });
    expect(strange.text).not.toContain('<script>');
  });

  test('a fault of our own shows no more than its request id', async () => {
    const broken = { ...api.services.flows, list: () => Promise.reject(new Error('password=hunter2 at /secret/place.ts:1')) };
    const original = api.services.flows;
    Object.assign(api.services, { flows: broken });
    const answer = await api.call('GET', '/api/flows');
    Object.assign(api.services, { flows: original });
    expectError(answer, 500, 'INTERNAL');
    expect(answer.text).not.toContain('hunter2');
  });

  test('integers beyond 2^53 keep their digits on the way in', async () => {
    const flow = '{"format":1,"id":"exact","name":"Exact","tests":[{"id":"t","name":"t","message":{"body":{"id":820982911946154508}}}]}';
    const made = await api.call('POST', '/api/flows', `{"name":"Exact","from":{"flow":${flow}}}`);
    expect(made.text).toContain('820982911946154508');
  });
});

describe('who may ask', () => {
  test('names of other sites are refused, ours and addresses are not', async () => {
    const status = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const url = new URL(api.url);
        httpRequest({ host: url.hostname, port: url.port, path: '/healthz', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status('evil.example')).toBe(421);
    expect(await status('localhost.evil.example:3000')).toBe(421);
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'crossdock.example.com', 'app.localhost'])
      expect(await status(host)).toBe(200);
  });

  test('answers carry a strict policy and no trace of the framework', async () => {
    const { headers } = await api.call('GET', '/healthz');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect((await api.call('GET', '/api/environments')).headers.get('cache-control')).toBe('no-store');
  });
});
