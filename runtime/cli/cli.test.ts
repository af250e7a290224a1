import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAccessConfig } from '../access/access-config.ts';
import { startServer } from '../start-server.ts';
import { crossdock } from './crossdock.ts';

const samples = fileURLToPath(new URL('../../flows/samples', import.meta.url));
const reference = join(samples, 'shopify-order-to-erp.flow.json');
const order = join(samples, 'messages/shopify-order-10482.json');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const written = { out: '', err: '' };
  const output = {
    out(text: string) {
      written.out += text;
    },
    err(text: string) {
      written.err += text;
    },
  };
  const code = await crossdock(words, output, { CROSSDOCK_DATA: join(folder, 'data'), PORT: '3999' });
  return { code, ...written };
}

/** A file of the reference flow or a sample order, changed. */
function changed(file: string, change: (value: Record<string, unknown>) => void): string {
  const value = JSON.parse(readFileSync(file, 'utf8'), (_, v, context?: { source: string }) =>
    typeof v === 'number' && !Number.isSafeInteger(v) && context && Number.isInteger(v) ? context.source : v,
  );
  change(value);
  const copy = join(folder, `${Math.random().toString(36).slice(2)}.${file.endsWith('.flow.json') ? 'flow.json' : 'json'}`);
  writeFileSync(copy, JSON.stringify(value));
  return copy;
}

describe('crossdock', () => {
  test('without a command it lists all, and exits 2', async () => {
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('validate') });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('crossdock COMMAND --help') });
    for (const command of ['run', 'validate', 'test', 'export', 'import', 'deploy', 'link', 'server']) {
      expect(await run(command, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(`crossdock ${command}`) });
    }
  });

  test('a misspelt command or option names the right one', async () => {
    expect(await run('validat')).toEqual({ code: 2, out: '', err: 'There is no command "validat". Did you mean "crossdock validate"?\n' });
    expect(await run('run', reference, '--inptu', order)).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean --input?') });
    expect(await run('run', reference)).toMatchObject({ code: 2, err: expect.stringContaining('--input FILE') });
  });
});

describe('crossdock run', () => {
  test('prints what left the flow and a trace of its steps', async () => {
    const { code, out, err } = await run('run', reference, '--input', order, '--json');
    expect(err).toContain('demo system');
    expect(code).toBe(0);
    const result = JSON.parse(out) as {
      status: string;
      steps: { status: string; exchanges: unknown[] }[];
      outputs: Record<string, unknown[]>;
      effects: unknown[];
    };
    expect(result.status).toBe('done');
    expect(result.steps.filter((step) => step.status === 'done').length).toBeGreaterThan(5);
    expect(result.effects).toHaveLength(1);
    expect(JSON.stringify(result.outputs)).toContain('820982911946157876');
    const text = await run('run', reference, '--input', order);
    expect(text.out).toMatch(/Shopify order to ERP: done in \d+ ms/);
    expect(text.out).toMatch(/POST http:\S+\/orders -> 201/);
  });

  test('an input that breaks the contract exits 2 and names the field', async () => {
    const withoutLines = changed(order, (value) => {
      value.line_items = [];
    });
    const { code, err } = await run('run', reference, '--input', withoutLines);
    expect(err).toContain(`${withoutLines}: lines`);
    expect(code).toBe(2);
  });

  test('an input that is no JSON exits 2 and names the line', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{\n  "id": 1,\n}\n');
    expect(await run('run', reference, '--input', broken)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/broken\.json: line 2, column 10: A comma stands before/),
    });
    expect(await run('run', reference, '--input', join(folder, 'none.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no such file'),
    });
  });

  test('an order that the ERP refuses exits 1', async () => {
    const { code, out } = await run('run', reference, '--input', join(samples, 'messages/shopify-order-10533-unknown-sku.json'));
    expect(out).toContain('422');
    expect(code).toBe(1);
  });

  test('a broken flow lists all problems with their place, before anything runs', async () => {
    const broken = changed(reference, (flow) => {
      const nodes = flow.nodes as { id: string; type: string; config: Record<string, unknown> }[];
      Object.assign(nodes.find((node) => node.type === 'transform.validate') ?? {}, { config: { contract: 'nothing@7' } });
      Object.assign(nodes.find((node) => node.type === 'erp.create-order') ?? {}, { type: 'erp.create-ordr' });
    });
    const { code, err, out } = await run('run', broken, '--input', order);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/: nodes\.[\w-]+\.config\.contract: error: /);
    expect(err).toMatch(/erp\.create-ordr/);
    expect(await run('validate', broken)).toMatchObject({ code: 2 });
  });
});

describe('crossdock validate and test', () => {
  test('the reference flows are valid and pass their test cases', async () => {
    expect(await run('validate', reference)).toMatchObject({ code: 0 });
    const { code, out } = await run('test', reference, '--json');
    const result = JSON.parse(out) as { passed: number; failed: number };
    expect(result.failed).toBe(0);
    expect(result.passed).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test('a test case that expects something else fails with the place', async () => {
    const wrong = changed(reference, (flow) => {
      const tests = flow.tests as { expect?: { requests?: Record<string, unknown[]>; status?: string } }[];
      const good = tests.find((entry) => entry.expect?.requests && entry.expect.status === undefined);
      flow.tests = [good];
      for (const requests of Object.values(good?.expect?.requests ?? {})) Object.assign(requests[0] as object, { method: 'DELETE' });
    });
    const { code, out } = await run('test', wrong);
    expect(out).toMatch(/requests\.[\w-]+\[0\]\.method: expected "DELETE", but it is "POST"/);
    expect(code).toBe(1);
  });
});

describe('commands on an installation', () => {
  test('they work on the folder while no server runs, and through the server while one does', async () => {
    expect(await run('import', reference, '--publish', 'first')).toMatchObject({
      code: 0,
      out: expect.stringContaining('published as version 1'),
    });
    expect(await run('deploy', 'shopify-order-to-erp@1', '--to', 'dev')).toMatchObject({
      code: 0,
      err: expect.stringContaining('has no connection erp-main'),
    });
    expect(await run('link')).toMatchObject({ code: 0, out: expect.stringMatching(/^http:\/\/localhost:3999\/sign-in\?token=/) });

    const server = await startServer({
      port: 0,
      host: '127.0.0.1',
      hostNames: [],
      dataFolder: join(folder, 'data'),
      secret: null,
      oldSecret: null,
      secretFiles: null,
      egress: { allow: [], deny: [], isPrivate: true },
      token: null,
      hasDemo: false,
      logLevel: 'silent',
      mongodbUrl: null,
      redisUrl: null,
      drainMs: 1000,
      leaseMs: 15_000,
      messageLimit: 1_000_000_000,
      filesFolder: null,
      auditDays: null,
      access: readAccessConfig({}),
    });
    try {
      const link = await run('link', '--name', 'Ada');
      expect(link.out).toMatch(new RegExp(`^${server.url}/sign-in\\?token=[\\w-]+\n$`));
      const signedIn = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: link.out.trim().split('token=')[1] }),
      });
      expect(await signedIn.json()).toMatchObject({ user: { name: 'Ada' } });
      expect(await run('deploy', 'shopify-order-to-erp@latest', '--to', 'test')).toMatchObject({
        code: 0,
        out: expect.stringContaining('runs in test'),
      });
      expect(await run('deploy', 'shopify-order-to-erp@9', '--to', 'test')).toMatchObject({
        code: 1,
        err: expect.stringContaining('has no version 9'),
      });
      const exported = await run('export', '--to', join(folder, 'out'));
      expect(exported).toMatchObject({ code: 0, out: `${join(folder, 'out', 'shopify-order-to-erp.flow.json')}\n` });
    } finally {
      await server.close();
    }
    const first = readFileSync(join(folder, 'out', 'shopify-order-to-erp.flow.json'), 'utf8');
    await run('import', join(folder, 'out', 'shopify-order-to-erp.flow.json'));
    await run('export', 'shopify-order-to-erp', '--to', join(folder, 'again'));
    expect(readFileSync(join(folder, 'again', 'shopify-order-to-erp.flow.json'), 'utf8')).toBe(first);
  });

  test('a version comes gradually, gets more and goes back', async () => {
    await run('import', reference, '--publish', 'first');
    const second = join(folder, 'second.flow.json');
    writeFileSync(second, JSON.stringify({ ...JSON.parse(readFileSync(reference, 'utf8')), purpose: 'Other words' }));
    await run('import', second, '--publish', 'second');
    await run('deploy', 'shopify-order-to-erp@1', '--to', 'dev');
    const rollout = (...words: string[]) => run('rollout', 'shopify-order-to-erp', '--env', 'dev', ...words);
    expect(await run('deploy', 'shopify-order-to-erp@2', '--to', 'dev', '--share', '10', '--stop-failed', '5%')).toMatchObject({
      code: 0,
      out: expect.stringContaining('shopify-order-to-erp@2 gets 10% of the messages in dev'),
    });
    expect((await rollout('--share', '50')).out).toContain('@2 gets 50% of the messages in dev, @1 the rest');
    expect((await rollout()).out).toContain('it goes back by itself from 5% failed runs on, once 20 have ended');
    expect(await rollout('--back')).toMatchObject({ code: 2, err: expect.stringContaining('--why') });
    expect(await rollout('--share', '100')).toMatchObject({ code: 2, err: expect.stringContaining('from 1 to 99') });
    expect(await rollout('--share', '60', '--complete')).toMatchObject({ code: 2 });
    expect(await rollout('--back', '--why', 'Prices')).toMatchObject({
      code: 0,
      out: expect.stringContaining('@1 gets all messages in dev'),
    });
    expect(await rollout('--complete')).toMatchObject({ code: 1, err: expect.stringContaining('No version') });
  });

  test('another server needs an address and a token', async () => {
    expect(await run('link', '--server', 'localhost:3000')).toMatchObject({ code: 2, err: expect.stringContaining('http://HOST:PORT') });
    expect(await run('link', '--server', 'http://localhost:3000')).toMatchObject({
      code: 2,
      err: expect.stringContaining('CROSSDOCK_TOKEN'),
    });
  });
});
