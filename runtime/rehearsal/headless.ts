import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flow, SampleMessage } from '@crossdock/flows/document/flow';
import * as registry from '@crossdock/nodes/registry';
import { systemClock } from '../clock/clock.ts';
import type { Connections, OpenConnection } from '../connections/connections.ts';
import type { Transport } from '../engine/calls/http-transport.ts';
import { createEngine } from '../engine/engine.ts';
import type { EndOfWait, EngineResources } from '../engine/engine-resources.ts';
import { silentLog } from '../engine/log.ts';
import type { RunDetail, RunService, StepDetail } from '../engine/run-service.ts';
import type { WholeRun } from '../engine/view/whole-run.ts';
import type { Deployments } from '../lifecycle/deployments.ts';
import type { LookupTables } from '../lookups/lookup-tables.ts';
import { embeddedQueue } from '../queue/embedded-queue.ts';
import { loadBundle } from '../sandbox/bundle.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { fileBlobs } from '../store/file-blobs.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { VariableSource } from '../variables/variable-source.ts';

/** A run that has ended, with what went in and out of its steps. */
export type EndedRun = { readonly detail: RunDetail; readonly steps: ReadonlyMap<string, StepDetail> };

/** The real engine in this process, on a folder that is thrown away. */
export type Headless = {
  /** Resolves when the run has ended; to null when it has not by then. `receivedAt`: the instant that the run goes by, default now. */
  run(flow: Flow, message: SampleMessage, env: string, timeoutMs: number, receivedAt?: string): Promise<EndedRun | null>;
  /** The same message again: the run gets its id and its instant, and shows all that it gave. An id can be given once. */
  runAgain(flow: Flow, run: Pick<WholeRun, 'id' | 'message' | 'receivedAt'>, env: string, timeoutMs: number): Promise<WholeRun | null>;
  close(): Promise<void>;
};

export type HeadlessOptions = {
  readonly connections: (env: string, name: string) => OpenConnection | null;
  /** Default: real HTTP. */
  readonly transport?: Transport;
  /** How the waits of a step end; default: as they end. */
  readonly endOfWait?: EndOfWait;
  /** Default: one of its own. */
  readonly sandbox?: Sandbox | undefined;
  /** What flows look things up in. Default: there are no tables. */
  readonly tables?: LookupTables | undefined;
  /** What expressions read as `vars`. Default: there are none. */
  readonly variables?: VariableSource | undefined;
  /** Default: the canonical ones. */
  readonly contracts?: EngineResources['contracts'];
  /** Default: those of the node library. */
  readonly definitions?: EngineResources['definitions'] | undefined;
};

export async function openHeadless(options: HeadlessOptions): Promise<Headless> {
  const { connections, transport, endOfWait, tables, variables } = options;
  const clock = systemClock;
  const [folder, ownSandbox] = await Promise.all([
    mkdtemp(join(tmpdir(), 'crossdock-')),
    options.sandbox ? undefined : loadBundle().then((bundle) => createProcessSandbox({ bundle, clock })),
  ]);
  const store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  const blobs = fileBlobs(join(folder, 'blobs'));
  const queue = embeddedQueue({ clock });
  const engine = createEngine({
    store,
    blobs,
    queue,
    sandbox: (options.sandbox ?? ownSandbox) as Sandbox,
    clock,
    deployments: draftsOnly(),
    connections: fixed(connections),
    secret: randomBytes(32),
    log: silentLog,
    definitions: options.definitions ?? registry,
    contracts: options.contracts,
    ...(tables && { tables }),
    ...(variables && { variables }),
    ...(transport && { transport }),
    ...(endOfWait && { endOfWait }),
  });
  await engine.start();

  return {
    async run(flow, message, env, timeoutMs, receivedAt) {
      const { runId } = await engine.testRun({ flow: shownInFull(flow), env, message, receivedAt, by: 'rehearsal' });
      const detail = await ended(engine, runId, env, timeoutMs, async () => {
        const found = await engine.get(runId);
        return found && final.includes(found.status) ? found : null;
      });
      if (!detail) return null;
      const steps = await Promise.all(detail.steps.map(async ({ nodeId }) => [nodeId, await engine.step(runId, nodeId)] as const));
      return { detail, steps: new Map(steps.flatMap(([nodeId, step]) => (step ? [[nodeId, step] as const] : []))) };
    },
    async runAgain(flow, { id, message, receivedAt }, env, timeoutMs) {
      const { runId } = await engine.testRun({ flow: shownInFull(flow), env, message, receivedAt, runId: id, by: 'rehearsal' });
      return ended(engine, runId, env, timeoutMs, () => engine.whole(runId));
    },
    async close() {
      await engine.close();
      await ownSandbox?.close();
      await queue.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing is hidden from who holds file and data anyway, and nothing is kept. */
function shownInFull(flow: Flow): Flow {
  return { ...flow, settings: { ...flow.settings, capture: 'all', redact: [] } };
}

const final: readonly RunDetail['status'][] = ['done', 'partial', 'failed', 'cancelled'];
/** Events of runs come in batches; for a case of some milliseconds that is long, so the run is looked at so often. Milliseconds. */
const lookAgain = 5;

/** What `look` finds once the run has ended; null: not by then. */
async function ended<T>(runs: RunService, runId: string, env: string, timeoutMs: number, look: () => Promise<T | null>): Promise<T | null> {
  const until = performance.now() + timeoutMs;
  let wake = () => {};
  const stop = runs.subscribe({ env, run: runId }, () => wake());
  try {
    while (performance.now() < until) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, lookAgain);
      });
      const found = await look();
      if (found) return found;
      await changed;
    }
    return null;
  } finally {
    stop();
  }
}

function fixed(open: HeadlessOptions['connections']): Connections {
  return { open, onChange: () => () => {} };
}

/** Keeps the documents of test runs, and has nothing deployed. */
function draftsOnly(): Deployments {
  const drafts = new Map<string, Flow>();
  return {
    current: () => [],
    version: async () => null,
    async keepDraft(flow, hash) {
      drafts.set(hash, flow);
    },
    draft: async (hash) => drafts.get(hash) ?? null,
    onChange: () => () => {},
  };
}
