import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { apiClient } from '../support/api-client.ts';
import { type Child, startChild, type Variables } from '../support/child.ts';
import { newDatabase } from '../support/servers/databases.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

const token = 'admin-token-of-the-tests';

async function started(words: readonly string[], variables: Variables, said: RegExp): Promise<Child & { readonly url: string }> {
  const child = startChild('runtime/cli/main.ts', words, variables);
  onTestFinished(async () => {
    child.process.kill('SIGKILL');
    await child.exit;
  });
  await until(
    `${words[0]} to be ready`,
    () => child.written,
    ({ out, err }) => said.test(out) || err !== '',
  );
  const [, url] = said.exec(child.written.out) ?? [];
  if (url === undefined) throw new Error(`it did not start: ${child.written.err}`);
  return { ...child, url };
}

const mongoUrl = inject('mongoUrl');

describe.skipIf(ownRedisIsMissing !== null || mongoUrl === null)('one server and a worker on MongoDB and Redis', () => {
  it('the server takes orders in, the worker executes them, also while Redis is away and after it has lost everything', async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const database = newDatabase(mongoUrl ?? '');
    onTestFinished(database.drop);
    const folder = mkdtempSync(join(tmpdir(), 'crossdock-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const shared = { MONGODB_URL: database.url, REDIS_URL: redis.url, CROSSDOCK_SECRET: 'a-secret-of-the-tests', PORT: '0' };
    const serverOnly = { CROSSDOCK_DATA: join(folder, 'server'), CROSSDOCK_TOKEN: token };
    const server = await started(['server', '--intake-only'], { ...shared, ...serverOnly }, /^Crossdock ready: (\S+)$/m);
    const worker = await started(
      ['worker'],
      { ...shared, CROSSDOCK_DATA: join(folder, 'worker') },
      /^Crossdock worker ready: .*, (http\S+)\/healthz$/m,
    );
    const api = apiClient(server.url, token);
    const booked = (count: number) =>
      until(
        `${count} orders in the ERP`,
        () => api.get<{ total: number }>('/demo/erp/orders'),
        ({ total }) => total >= count,
      );

    expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ status: 'ok', store: 'mongodb', queue: 'bullmq' });
    expect(await (await fetch(`${worker.url}/readyz`)).json()).toMatchObject({ status: 'ok', store: 'mongodb', queue: 'bullmq' });

    await api.post('/demo/shopify/orders', { count: 50 });
    await booked(50);
    await redis.flush();
    await api.post('/demo/shopify/orders', { count: 20 });
    await booked(70);
    await redis.kill();
    // The shop is answered: accepting needs the store alone.
    await api.post('/demo/shopify/orders', { count: 20 });
    await redis.start();
    expect((await booked(90)).total).toBe(90);
    expect(worker.process.exitCode).toBeNull();

    for (const child of [worker, server]) {
      child.process.kill('SIGTERM');
      expect(await child.exit).toEqual({ code: 0, signal: null });
    }
  });
});
