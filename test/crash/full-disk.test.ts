import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { apiClient } from '../support/api-client.ts';
import { freePort } from '../support/free-port.ts';
import { adminToken } from '../support/installation.ts';
import { startLedgerSystem } from '../support/ledger-system.ts';
import { connectLedger, deployFlow, orderedFlow } from '../support/ordered-flow.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { until } from '../support/until.ts';

const own = ['-rm', 'sh', '-c'];
const canMount = spawnSync('unshare', [...own, 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;
if (!canMount) process.stderr.write('\nSKIPPED: the full disk, because this machine lets nobody mount a small one (unshare -rm)\n\n');

test.skipIf(!canMount)(
  'a full disk is told in words; nothing is acknowledged then, and what was acknowledged ends when there is room again',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crossdock-full-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const ledger = await startLedgerSystem();
    onTestFinished(ledger.close);
    const port = await freePort();
    const script = `mount -t tmpfs -o size=40m tmpfs "${folder}" && head -c 24000000 /dev/zero > "${folder}/ballast" && exec "$NODE" runtime/server.ts`;
    const server = spawn('unshare', [...own, script], {
      cwd: join(import.meta.dirname, '../..'),
      env: {
        PATH: process.env.PATH,
        NODE: process.execPath,
        PORT: String(port),
        CROSSDOCK_DATA: join(folder, 'data'),
        CROSSDOCK_TOKEN: adminToken,
        CROSSDOCK_DEMO: '0',
        CROSSDOCK_EGRESS: 'private',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void server.kill('SIGKILL'));
    let out = '';
    server.stdout.on('data', (text: Buffer) => {
      out += text.toString();
    });
    await until(
      'the server to be ready',
      () => out,
      (text) => text.includes('Crossdock ready'),
    );
    const api = apiClient(`http://localhost:${port}`, adminToken);
    await connectLedger(api, ledger.url);
    await deployFlow(api, orderedFlow('entries', { capture: 'all' }));

    const acknowledged: string[] = [];
    const send = async (sequence: number) => {
      const answer = await fetch(`http://localhost:${port}/in/dev/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `key-${sequence}` },
        body: JSON.stringify({ group: `g${sequence % 4}`, sequence, padding: 'x'.repeat(60_000) }),
      });
      const json = (await answer.json()) as { runId?: string; code?: string; message?: string };
      if (json.runId !== undefined) acknowledged.push(json.runId);
      return { status: answer.status, ...json };
    };
    let refused: Awaited<ReturnType<typeof send>> | undefined;
    let sequence = 0;
    while (!refused && sequence < 2000) {
      const answer = await send(++sequence);
      if (answer.status !== 202) refused = answer;
    }
    expect([503, 507]).toContain(refused?.status);
    expect(refused?.message).toMatch(/Nothing was stored|was not accepted/);
    expect(server.exitCode).toBeNull();
    expect(acknowledged.length).toBeGreaterThan(5);

    await rm(`/proc/${server.pid}/root${folder}/ballast`);
    const again = await until(
      'room again',
      () => send(sequence),
      ({ status }) => status === 202,
    );
    expect(again.runId).toBeDefined();
    const runs = await until(
      'all to end',
      () => allRuns(api),
      (all) => all.length >= acknowledged.length && all.every(isFinal),
    );
    expect(statuses(runs)).toEqual({ done: runs.length });
    expect(new Set(runs.map((run) => run.id))).toEqual(new Set(acknowledged));
    expect(ledger.effects()).toHaveLength(acknowledged.length);
  },
  120_000,
);
