import { createHash } from 'node:crypto';
import type { Flow } from '@crossdock/flows/document/flow';
import { definitionOf, upgradeConfig } from '@crossdock/nodes/registry';
import { policyOf } from '@crossdock/runtime/connections/connection-policy';
import type { Accepted } from '@crossdock/runtime/engine/accept/accept';
import { createEngine, type Engine } from '@crossdock/runtime/engine/engine';
import type { Lease } from '@crossdock/runtime/engine/lease/lease';
import { silentLog } from '@crossdock/runtime/engine/log';
import type { Plan } from '@crossdock/runtime/engine/plan/plan';
import type { RunDocument } from '@crossdock/runtime/engine/run/run-document';
import { isFinal } from '@crossdock/runtime/engine/run/statuses';
import type { QueuedRun, RunQueue } from '@crossdock/runtime/queue/run-queue';
import type { Sandbox } from '@crossdock/runtime/sandbox/sandbox';
import type { Blobs } from '@crossdock/runtime/store/blobs';
import type { Store } from '@crossdock/runtime/store/store';
import { type Process, startOfModels } from '../process.ts';
import type { State } from '../state.ts';

type Setting = {
  readonly flow: Flow;
  /** Flows that it calls. */
  readonly called?: readonly Flow[] | undefined;
  readonly sandbox: Sandbox;
  /** Whether it executes runs, or only takes messages in. */
  readonly isWorking: boolean;
  /** Whether it executes runs that others accepted. */
  readonly isConsuming: boolean;
  readonly edit?: ((store: Store) => Store) | undefined;
  /** Shared by the processes of one schedule; default: none. */
  readonly blobs?: Blobs | undefined;
  readonly chunkBytes?: number | undefined;
};

type EngineProcess = {
  readonly engine: Engine;
  /** Sends a message to this process; resolves to the run that answers for it. */
  send(body: object): Promise<string>;
  /** Sends a file, as a whole before the schedule begins. */
  sendFile(text: string): Promise<string>;
};

/** The whole engine, as it is, in a process of the model: its store, queue, clock and other side are the model's. */
export async function engineProcess(
  process: Process,
  { flow, called = [], sandbox, isWorking, isConsuming, edit = (store) => store, blobs = memoryBlobs(), chunkBytes }: Setting,
): Promise<EngineProcess> {
  const hash = hashOf(flow);
  const flows = [flow, ...called];
  const engine = createEngine({
    store: edit(process.store),
    queue: modelQueue(process, isConsuming),
    blobs,
    chunkBytes,
    sandbox,
    clock: process.clock,
    deployments: {
      current: () => flows.map((one) => ({ env: 'dev', flow: one, version: 1, hash: hashOf(one) })),
      async version(id) {
        const found = flows.find((one) => one.id === id);
        return found ? { flow: found, hash: hashOf(found) } : null;
      },
      keepDraft: async () => undefined,
      draft: async () => null,
      onChange: () => () => undefined,
    },
    connections: {
      open: (env, name) => ({
        env,
        name,
        system: 'http',
        address: 'http://erp',
        auth: { kind: 'none' },
        policy: policyOf({ breaker: null }),
      }),
      onChange: () => () => undefined,
    },
    secret: Buffer.alloc(32, 7),
    log: silentLog,
    lease: leaseOf(process),
    serves: { isWorking, envs: [], lanes: [], concurrency: 4 },
    hasTriggers: false,
    transport: otherSide(process),
    definitions: { definitionOf, upgradeConfig },
  });
  await process.prepare(() => engine.start());
  return {
    engine,
    async send(body) {
      const text = JSON.stringify(body);
      const accepted = await engine.accept({
        plan: planOf(engine, flow, hash),
        env: 'dev',
        text,
        bytes: text.length,
        bodyHash: createHash('sha256').update(text).digest('hex'),
        contentType: 'application/json',
        headers: {},
        query: {},
        sender: 'shop',
      });
      return runOf(accepted);
    },
    async sendFile(text) {
      const message = { contentType: 'text/csv', headers: {}, query: {}, sender: 'warehouse' };
      const source = async function* () {
        yield Buffer.from(text);
      };
      return process.prepare(async () =>
        runOf(await engine.acceptStream({ plan: planOf(engine, flow, hash), env: 'dev', source: source(), ...message })),
      );
    },
  };
}

function runOf(accepted: Accepted): string {
  if (!('runId' in accepted)) throw new Error(`the message was answered "${accepted.kind}"`);
  return accepted.runId;
}

const hashes = new Map<Flow, string>();
function hashOf(flow: Flow): string {
  const hash = hashes.get(flow) ?? createHash('sha256').update(JSON.stringify(flow)).digest('hex');
  hashes.set(flow, hash);
  return hash;
}

const plans = new Map<string, Plan>();
/** Compiled once for all schedules. */
function planOf(engine: Engine, flow: Flow, hash: string): Plan {
  const plan = plans.get(hash) ?? engine.plans.compile(flow, 1, hash);
  plans.set(hash, plan);
  return plan;
}

/**
 * The other side: keeps what it received by key, as vendors do, in what order and how often. What is read from it is different each time, so that whoever forgets
 * what was read is found out.
 */
function otherSide(process: Process) {
  type Request = { readonly method: string; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };
  const read = (state: State) => {
    const count = Number(state.get(reads, 'count')?.count ?? 0) + 1;
    state.set(reads, 'count', Object.freeze({ id: 'count', count }));
    return { status: 200, headers: {}, body: JSON.stringify({ stock: count }) };
  };
  const effect = (state: State, { body = '', headers = {} }: Request) => {
    const all = state.all(received);
    const key = new Headers(headers).get('idempotency-key') ?? `without key ${all.length}`;
    const before = state.get(received, key) as Received | undefined;
    const bodies = [...new Set([...(before?.bodies ?? []), body])];
    state.set(received, key, Object.freeze({ id: key, bodies, place: before?.place ?? all.length, times: (before?.times ?? 0) + 1 }));
    return { status: before ? 200 : 201, headers: {}, body: '{"ok":true}' };
  };
  return {
    http: () => ({
      send: (request: Request) =>
        request.method === 'GET'
          ? process.act('reads from the other side', read)
          : process.act(`sends ${request.body}`, (state) => effect(state, request)),
    }),
    close: async () => undefined,
  };
}

/** What the other side received under one key. */
export type Received = {
  readonly id: string;
  readonly bodies: readonly string[];
  /** How many keys came before it. */
  readonly place: number;
  readonly times: number;
};
const reads = '(reads)';
/** Documents of what the other side received: `id` is the key. */
export const received = '(received)';

/** What is due later than this becomes due when nothing else happens any more. */
const soon = startOfModels + 12_000;

/** Hands out what is due in the store, as a queue does that its feeder keeps full. */
function modelQueue(process: Process, isConsuming: boolean): RunQueue {
  const none = async () => undefined;
  return {
    kind: 'bullmq',
    put: none,
    putMany: none,
    consume(lane, _concurrency, handle) {
      const consume = async (isLater: boolean) => {
        const next = (state: State) =>
          (state.all('runs') as unknown as readonly RunDocument[])
            .filter((run) => isDueIn(run, lane) && Number(run.dueAt) > soon === isLater)
            .sort((a, b) => Number(a.dueAt) - Number(b.dueAt))[0];
        for (;;) {
          const job = await process.act(
            'takes a job',
            (state): QueuedRun => {
              const run = next(state) as RunDocument;
              return { runId: run.id, lane, dispatch: run.dispatch };
            },
            (state) => next(state) !== undefined,
            isLater,
          );
          await handle(job);
        }
      };
      if (isConsuming) void Promise.all([consume(false), consume(true)]);
      return { close: none };
    },
    depth: async () => 0,
    pause: none,
    resume: none,
    close: none,
  };
}

const isDueIn = (run: RunDocument, lane: string) =>
  run.owner === null && run.dueAt !== null && !isFinal(run.status) && `${run.env}/${run.lane}` === lane;

function leaseOf(process: Process): Lease {
  return {
    workerId: process.name,
    leaseMs: 15_000,
    isHeld: () => true,
    remainingMs: () => Number.POSITIVE_INFINITY,
    lost: new AbortController().signal,
    start: async () => undefined,
    close: async () => undefined,
  };
}

/** Bodies of one schedule. They are written before it begins, or never read by another process than their own, so they are no steps. */
export function memoryBlobs(): Blobs {
  const bodies = new Map<string, Buffer>();
  return {
    async put(id, bytes) {
      const parts: Uint8Array[] = [];
      if (bytes instanceof Uint8Array) parts.push(bytes);
      else for await (const part of bytes) parts.push(part);
      const body = Buffer.concat(parts);
      bodies.set(id, body);
      return { bytes: body.length };
    },
    get: async (id) => bodies.get(id) ?? null,
    async *stream(id, from = 0) {
      const body = bodies.get(id);
      if (body) yield body.subarray(from);
    },
    async remove(prefix) {
      for (const id of [...bodies.keys()]) if (id.startsWith(prefix)) bodies.delete(id);
    },
    close: async () => undefined,
  };
}
