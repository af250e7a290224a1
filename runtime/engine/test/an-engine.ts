import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flow } from '@crossdock/flows/document/flow';
import { definitionOf, upgradeConfig } from '@crossdock/nodes/registry';
import { createAudit } from '../../audit/create-audit.ts';
import type { Bulletin } from '../../bulletin/bulletin.ts';
import { type TestClock, testClock } from '../../clock/test-clock.ts';
import { policyOf } from '../../connections/connection-policy.ts';
import type { OpenConnection } from '../../connections/connections.ts';
import { defaultEnvironments, type Environment } from '../../environments/environment.ts';
import type { Deployments, Pause } from '../../lifecycle/deployments.ts';
import { openLookupBook } from '../../lookups/create-lookup-book.ts';
import type { LookupBook } from '../../lookups/lookup-book.ts';
import { createLookupTables } from '../../lookups/lookup-tables.ts';
import { embeddedQueue } from '../../queue/embedded-queue.ts';
import { loadBundle } from '../../sandbox/bundle.ts';
import { createProcessSandbox } from '../../sandbox/process-sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { fileBlobs } from '../../store/file-blobs.ts';
import { openSqliteStore } from '../../store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../store/store.ts';
import { openVariableBook } from '../../variables/open-variable-book.ts';
import type { VariableBook } from '../../variables/variable-book.ts';
import type { Accepted, Arriving } from '../accept/accept.ts';
import { createEngine, type Engine } from '../engine.ts';
import { sharedLease } from '../lease/lease.ts';
import { silentLog } from '../log.ts';
import type { RunDetail } from '../run-service.ts';

export type TestEngine = {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly folder: string;
  readonly store: Store;
  readonly lookups: LookupBook | null;
  readonly variables: VariableBook;
  send(body: unknown, more?: Partial<Arriving>): Promise<Accepted>;
  /** Resolves with the run when it has this status. */
  when(runId: string, ...statuses: RunDetail['status'][]): Promise<RunDetail>;
  /** Holds the flow, or with null lets it go on. */
  pause(pause: (Pick<Pause, 'mode'> & Partial<Pause>) | null): void;
  /** Stops as a process that is killed would: nothing more is written. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

type Setting = {
  readonly flow: Flow;
  /** Deployed beside it. */
  readonly others?: readonly Flow[];
  /** Deployed as version 2; messages of the test go to version 1. */
  readonly later?: Flow;
  readonly address: string;
  /** The folder of an engine before, to go on where it was. */
  readonly folder?: string;
  readonly clock?: TestClock;
  /** Puts something around the store, such as a crash after the k-th write. */
  readonly around?: (store: Store) => Store;
  readonly sandbox?: Sandbox;
  readonly timeoutSeconds?: number;
  readonly chunkBytes?: number;
  /** Of the connection; what is not named has its default. */
  readonly policy?: Parameters<typeof policyOf>[0];
  readonly auth?: OpenConnection['auth'];
  /** Of `dev`. */
  readonly limits?: Partial<Environment['limits']>;
  readonly retention?: Environment['retention'];
  readonly lanes?: Environment['lanes'];
  /** Told when the limits of the environment change. */
  readonly environmentChanges?: Set<() => void>;
  readonly pause?: Pause | null;
  /** What it shares with other processes; it holds its runs by a lease then. */
  /** Whether it has tables to look things up in. */
  readonly hasLookups?: boolean;
  readonly beside?: { readonly store: Store; readonly bulletin: Bulletin };
};

let shared: Promise<Sandbox> | undefined;
/** One sandbox for all engines of a test file; programs do not disturb each other. */
export function testSandbox(): Promise<Sandbox> {
  shared ??= loadBundle().then((bundle) => createProcessSandbox({ bundle }));
  return shared;
}

/** Tests that are not about it are not held back by a breaker or a retry budget. */
const unlimited = { concurrency: 16, breaker: null, retryBudget: { ratio: 1, minPerMinute: 10_000 } };

const servesAllOf = { envs: ['dev'], lanes: [], kind: 'worker', version: '0.0.0' } as const;

/** The engine on a real store, queue, sandbox and HTTP, with a clock that the test moves. */
export async function anEngine(setting: Setting): Promise<TestEngine> {
  const folder = setting.folder ?? mkdtempSync(join(tmpdir(), 'crossdock-engine-'));
  const clock = setting.clock ?? testClock();
  const { beside } = setting;
  const opened = beside?.store ?? (await openSqliteStore({ file: join(folder, 'crossdock.db') }));
  const store = setting.around?.(opened) ?? opened;
  const sandbox = setting.sandbox ?? (await testSandbox());
  const { flow } = setting;
  const hashOf = (of: Flow) => createHash('sha256').update(JSON.stringify(of)).digest('hex');
  const hash = hashOf(flow);
  const flows = [flow, ...(setting.others ?? [])];
  const drafts = new Map<string, Flow>();
  let pause = setting.pause ?? null;
  const listeners = new Set<() => void>();
  const deployments: Deployments = {
    current: () =>
      flows.map((one) => {
        const held = one === flow ? { pause } : {};
        return one === flow && setting.later
          ? { env: 'dev', flow: setting.later, version: 2, hash: hashOf(setting.later), ...held }
          : { env: 'dev', flow: one, version: 1, hash: hashOf(one), ...held };
      }),
    async version(id, version) {
      if (version === 2 && setting.later?.id === id) return { flow: setting.later, hash: hashOf(setting.later) };
      const found = version === 1 ? flows.find((one) => one.id === id) : undefined;
      return found ? { flow: found, hash: hashOf(found) } : null;
    },
    keepDraft: async (draft, draftHash) => void drafts.set(draftHash, draft),
    draft: async (draftHash) => drafts.get(draftHash) ?? null,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const dev = {
    ...(defaultEnvironments[0] as Environment),
    limits: { backlog: null, concurrency: null, ...setting.limits },
    ...(setting.retention && { retention: setting.retention }),
    ...(setting.lanes && { lanes: setting.lanes }),
  };
  const environments = {
    list: () => [dev],
    removed: () => [],
    get: (name: string) => (name === 'dev' ? dev : null),
    onChange: (listener: () => void) => {
      setting.environmentChanges?.add(listener);
      return () => setting.environmentChanges?.delete(listener);
    },
  };
  const connections = {
    open: (env: string, name: string) => ({
      env,
      name,
      system: 'http',
      address: setting.address,
      auth: setting.auth ?? { kind: 'none' as const },
      policy: policyOf({ ...unlimited, network: 'private', timeoutSeconds: setting.timeoutSeconds ?? 30, ...setting.policy }),
    }),
    onChange: () => () => {},
  };
  const lookups = setting.hasLookups
    ? await openLookupBook({ store, clock, audit: createAudit({ store, clock, key: Buffer.alloc(32, 7) }) })
    : null;
  const variables = await openVariableBook({ store, clock, audit: createAudit({ store, clock, key: Buffer.alloc(32, 7) }) });
  const engine = createEngine({
    store,
    variables,
    ...(lookups && { tables: createLookupTables(lookups) }),
    queue: embeddedQueue({ clock }),
    blobs: fileBlobs(join(folder, 'blobs')),
    sandbox,
    clock,
    deployments,
    environments,
    connections,
    secret: Buffer.alloc(32, 7),
    log: silentLog,
    chunkBytes: setting.chunkBytes,
    definitions: { definitionOf, upgradeConfig },
    ...(beside && { bulletin: beside.bulletin, lease: sharedLease({ store, clock, log: silentLog, serves: servesAllOf }) }),
  });
  const ready = engine.start().catch(() => 0);
  await ready;

  return {
    engine,
    clock,
    folder,
    store,
    lookups,
    variables,
    send(body, more = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const plan = engine.plans.compile(flow, 1, hash);
      return engine.accept({
        plan,
        env: 'dev',
        text,
        bytes: Buffer.byteLength(text),
        bodyHash: createHash('sha256').update(text).digest('hex'),
        contentType: 'application/json',
        headers: {},
        query: {},
        sender: 'test',
        idempotencyKey: undefined,
        ...more,
      });
    },
    async when(runId, ...statuses) {
      for (;;) {
        const run = await engine.get(runId);
        if (run && statuses.includes(run.status)) return run;
        // Real input and output is under way: gives it a turn of the event loop.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    pause(next) {
      pause = next && { why: 'Tests', by: 'Ada', since: clock.now(), until: null, ...next };
      for (const listener of listeners) listener();
    },
    async kill() {
      await opened.close();
    },
    async close() {
      await engine.close(0);
      if (!beside) await opened.close();
      if (setting.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

export const unique = (): string => randomUUID();
