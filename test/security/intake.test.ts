import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { rawRequest, statusOf } from '../support/raw-request.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { deliver, orderText, shopSecret, signatureOf, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

let installation: Installation;
let server: RunningServer;
beforeAll(async () => {
  installation = await newInstallation();
  server = await installation.start();
  await trustShop(server.api);
});
afterAll(() => installation.remove());

/** The answer has the shape of every error, and nothing was stored. */
async function expectRefusal(attempt: () => Promise<{ status: number; text: string }>, status: number, code: string): Promise<void> {
  const before = (await allRuns(server.api)).length;
  const answer = await attempt();
  expect(JSON.parse(answer.text)).toEqual({
    code,
    message: expect.stringMatching(/\w{3,}.*\.$/),
    details: [],
    requestId: expect.stringMatching(/^[\w-]{8,}$/),
  });
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(new RegExp(`${shopSecret}|\\bat .+\\.ts:`));
  expect(await allRuns(server.api)).toHaveLength(before);
}

describe('a webhook', () => {
  const body = orderText(1);
  const tampered = body.replace('"quantity":', '"quantity": ');
  const wrong: readonly (readonly [string, string, Record<string, string>])[] = [
    ['of another secret', body, { 'x-shopify-hmac-sha256': signatureOf(body, 'another-secret') }],
    ['of another body', tampered, { 'x-shopify-hmac-sha256': signatureOf(body) }],
    ['in hex instead of base64', body, { 'x-shopify-hmac-sha256': Buffer.from(signatureOf(body), 'base64').toString('hex') }],
    ['that is cut off', body, { 'x-shopify-hmac-sha256': signatureOf(body).slice(0, 20) }],
    ['that is empty', body, { 'x-shopify-hmac-sha256': '' }],
    ['that is no base64', body, { 'x-shopify-hmac-sha256': '****' }],
    ['of an empty secret', body, { 'x-shopify-hmac-sha256': signatureOf(body, '') }],
  ];
  test.each(wrong)('with a signature %s is refused', async (_, text, headers) => {
    await expectRefusal(() => deliver(server.url, text, headers), 401, 'NOT_AUTHENTICATED');
  });

  test('without a signature is refused, also by somebody with the token of the API', async () => {
    const unsigned = async (headers: Record<string, string>) => {
      const answer = await fetch(`${server.url}/in/dev/shopify/orders`, { method: 'POST', body, headers });
      return { status: answer.status, text: await answer.text() };
    };
    await expectRefusal(() => unsigned({}), 401, 'NOT_AUTHENTICATED');
    await expectRefusal(() => unsigned({ authorization: 'Bearer admin-token-of-the-tests' }), 401, 'NOT_AUTHENTICATED');
  });

  test('to a path or an environment without a flow is refused, whatever it is signed with', async () => {
    for (const path of [
      '/in/dev/nothing',
      '/in/prod/shopify/orders',
      '/in/dev/shopify/orders/../orders2',
      '/in/',
      '/in/dev/__proto__',
      '/in/constructor/x',
    ]) {
      const answer = await fetch(`${server.url}${path}`, { method: 'POST', body, headers: { 'x-shopify-hmac-sha256': signatureOf(body) } });
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 404, 'UNKNOWN_INTAKE']);
    }
    const get = await fetch(`${server.url}/in/dev/shopify/orders`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('beyond the limit is refused, whether it says its length or not', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    await expectRefusal(() => deliver(server.url, large), 413, 'BODY_TOO_LARGE');
    const head = `POST /in/dev/shopify/orders HTTP/1.1\r\nHost: localhost\r\nX-Shopify-Hmac-Sha256: ${signatureOf(large)}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunked = Buffer.concat([Buffer.from(`${head}${large.length.toString(16)}\r\n`), large, Buffer.from('\r\n0\r\n\r\n')]);
    expect(statusOf(await rawRequest(server.url, chunked))).toBe(413);
  });

  test('that is compressed is refused, instead of unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    await expectRefusal(() => deliver(server.url, bomb, { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_ENCODING');
    await expectRefusal(() => deliver(server.url, body, { 'content-encoding': 'br' }), 415, 'UNSUPPORTED_ENCODING');
  });

  test('that is no UTF-8 is refused, instead of changed', async () => {
    const latin = Buffer.from(body.replace('"currency"', '"caf\u00e9":1,"currency"'), 'latin1');
    await expectRefusal(() => deliver(server.url, latin), 415, 'BODY_NOT_TEXT');
  });

  test('with a key that is too long or empty is refused', async () => {
    await expectRefusal(() => deliver(server.url, body, { 'idempotency-key': 'k'.repeat(256) }), 400, 'INVALID_KEY');
    await expectRefusal(() => deliver(server.url, body, { 'idempotency-key': ' ' }), 400, 'INVALID_KEY');
  });

  test('that comes again is answered like the first and starts nothing', async () => {
    const order = orderText(20);
    const first = await deliver(server.url, order);
    expect(first.status).toBe(202);
    expect(first.json).toEqual({ runId: expect.any(String), correlationId: expect.any(String) });
    const again = await Promise.all(Array.from({ length: 5 }, () => deliver(server.url, order)));
    for (const { status, json } of again) expect({ status, json }).toEqual({ status: 202, json: { ...first.json, duplicate: true } });
  });

  test('that comes ten times at once starts one run', async () => {
    const order = orderText(21);
    const before = (await allRuns(server.api)).length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(server.url, order)));
    expect(new Set(answers.map(({ json }) => json.runId)).size).toBe(1);
    expect(answers.filter(({ json }) => json.duplicate !== true)).toHaveLength(1);
    expect(await allRuns(server.api)).toHaveLength(before + 1);
  });

  test('with a key that came with another body is refused; with the same body it is a duplicate', async () => {
    const key = { 'idempotency-key': 'order-22/1' };
    const first = await deliver(server.url, orderText(22), key);
    expect(first.status).toBe(202);
    expect((await deliver(server.url, orderText(22), key)).json).toEqual({ ...first.json, duplicate: true });
    await expectRefusal(() => deliver(server.url, orderText(23), key), 422, 'KEY_REUSED');
  });

  test('that is signed and makes no sense is kept as an exception, and takes nothing down', async () => {
    const senseless = [
      '',
      'null',
      '[]',
      '7',
      '{"id":',
      '{"__proto__":{"polluted":1},"id":1}',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      '{"id":1e999}',
      `{"name":"${'x'.repeat(1_000_000)}"}`,
      '\u0000',
    ];
    for (const text of senseless) {
      const { status, json } = await deliver(server.url, text);
      expect([text.slice(0, 40), status]).toEqual([text.slice(0, 40), 202]);
      const run = await until('the run to end', () => server.api.get<Parameters<typeof isFinal>[0]>(`/runs/${json.runId}`), isFinal);
      expect([text.slice(0, 40), run.status]).toEqual([text.slice(0, 40), 'failed']);
      expect(run.error?.message).toMatch(/\w{4,}.*\./);
      expect(run.openExceptions).toBe(1);
    }
    const good = await deliver(server.url, orderText(30));
    await until(
      'a good order to end',
      () => server.api.get<Parameters<typeof isFinal>[0]>(`/runs/${good.json.runId}`),
      ({ status }) => status === 'done',
    );
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: 'ok' });
  });

  test('of whom the rest never comes is not accepted', async () => {
    const before = statuses(await allRuns(server.api));
    const head = `POST /in/dev/shopify/orders HTTP/1.1\r\nHost: localhost\r\nX-Shopify-Hmac-Sha256: ${signatureOf(body)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    expect(await rawRequest(server.url, head + body.slice(0, 500), { patience: 300 })).toBe('');
    expect(statuses(await allRuns(server.api))).toEqual(before);
  });
});
