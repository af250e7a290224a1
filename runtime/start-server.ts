import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contracts } from '@crossdock/flows/contracts/contracts';
import * as registry from '@crossdock/nodes/registry';
import { createAccess } from './access/create-access.ts';
import { checkSecret } from './access/installation-key.ts';
import { leaveLocalAccess } from './access/local-access.ts';
import { newSecret } from './access/secrets.ts';
import { createApp } from './api/http/create-app.ts';
import { createEventStreams } from './api/http/event-streams.ts';
import { openFrontDoor } from './api/http/front-door.ts';
import { systemClock } from './clock/clock.ts';
import type { Config } from './config.ts';
import { openCore } from './core.ts';
import { prepareDemo } from './demo/prepare-demo.ts';
import { createIntake } from './intake/intake.ts';
import { namedContracts } from './lifecycle/contract-documents.ts';
import { defaultEnvironments } from './lifecycle/environments.ts';
import { readReferenceFlows } from './lifecycle/reference-flows.ts';
import { createLog } from './observe/create-log.ts';
import { createMetrics } from './observe/metrics.ts';
import { version } from './observe/version.ts';
import { embeddedQueue } from './queue/embedded-queue.ts';
import { loadBundle } from './sandbox/bundle.ts';
import { createProcessSandbox } from './sandbox/process-sandbox.ts';
import { compareAndSetSelfTest } from './store/compare-and-set-self-test.ts';
import { openDataFolder } from './store/data-folder.ts';
import type { Store } from './store/store.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type RunningServer = {
  /** `http://localhost:3000` */
  readonly url: string;
  /** A new one-time sign-in link. */
  signInLink(): Promise<string>;
  /** Takes nothing more, ends what is under way, and closes everything. */
  close(): Promise<void>;
};

type Closer = () => unknown;

/** Starts the whole of Crossdock in this process. Rejects with StartupError when it cannot; nothing stays open then. */
export async function startServer(config: Config): Promise<RunningServer> {
  const closers: Closer[] = [];
  /** In the reverse order of opening; one that fails does not keep the others open. */
  async function close(): Promise<void> {
    for (const closeOne of closers.splice(0).reverse()) {
      try {
        await closeOne();
      } catch (error) {
        process.stderr.write(`While closing: ${String(error)}\n`);
      }
    }
  }
  try {
    return { ...(await open(config, (closer) => closers.push(closer))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens part after part. What is opened later is closed earlier: the demo shop, then the door, then the engine, at last the store. */
async function open(config: Config, onClose: (closer: Closer) => void): Promise<Omit<RunningServer, 'close'>> {
  const bundle = loadBundle();
  // Awaited further down; what fails before that is told first.
  bundle.catch(() => {});
  const clock = systemClock;
  const log = await createLog(config.logLevel);

  const data = openDataFolder({ path: config.dataFolder, secret: config.secret ?? undefined });
  onClose(data.close);
  const { secret } = data;
  const store = await data.openStore();
  onClose(store.close);
  await Promise.all([compareAndSetSelfTest(store), checkSecret(store, secret)]);
  const blobs = data.openBlobs();
  onClose(blobs.close);
  const queue = embeddedQueue({ clock });
  onClose(queue.close);
  const sandbox = createProcessSandbox({ bundle: await bundle, clock, log });
  onClose(sandbox.close);

  const environments = defaultEnvironments;
  const documents = namedContracts(contracts);
  const core = await openCore({ store, blobs, queue, sandbox, clock, log, secret, environments, registry, contracts: documents });
  const { engine, deployments, connections, flows, audit } = core;

  // Taken early, so that nothing has run when it is not free.
  const door = await openFrontDoor({ port: config.port, host: config.host, log });
  onClose(door.close);
  const env = environments[0]?.name ?? 'dev';
  const folder = join(data.folder, 'demo');
  const prepared = config.hasDemo ? await prepareDemo({ folder, env, secret, connections, clock, log }) : null;
  if (prepared) onClose(prepared.close);

  await engine.start();
  onClose(engine.close);
  const intake = createIntake({ engine, deployments, connections, clock, log });
  onClose(intake.close);
  const streams = createEventStreams(clock);
  onClose(door.close);
  onClose(streams.close);
  door.openIntake(intake.handle);

  const referenceFlows = config.hasDemo ? await readReferenceFlows(join(root, 'flows/samples'), log) : [];
  const demo = prepared && (await prepared.begin({ flows, referenceFlows, target: `${door.loopback}/in/${env}/shopify/orders` }));
  if (demo) onClose(demo.close);

  const localToken = newSecret();
  const access = createAccess({ store, clock, apiToken: config.token, localToken });
  const app = createApp({
    services: {
      version,
      environments,
      access,
      audit,
      flows,
      referenceFlows,
      runs: engine,
      connections,
      nodeTypes: core.knowledge.descriptors,
      contracts: documents,
      demo,
    },
    streams,
    log,
    health: async () => ({ status: (await isWritable(store)) ? 'ok' : 'degraded', store: store.kind, queue: queue.kind, version }),
    metrics: createMetrics({ engine, sandbox, store, streams: streams.count }),
    hostNames: config.hostNames,
    designerFolder: join(root, 'designer/dist'),
  });
  onClose(leaveLocalAccess(data.folder, { url: door.loopback, token: localToken }));
  door.openApi((request, response) => void app(request, response));

  return { url: door.url, signInLink: async () => `${door.url}/sign-in?token=${await access.invite('Admin')}` };
}

async function isWritable(store: Store): Promise<boolean> {
  try {
    await store.flush();
    return true;
  } catch {
    return false;
  }
}
