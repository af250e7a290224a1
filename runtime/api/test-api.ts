import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess } from '../access/create-access.ts';
import { createRecordView } from '../audit/record-view.ts';
import { testClock } from '../clock/test-clock.ts';
import { openCore } from '../core.ts';
import { createEgress } from '../egress/egress.ts';
import { type EgressRules, openEgress } from '../egress/egress-rules.ts';
import { silentLog } from '../engine/log.ts';
import { testRegistry } from '../lifecycle/test-nodes.ts';
import { createPresence } from '../presence/presence.ts';
import { embeddedQueue } from '../queue/embedded-queue.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import { fileBlobs } from '../store/file-blobs.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createVault } from '../vault/envelope.ts';
import { createSecretsKeeper } from '../vault/keep-secrets.ts';
import { openKeyring } from '../vault/keyring.ts';
import { createApp } from './http/create-app.ts';
import { createEventStreams } from './http/event-streams.ts';
import { openFrontDoor } from './http/front-door.ts';
import type { Services } from './services.ts';

export const apiToken = 'token-of-the-tests';

/** The parts of an answer that tests look at. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown; readonly text: string };

/** The real API over real HTTP on a real SQLite file, with two small node types and a clock that stands still. */
export async function openTestApi(
  folder = mkdtempSync(join(tmpdir(), 'crossdock-api-')),
  clock = testClock(),
  egress: EgressRules = { ...openEgress, isPrivate: true },
) {
  const store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  const blobs = fileBlobs(join(folder, 'blobs'));
  const queue = embeddedQueue({ clock });
  // No test here runs a flow, so the sandbox never starts and needs no bundle.
  const sandbox = createProcessSandbox({ bundle: '', clock });
  const keyring = await openKeyring({ store, clock, secret: 'the secret of the tests' });
  const core = await openCore({
    store,
    blobs,
    queue,
    sandbox,
    clock,
    log: silentLog,
    egress: createEgress(egress),
    keyring,
    registry: testRegistry,
    contracts: [],
  });
  await core.engine.start();
  const presence = createPresence({ clock });
  const access = createAccess({
    store,
    clock,
    audit: core.audit,
    environments: core.environments,
    vault: createVault(keyring.forVault),
    apiToken,
    egress: createEgress(egress),
    // What passwords cost is tested where they are hashed.
    passwordStrength: { ln: 10, r: 8, p: 1 },
  });
  const streams = createEventStreams(clock);
  const door = await openFrontDoor({ port: 0, host: '127.0.0.1', log: silentLog });
  const services: Services = {
    version: '0.0.0',
    environments: core.environments,
    deployments: core.deployments,
    workers: core.workers,
    board: core.board,
    access,
    audit: core.audit,
    recordView: createRecordView({ audit: core.audit, clock }),
    flows: core.flows,
    referenceFlows: [],
    presence,
    runs: core.engine,
    promotions: core.promotions,
    files: core.files,
    pins: core.pins,
    rehearsal: core.rehearsal,
    waits: core.engine.waits,
    secrets: createSecretsKeeper({
      keyring,
      clock,
      audit: core.audit,
      kept: core.kept,
      secret: 'the secret of the tests',
      keyFile: null,
      isAlone: true,
    }),
    connectionCare: core.connectionCare,
    connecting: core.connecting,
    tokens: core.tokens,
    connections: core.connections,
    lookups: core.lookups,
    variables: core.variables,
    catchUp: core.catchUp,
    traffic: core.engine.traffic,
    nodeTypes: core.knowledge.descriptors,
    contracts: core.contracts,
    demo: null,
  };
  const state = { status: 'ok', store: 'sqlite', queue: 'embedded', version: 'test' } as const;
  const health = { live: async () => state, ready: async () => state };
  const app = createApp({
    services,
    streams,
    log: silentLog,
    health,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    hostNames: ['crossdock.example.com'],
    designerFolder: join(folder, 'designer'),
  });
  door.openApi((request, response) => void app(request, response));

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${door.loopback}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiToken}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : text };
  }

  return {
    url: door.loopback,
    folder,
    clock,
    store,
    core,
    services,
    streams,
    call,
    async close({ keepFolder = false } = {}) {
      presence.close();
      streams.close();
      await door.close();
      await core.promotions.close();
      await core.engine.close();
      await sandbox.close();
      await queue.close();
      await store.close();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>;
