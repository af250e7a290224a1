import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('./server.ts', import.meta.url));
const token = 'token-of-the-tests';
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-server-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A server as a process of its own, on a free port. */
function launch(variables: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    CROSSDOCK_DATA: folder,
    CROSSDOCK_TOKEN: token,
    CROSSDOCK_DEMO: '0',
    ...variables,
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  /** Resolves to the address once the server says that it is ready. */
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const url = /^Crossdock ready: (\S+)\n.*sign-in\?token=\S+\n/.exec(written.out)?.[1];
      if (url) resolve(url);
    });
    void exit.then((code) => reject(new Error(`exit ${code}: ${written.err}`)));
  });
  // Some tests expect that it never is.
  ready.catch(() => {});
  return { child, written, exit, ready };
}

const call = async (url: string, method: string, path: string, body?: unknown) => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** Asks again until it holds; fails after 20 seconds with the last answer. */
async function eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('starting', () => {
  test('it says where it is and how to sign in, answers, and ends cleanly on SIGTERM', async () => {
    const server = launch();
    const url = await server.ready;
    expect(server.written.out).toMatch(
      /^Crossdock ready: http:\/\/localhost:\d+\n[^\n]*http:\/\/localhost:\d+\/sign-in\?token=[\w-]{43}\n$/,
    );
    expect((await call(url, 'GET', '/healthz')).body).toEqual({ status: 'ok', store: 'sqlite', queue: 'embedded', version: '0.1.0' });
    const link = /token=([\w-]+)/.exec(server.written.out)?.[1];
    expect((await call(url, 'POST', '/api/session', { token: link })).status).toBe(201);
    expect((await call(url, 'POST', '/api/session', { token: link })).status).toBe(401);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    expect(server.written.err).toBe('');
  });
});

describe('the demo', () => {
  test('shop orders become ERP orders, each once, also when the server is killed in between', async () => {
    const first = launch({ CROSSDOCK_DEMO: '1' });
    const url = await first.ready;
    expect((await call(url, 'POST', '/api/demo/shopify/orders', { count: 150 })).body).toEqual({ made: 150 });
    await eventually(
      async () => (await call(url, 'GET', '/api/demo/erp/orders?limit=1')).body,
      ({ total }) => Number(total) > 20,
    );
    first.child.kill('SIGKILL');
    await first.exit;

    const second = launch({ CROSSDOCK_DEMO: '1' });
    const again = await second.ready;
    const orders = await eventually(
      async () => (await call(again, 'GET', '/api/demo/erp/orders?limit=5')).body as { total: number; unique: number; items: unknown[] },
      ({ unique }) => unique === 150,
    );
    expect(orders.total).toBe(150);
    expect(orders.items).toHaveLength(5);
    const flows = (await call(again, 'GET', '/api/flows')).body as { items: { id: string }[] };
    expect(flows.items.find((flow) => flow.id === 'shopify-order-to-erp')).toMatchObject({ latestVersion: 1, deployments: { dev: 1 } });
    second.child.kill('SIGINT');
    expect(await second.exit).toBe(0);
  });

  test('the ERP does as it is told, and says so', async () => {
    const server = launch({ CROSSDOCK_DEMO: '1' });
    const url = await server.ready;
    expect((await call(url, 'PUT', '/api/demo/erp/behaviour', { mode: 'slow', delayMs: 20 })).body).toMatchObject({
      mode: 'slow',
      delayMs: 20,
    });
    expect((await call(url, 'GET', '/api/demo')).body).toMatchObject({ erp: { mode: 'slow' }, shop: { pending: 0 } });
    expect((await call(url, 'PUT', '/api/demo/erp/behaviour', { mode: 'broken' })).status).toBe(400);
    const { items } = (await call(url, 'GET', '/api/connections?env=dev')).body as { items: { name: string; usedBy: string[] }[] };
    expect(items.map((connection) => connection.name)).toEqual(['erp-main', 'shopify-admin', 'shopify-main']);
    expect(items[0]?.usedBy).toContain('shopify-order-to-erp');
  });

  test('without the demo its paths say why they are not there', async () => {
    const url = await launch().ready;
    expect(await call(url, 'GET', '/api/demo')).toMatchObject({ status: 404, body: { code: 'NO_DEMO' } });
    expect((await call(url, 'GET', '/api/flows')).body).toEqual({ items: [] });
    expect((await call(url, 'GET', '/api/node-types')).body.items).not.toHaveLength(0);
  });
});
