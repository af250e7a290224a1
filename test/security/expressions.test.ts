import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, outputOf, tryFlow } from '../support/flows.ts';
import { adminToken, type Installation, newInstallation, type RunningServer } from '../support/installation.ts';
import { connectErp, startOutsideErp } from '../support/outside-erp.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { deliver, orderText, trustShop } from '../support/shop.ts';
import { until } from '../support/until.ts';

let installation: Installation;
let server: RunningServer;
beforeAll(async () => {
  installation = await newInstallation();
  server = await installation.start();
});
afterAll(() => installation.remove());

const withCode = (id: string, code: string, mode = 'each') => chain(id, [{ id: 'code', type: 'transform.code', config: { mode, code } }]);

/** Ways to the host that worked somewhere, each as an expression; `gone` is what they must give. */
const ways: Readonly<Record<string, string>> = {
  process: 'typeof process',
  require: 'typeof require',
  fetch: 'typeof fetch',
  Buffer: 'typeof Buffer',
  setTimeout: 'typeof setTimeout',
  connections: 'typeof connections',
  'globalThis.process': 'typeof globalThis.process',
  'the constructor of a function': 'typeof (function () {}).constructor("return typeof process === \'undefined\' ? undefined : process")()',
  'the constructor of an item': 'typeof item.constructor.constructor("return typeof process === \'undefined\' ? undefined : process")()',
  'the constructor of the library': 'typeof money.add.constructor("return typeof process === \'undefined\' ? undefined : process")()',
  'the constructor of env':
    'typeof Object.getPrototypeOf(env).constructor.constructor("return typeof process === \'undefined\' ? undefined : process")()',
  WebAssembly: 'typeof WebAssembly',
  SharedArrayBuffer: 'typeof SharedArrayBuffer',
};

test.each(Object.entries(ways))('code finds no way to the host by %s', async (_, expression) => {
  const code = `let found; try { found = ${expression}; } catch (error) { found = 'undefined'; } return { found };`;
  const run = await tryFlow(server.api, withCode('escape', code), {});
  expect(run.status).toBe('done');
  expect(await outputOf(server.api, run.id, 'code')).toEqual([{ found: 'undefined' }]);
  // The same in an expression, as the designer tries it.
  const { results } = await server.api.post<{ results: { ok: boolean; value?: unknown }[][] }>('/expressions/evaluate', {
    expressions: [`{{ ${expression} }}`],
    items: [{}],
  });
  const tried = results[0]?.[0];
  if (tried?.ok) expect(tried.value).toBe('undefined');
});

test('an import is refused', async () => {
  for (const code of ['return import("node:fs");', 'return { at: import.meta.url };']) {
    const run = await tryFlow(server.api, withCode('import', code), {}).catch((error: Error) => error);
    if (run instanceof Error) expect(run.message).toMatch(/answered 4\d\d/);
    else expect(run.status).toBe('failed');
  }
});

test('whatever code can reach holds no secret, no connection and nothing of the environment of the process', async () => {
  await server.api.put('/connections/dev/partner', {
    system: 'http',
    address: 'http://localhost:9/partner-address',
    auth: { kind: 'bearer', secret: 'secret-of-the-partner' },
  });
  const walk = `
    const seen = new Set(); const texts = [];
    const visit = (value, depth) => {
      if (typeof value === 'string') { texts.push(value); return; }
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value) || depth > 6) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) {
        texts.push(String(key));
        try { visit(value[key], depth + 1); } catch {}
      }
      try { visit(Object.getPrototypeOf(value), depth + 1); } catch {}
      if (typeof value === 'function') { try { texts.push(Function.prototype.toString.call(value)); } catch {} }
    };
    visit(globalThis, 0); visit({ item, run, env, vars }, 0);
    return { count: seen.size, text: texts.join('\\n') };`;
  const run = await tryFlow(server.api, withCode('walk', walk), {});
  expect(run.error).toBeNull();
  const [{ count, text }] = (await outputOf(server.api, run.id, 'code')) as [{ count: number; text: string }];
  expect(count).toBeGreaterThan(100);
  for (const secret of [
    adminToken,
    'secret-of-the-partner',
    'partner-address',
    'erp-main',
    installation.folder,
    'CROSSDOCK_',
    process.env.PATH ?? 'PATH=',
  ])
    expect(text).not.toContain(secret);
});

test('what one run leaves behind, the next does not find', async () => {
  const leave =
    "globalThis.left = 'behind'; Object.prototype.left = 'behind'; Array.prototype.map = null; return { left: globalThis.left };";
  await tryFlow(server.api, withCode('leave', `try { ${leave} } catch (error) { return { error: error.message }; }`), {});
  const find = 'return { left: globalThis.left, inherited: ({}).left, map: typeof [].map };';
  for (const id of ['leave', 'find']) {
    const run = await tryFlow(server.api, withCode(id, find), {});
    expect(await outputOf(server.api, run.id, 'code')).toEqual([{ map: 'function' }]);
  }
});

test.each([
  ['never ends', 'while (true) {}', /SANDBOX_TIMEOUT/],
  ['fills the memory', 'const all = []; while (true) all.push(new Array(1e6).fill(all.length));', /SANDBOX_(MEMORY|CRASHED|TIMEOUT)/],
  [
    'gives out too much',
    "return Array.from({ length: 3000000 }, (_, n) => ({ n, text: 'line ' + n }));",
    /SANDBOX_OUTPUT|SANDBOX_MEMORY|CODE_FAILED/,
  ],
])('code that %s fails its own run in words, while orders go on', async (_, code, error) => {
  await trustShop(server.api);
  const before = await server.api.get<{ total: number }>('/demo/erp/orders?limit=1');
  const bad = tryFlow(server.api, withCode('bad', code), {});
  await server.api.post('/demo/shopify/orders', { count: 20 });
  await until(
    'the orders in the ERP',
    () => server.api.get<{ total: number }>('/demo/erp/orders?limit=1'),
    ({ total }) => total >= before.total + 20,
  );
  const run = await bad;
  expect(run.status).toBe('failed');
  expect(run.error?.code).toMatch(error);
  expect(run.error?.message).toMatch(/\w{4,}.*\./);
});

test('braces in data are data: nothing of a message is ever evaluated', async () => {
  const erp = await startOutsideErp();
  try {
    await connectErp(server.api, erp.url);
    await trustShop(server.api);
    const order = orderText(70).replace(
      /"note":(null|"[^"]*")/,
      () => `"note":${JSON.stringify('{{ 6 * 7 }} {{ item.id }} \u0024{6 * 7} {{{ process.exit(1) }}}')}`,
    );
    const { status, json } = await deliver(server.url, order);
    expect(status).toBe(202);
    const run = await until('the run to end', () => server.api.get<RunDetail>(`/runs/${json.runId}`), isFinal);
    expect(run.status).toBe('done');
    const [filed] = await erp.orders();
    expect(JSON.stringify(filed?.body)).toContain('{{ 6 * 7 }} {{ item.id }} \u0024{6 * 7} {{{ process.exit(1) }}}');
  } finally {
    await erp.close();
  }
});
