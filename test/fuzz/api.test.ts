import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminToken, newInstallation, type RunningServer } from '../support/installation.ts';
import { seed } from '../support/random.ts';
import { until } from '../support/until.ts';
import { installSchemathesis } from './install-schemathesis.ts';
import { type KnownNames, withKnownNames } from './known-names.ts';

const { path, why } = await installSchemathesis();
if (path === null) process.stderr.write(`\ntest/fuzz is SKIPPED: schemathesis cannot be installed: ${why}\n\n`);

/** How long cases are drawn, seconds. */
const seconds = Number(process.env.TEST_FUZZ_SECONDS ?? 30);

/** No fault of the server, and no answer that the description does not allow. */
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'];

/** Streams never end; ways through the browser lead to pages, which are no part of the API; a flood of demo orders would only keep the server busy. */
const leftOut = '(events$|oauth/(start|callback)$|sso/(callback|[^/]+/(start|end))$|demo/shopify/orders$)';

describe.skipIf(path === null)('the API, fuzzed from its own description', () => {
  test('never fails, and never answers what its description does not allow', { timeout: (seconds + 90) * 1000 }, async () => {
    const installation = await newInstallation({ CROSSDOCK_LOG: 'error' });
    onTestFinished(() => installation.remove());
    const server = await installation.start();
    const folder = await mkdtemp(join(tmpdir(), 'crossdock-fuzz-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const description = join(folder, 'openapi.json');
    const document: unknown = await (await fetch(`${server.url}/openapi.json`)).json();
    await writeFile(description, JSON.stringify(withKnownNames(document, await namesIn(server))));
    const { code, said } = await schemathesis(description, server.url, folder);
    expect({ code, log: server.written.err }, said).toEqual({ code: 0, log: '' });
  });
});

/** What the installation has after some orders. */
async function namesIn({ api }: RunningServer): Promise<KnownNames> {
  await api.post('/demo/shopify/orders', { count: 3, defects: 0.5 });
  const { items: runs } = await until(
    'three runs',
    () => api.get<{ items: { id: string }[] }>('/runs?env=dev'),
    ({ items }) => items.length >= 3,
  );
  const idsOf = async (address: string, field: 'id' | 'name') =>
    (await api.get<{ items: Record<typeof field, string>[] }>(address)).items.map((item) => item[field]);
  const [flows, connections, lookups, contracts, people] = await Promise.all([
    idsOf('/flows', 'id'),
    idsOf('/connections?env=dev', 'name'),
    idsOf('/lookups?env=dev', 'name'),
    idsOf('/contracts', 'name'),
    idsOf('/people', 'id'),
  ]);
  const [version] = flows;
  const promotion = await api.post<{ id: string }>('/promotions', { to: 'test', items: [{ kind: 'flow', flow: version, version: 1 }] });
  const flow = await api.get<{ flow: { nodes: { id: string }[] } }>(`/flows/${version ?? ''}`);
  return {
    env: ['dev', 'test', 'prod'],
    flows,
    runs: runs.map(({ id }) => id),
    connections,
    lookups,
    contracts,
    people,
    promotions: [promotion.id],
    steps: flow.flow.nodes.map(({ id }) => id),
  };
}

function schemathesis(description: string, url: string, folder: string): Promise<{ code: number | null; said: string }> {
  const words = [
    'run',
    description,
    '--url',
    url,
    '-H',
    `Authorization: Bearer ${adminToken}`,
    '--checks',
    checks.join(','),
    '--phases',
    'coverage,fuzzing',
  ];
  const limits = [
    '--max-time',
    String(seconds),
    '--seed',
    String(seed),
    '--max-redirects',
    '0',
    '--request-timeout',
    '20',
    '--continue-on-failure',
  ];
  const child = spawn(path ?? '', [...words, ...limits, '--exclude-path-regex', leftOut, '--warnings', 'off', '--no-color'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
