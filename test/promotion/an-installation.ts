import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowInput } from '@crossdock/flows/document/flow';
import * as registry from '@crossdock/nodes/registry';
import type { Grant } from '@crossdock/runtime/access/grants';
import { personSchema } from '@crossdock/runtime/access/people/person';
import { localBulletin } from '@crossdock/runtime/bulletin/local-bulletin';
import { type TestClock, testClock } from '@crossdock/runtime/clock/test-clock';
import { policyOf } from '@crossdock/runtime/connections/connection-policy';
import { type Core, openCore } from '@crossdock/runtime/core';
import { soleLease } from '@crossdock/runtime/engine/lease/lease';
import { silentLog } from '@crossdock/runtime/engine/log';
import { testSandbox } from '@crossdock/runtime/engine/test/an-engine';
import type { BundleDeployment, NewPromotion, Policy, Who } from '@crossdock/runtime/promotion/promotion';
import { embeddedQueue } from '@crossdock/runtime/queue/embedded-queue';
import { fileBlobs } from '@crossdock/runtime/store/file-blobs';
import { openSqliteStore } from '@crossdock/runtime/store/sqlite/open-sqlite-store';
import type { Store } from '@crossdock/runtime/store/store';
import { openKeyring } from '@crossdock/runtime/vault/keyring';

/** People of the tests: Ada asks, Ben and Cleo approve, Root is an admin, Vic only looks. */
export const ada = person('Ada', []);
export const ben = person('Ben', ['approver']);
export const cleo = person('Cleo', ['approver']);
export const root = person('Root', ['approver', 'admin']);
export const vic = person('Vic', []);

function person(name: string, roles: readonly Policy['role'][]): Who {
  return {
    id: name.toLowerCase(),
    name,
    has: (role) => roles.includes(role),
    sees: () => true,
    mayDeploy: () => roles.length > 0,
    readsPayloads: () => name !== 'Vic',
  };
}

type Opened = { readonly core: Core; close(): Promise<void> };

/** A server on a store, without HTTP. Two of them on one store hear of each other by the bulletin. */
export type Server = Opened & {
  readonly clock: TestClock;
  readonly store: Store;
  readonly folder: string;
  /** Another server on the same store; `around` puts something between, such as a crash. */
  beside(around?: (store: Store) => Store): Promise<Opened>;
  /** Sends a message into a flow and waits for its run to end. */
  run(env: string, flow: string, body: unknown): Promise<string>;
};

export async function anInstallation(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-promotion-'));
  const clock = testClock();
  const store = await openSqliteStore({ file: join(folder, 'crossdock.db') });
  const bulletin = localBulletin();

  async function open(on: Store): Promise<Opened> {
    const queue = embeddedQueue({ clock });
    const core = await openCore({
      store: on,
      blobs: fileBlobs(join(folder, 'blobs')),
      queue,
      sandbox: await testSandbox(),
      clock,
      log: silentLog,
      keyring: await openKeyring({ store, clock, secret: 'the secret of the tests' }),
      registry,
      contracts: [],
      bulletin,
      lease: soleLease(),
    });
    return {
      core,
      async close() {
        await core.promotions.close();
        await core.rehearsal.close();
        await core.engine.close(0);
        await queue.close();
      },
    };
  }

  for (const { name } of [ada, ben, cleo, root]) await withAccount(store, name);
  const { core, close } = await open(store);
  let isRunning = false;
  const others: Opened[] = [];
  return {
    core,
    clock,
    store,
    folder,
    async beside(around) {
      const other = await open(around?.(store) ?? store);
      others.push(other);
      return other;
    },
    async run(env, flow, body) {
      if (!isRunning) await core.engine.start();
      isRunning = true;
      const live = core.deployments.current().find((one) => one.env === env && one.flow.id === flow);
      if (!live) throw new Error(`${flow} does not run in ${env}`);
      const text = JSON.stringify(body);
      const accepted = await core.engine.accept({
        plan: core.engine.plans.compile(live.flow, live.version, live.hash),
        env,
        text,
        bytes: Buffer.byteLength(text),
        bodyHash: createHash('sha256').update(text).digest('hex'),
        contentType: 'application/json',
        headers: {},
        query: {},
        sender: 'test',
        idempotencyKey: undefined,
      });
      const id = 'runId' in accepted ? accepted.runId : '';
      for (;;) {
        const run = await core.engine.get(id);
        if (run && ['done', 'failed', 'partial'].includes(run.status)) return run.status;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async close() {
      for (const other of others) await other.close().catch(() => {});
      await close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whoever approves, and whoever asks for what happens later, has an account with the role for it. */
async function withAccount(store: Store, name: string): Promise<void> {
  const role = name === 'Root' ? 'admin' : name === 'Ada' ? 'analyst' : 'approver';
  const grants: readonly Grant[] = [{ role, envs: 'all', channels: 'all' }];
  const person = { name, login: name.toLowerCase(), email: null, kind: 'person', state: 'active', grants: JSON.stringify(grants) };
  const never = { password: null, sso: null, ssoKey: null, createdAt: 0, createdBy: 'test', lastSeenAt: null };
  await store.collection(personSchema).insert({ id: name.toLowerCase(), ...person, ...never });
}

/** A flow with a webhook and one step; what else it needs is named. */
export function orders({
  id = 'orders',
  value = '{{ item.sku }}',
  path = id,
  steps = [],
  tests,
}: {
  readonly id?: string;
  readonly value?: string;
  readonly path?: string;
  readonly steps?: NonNullable<FlowInput['nodes']>;
  readonly tests?: FlowInput['tests'];
} = {}): FlowInput {
  const nodes: NonNullable<FlowInput['nodes']> = [
    { id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path } },
    { id: 'map', type: 'transform.set-fields', name: 'Map', config: { fields: [{ name: 'item', value }] } },
    ...steps,
  ];
  return {
    format: 1,
    id,
    name: `Flow ${id}`,
    channel: 'shop',
    nodes,
    edges: nodes.slice(1).map((node, i) => ({ from: { node: nodes[i]?.id ?? '', port: 'out' }, to: { node: node.id, port: 'in' } })),
    tests: tests ?? [
      {
        id: 'one',
        name: 'One order',
        message: { body: { sku: 'GLV-1' } },
        expect: { outputs: { 'map.out': [{ sku: 'GLV-1' }] }, match: { 'map.out': 'subset' } },
      },
    ],
  };
}

/** Publishes a version and lets it run in test. Resolves to its number. */
export async function released(core: Core, flow: FlowInput, envs: readonly string[] = ['test']): Promise<number> {
  const id = flow.id ?? '';
  await core.flows.replace(id, { flow, by: 'Ada' });
  const { number } = await core.flows.publish(id, { note: 'test', by: 'Ada' });
  for (const env of envs) await core.flows.deploy(id, { env, version: number, by: 'Ada' });
  return number;
}

export const items = (rows: readonly (readonly (string | number)[])[]) => ({
  purpose: 'Channel SKU to item',
  columns: [
    { name: 'sku', type: 'text' as const, isKey: true },
    { name: 'item', type: 'text' as const, isKey: false },
  ],
  ignoreCase: false,
  rows,
});

export const connection = {
  system: 'erp',
  address: 'https://erp.example.com',
  auth: { kind: 'none' as const },
  policy: policyOf({}),
};

/** What a request to prod looks like when only its items matter. */
export const toProd = (wanted: NewPromotion['items'], more: Partial<NewPromotion> = {}): NewPromotion => ({
  to: 'prod',
  items: wanted,
  note: '',
  isAutomatic: false,
  ...more,
});

export const flowItem = (flow: string, version: number) => ({ kind: 'flow' as const, flow, version });

export const now: BundleDeployment = { overrides: [] };

/** Resolves when its test cases have been run. */
export async function checked(core: Core, id: string) {
  for (;;) {
    const promotion = await core.promotions.get(id, ada);
    if (!promotion.gates.some(({ state }) => state === 'running')) return promotion;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
