import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contracts } from '@crossdock/flows/contracts/contracts';
import * as registry from '@crossdock/nodes/registry';
import { createAccess } from './access/create-access.ts';
import { leaveLocalAccess } from './access/local-access.ts';
import { newSecret } from './access/secrets.ts';
import { createApp } from './api/http/create-app.ts';
import { createEventStreams } from './api/http/event-streams.ts';
import { openFrontDoor } from './api/http/front-door.ts';
import { keepAudit } from './audit/keep-audit.ts';
import { createRecordView } from './audit/record-view.ts';
import { embeddedBacking, sharedBacking } from './backing.ts';
import { createChunkSandbox } from './chunk-sandbox.ts';
import { systemClock } from './clock/clock.ts';
import type { Config } from './config.ts';
import { expiring, logExpiring } from './connections/expiring.ts';
import { openCore } from './core.ts';
import { prepareDemo } from './demo/prepare-demo.ts';
import { seedLookups } from './demo/seed-lookups.ts';
import { createEgress } from './egress/egress.ts';
import { servesAll } from './engine/dispatch/dispatcher.ts';
import { createUpkeep } from './engine/upkeep.ts';
import { firstOf } from './environments/first-of.ts';
import { watchFiles } from './intake/files/watch-files.ts';
import { createIntake } from './intake/intake.ts';
import { readReferenceFlows } from './lifecycle/reference-flows.ts';
import { createLog } from './observe/create-log.ts';
import { createHealth } from './observe/health.ts';
import { createMetrics } from './observe/metrics.ts';
import { version } from './observe/version.ts';
import { type OnClose, openInOrder } from './open-in-order.ts';
import { createPresence } from './presence/presence.ts';
import { loadBundle } from './sandbox/bundle.ts';
import { createProcessSandbox } from './sandbox/process-sandbox.ts';
import { openDataFolder } from './store/data-folder.ts';
import { StartupError } from './store/startup-error.ts';
import { createVault } from './vault/envelope.ts';
import { createSecretsKeeper } from './vault/keep-secrets.ts';
import { secretSources } from './vault/secret-sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type RunningServer = {
  /** `http://localhost:3000` */
  readonly url: string;
  /** A new one-time sign-in link. */
  signInLink(): Promise<string>;
  /** Takes nothing more, ends what is under way, and closes everything. */
  close(): Promise<void>;
};

/** What a server does beside answering. */
export type ServerOptions = {
  /** Whether it executes runs itself; if not, workers do. */
  readonly isWorking: boolean;
};

/**
 * Starts the whole of Crossdock in this process: part after part, and what is opened later is closed earlier: the demo shop, then the door, then the engine, at last
 * the store. Rejects with StartupError when it cannot; nothing stays open then.
 */
export function startServer(config: Config, options: ServerOptions = { isWorking: true }): Promise<RunningServer> {
  return openInOrder((onClose) => open(config, options, onClose));
}

async function open(config: Config, { isWorking }: ServerOptions, onClose: OnClose): Promise<Omit<RunningServer, 'close'>> {
  const { mongodbUrl } = config;
  if (!isWorking && mongodbUrl === null)
    throw new StartupError('--intake-only needs MONGODB_URL: with SQLite no other process could execute the runs');
  const bundle = loadBundle();
  // Awaited further down; what fails before that is told first.
  bundle.catch(() => {});
  const clock = systemClock;
  const log = await createLog(config.logLevel);

  const data = openDataFolder({ path: config.dataFolder, secret: config.secret ?? undefined });
  onClose(data.close);
  const { secret } = data;
  const given = {
    config,
    clock,
    log,
    secret,
    keyFile: data.keyFile,
    serves: { envs: [], lanes: [], kind: isWorking ? ('server' as const) : ('intake' as const) },
  };
  const backing =
    mongodbUrl === null ? await embeddedBacking(given, data, onClose) : await sharedBacking({ ...given, mongodbUrl }, onClose);
  const { store, queue } = backing;
  const sandbox = createProcessSandbox({ bundle: await bundle, clock, log });
  onClose(sandbox.close);
  const chunkSandbox = createChunkSandbox({ bundle: await bundle, clock, log });
  onClose(chunkSandbox.close);

  const serves = { ...servesAll, isWorking };
  const core = await openCore({
    ...backing,
    sandbox,
    chunkSandbox,
    clock,
    log,
    egress: createEgress(config.egress),
    secretSources: secretSources({ variables: process.env, folder: config.secretFiles }),
    registry,
    contracts,
    serves,
  });
  const { engine, deployments, environments, connections, lookups, flows, audit } = core;

  // Taken early, so that nothing has run when it is not free.
  const door = await openFrontDoor({ port: config.port, host: config.host, log });
  onClose(door.close);
  const env = firstOf(environments).name;
  const folder = join(data.folder, 'demo');
  const envs = [env, ...environments.list().flatMap(({ name }) => (name === env ? [] : [name]))];
  const demoConnections = { book: connections, audit, envs };
  const prepared = config.hasDemo
    ? await prepareDemo({ folder, secret: backing.keyring.first, connections: demoConnections, clock, log })
    : null;
  if (prepared) onClose(prepared.close);

  onClose(core.rehearsal.close);
  onClose(core.follow());
  for (const env of await core.files.recover())
    log.warn({ env }, 'files were being applied when a server died; what it had changed was brought back');
  onClose(core.keepTime());
  await engine.start();
  onClose(core.promotions.close);
  core.promotions.start();
  onClose(() => engine.close(config.drainMs));
  const intake = createIntake({ engine, deployments, connections, clock, log, messageLimit: config.messageLimit });
  onClose(intake.close);
  const files = watchFiles({ engine, deployments, clock, log, root: config.filesFolder, limit: config.messageLimit });
  onClose(files.close);
  const auditUpkeep = keepAudit({ audit, clock, log, days: config.auditDays });
  onClose(auditUpkeep.close);
  const streams = createEventStreams(clock);
  onClose(door.close);
  onClose(streams.close);
  door.openIntake(intake.handle);

  const referenceFlows = config.hasDemo ? await readReferenceFlows(join(root, 'flows/samples'), log) : [];
  if (prepared) await seedLookups({ folder: join(root, 'flows/samples/lookups'), envs, lookups, audit });
  const demo = prepared && (await prepared.begin({ flows, referenceFlows, target: `${door.loopback}/in/${env}/shopify/orders` }));
  if (demo) onClose(demo.close);

  const expiries = () =>
    expiring(
      connections,
      core.environments.list().map(({ name }) => name),
    );
  const secrets = createSecretsKeeper({
    keyring: backing.keyring,
    clock,
    audit,
    kept: core.kept,
    secret,
    keyFile: data.keyFile,
    isAlone: backing.lease === undefined,
  });
  const upkeep = createUpkeep({
    clock,
    log,
    tasks: [
      { name: 'secrets', everyMs: 15_000, run: secrets.renew },
      { name: 'expiring secrets', everyMs: 24 * 3_600_000, run: async () => logExpiring(expiries(), clock.now(), log) },
    ],
  });
  upkeep.start();
  logExpiring(expiries(), clock.now(), log);
  onClose(upkeep.close);
  const presence = createPresence({ clock, bulletin: backing.bulletin });
  onClose(presence.close);
  const health = createHealth({ store, queue });
  const localToken = newSecret();
  const access = createAccess({
    store,
    clock,
    audit,
    environments,
    vault: createVault(backing.keyring.forVault),
    apiToken: config.token,
    localToken,
    limits: config.access.limits,
    oidc: config.access.oidc,
    egress: createEgress(config.egress),
    bulletin: backing.bulletin,
  });
  const app = createApp({
    services: {
      version,
      environments,
      deployments,
      workers: core.workers,
      board: core.board,
      access,
      audit,
      recordView: createRecordView({ audit, clock }),
      flows,
      referenceFlows,
      presence,
      runs: engine,
      promotions: core.promotions,
      files: core.files,
      pins: core.pins,
      rehearsal: core.rehearsal,
      waits: engine.waits,
      secrets,
      connectionCare: core.connectionCare,
      connecting: core.connecting,
      tokens: core.tokens,
      connections,
      lookups,
      variables: core.variables,
      catchUp: core.catchUp,
      traffic: engine.traffic,
      nodeTypes: core.knowledge.descriptors,
      contracts: core.contracts,
      demo,
    },
    streams,
    log,
    health,
    metrics: createMetrics({ engine, sandbox, store, streams: streams.count, expiries }),
    hostNames: config.hostNames,
    proxies: config.access.proxies ?? undefined,
    designerFolder: join(root, 'designer/dist'),
  });
  onClose(leaveLocalAccess(data.folder, { url: door.loopback, token: localToken }));
  door.openApi((request, response) => void app(request, response));
  onClose(health.stopping);

  return { url: door.url, signInLink: async () => `${door.url}/sign-in?token=${await access.invite('Admin')}` };
}
