import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { contracts } from '@crossdock/flows/contracts/contracts';
import * as registry from '@crossdock/nodes/registry';
import { sharedBacking } from './backing.ts';
import { createChunkSandbox } from './chunk-sandbox.ts';
import { systemClock } from './clock/clock.ts';
import type { Config } from './config.ts';
import { openCore } from './core.ts';
import { createEgress } from './egress/egress.ts';
import { createLog } from './observe/create-log.ts';
import { createHealth, type Health } from './observe/health.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { openInOrder } from './open-in-order.ts';
import { loadBundle } from './sandbox/bundle.ts';
import { createProcessSandbox } from './sandbox/process-sandbox.ts';
import { type KeyFile, keyFileOf } from './store/data-folder.ts';
import { StartupError } from './store/startup-error.ts';
import { secretSources } from './vault/secret-sources.ts';
import type { WorkerOptions } from './worker.ts';

export type RunningWorker = {
  /** In words: `environment prod, lanes amazon, shopify`. */
  readonly serves: string;
  /** Where it answers /healthz, /readyz and /metrics; null when it listens nowhere. */
  readonly url: string | null;
  close(): Promise<void>;
};

/** Starts a worker in this process. Rejects with StartupError when it cannot; nothing stays open then. */
export function startWorker(config: Config, options: WorkerOptions, port: number | null): Promise<RunningWorker> {
  return openInOrder(async (onClose) => {
    const { mongodbUrl } = config;
    if (mongodbUrl === null)
      throw new StartupError('MONGODB_URL is not set: a worker shares the store of its servers, and SQLite belongs to one process alone');
    const clock = systemClock;
    const log = await createLog(config.logLevel);
    const keyFile = config.secret === null ? sharedKeyFile(config.dataFolder) : null;
    const secret = config.secret ?? (keyFile as KeyFile).read();
    const bundle = await loadBundle();
    const { envs, lanes, concurrency } = options;
    const backing = await sharedBacking(
      { config, clock, log, secret, keyFile, mongodbUrl, serves: { envs, lanes, kind: 'worker' } },
      onClose,
    );
    const sandbox = createProcessSandbox({ bundle, clock, log });
    onClose(sandbox.close);
    const chunkSandbox = createChunkSandbox({ bundle, clock, log });
    onClose(chunkSandbox.close);
    const { engine, environments, follow } = await openCore({
      ...backing,
      sandbox,
      chunkSandbox,
      clock,
      log,
      egress: createEgress(config.egress),
      secretSources: secretSources({ variables: process.env, folder: config.secretFiles }),
      registry,
      contracts,
      serves: { isWorking: true, envs, lanes, concurrency },
      hasTriggers: false,
    });
    const unknown = envs.find((env) => !environments.get(env));
    if (unknown !== undefined)
      throw new StartupError(
        `--env names "${unknown}"; there are ${environments
          .list()
          .map(({ name }) => name)
          .join(', ')}`,
      );
    const health = createHealth({ store: backing.store, queue: backing.queue });
    let door: Door | null = null;
    // After the engine: as long as runs end, it says that it is stopping.
    onClose(() => door?.close());
    onClose(follow());
    await engine.start();
    onClose(() => engine.close(config.drainMs));
    const metrics = createMetrics({ engine, sandbox, store: backing.store, streams: () => 0 });
    if (port !== null) door = await listen(config.host, port, { health, metrics });
    onClose(health.stopping);
    return { serves: words(options), url: door?.url ?? null };
  });
}

/** Of a server on the same machine; elsewhere the secret has to be given. */
function sharedKeyFile(dataFolder: string): KeyFile {
  const file = join(dataFolder, 'secret.key');
  if (existsSync(file)) return keyFileOf(file);
  throw new StartupError('CROSSDOCK_SECRET is not set: a worker needs the secret that its servers were started with');
}

type Door = { readonly url: string; close(): Promise<unknown> };

async function listen(
  host: string,
  port: number,
  { health, metrics }: { readonly health: Health; readonly metrics: Metrics },
): Promise<Door> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, contentType: string, body: string) =>
      response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
    const path = request.url?.split('?')[0];
    if (path === '/metrics') {
      const { contentType, text } = await metrics();
      return answer(200, contentType, text);
    }
    if (path !== '/healthz' && path !== '/readyz') return answer(404, 'text/plain', 'A worker answers /healthz, /readyz and /metrics.\n');
    const state = path === '/healthz' ? await health.live() : await health.ready();
    return answer(state.status === 'ok' ? 200 : 503, 'application/json', JSON.stringify(state));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new StartupError(`PORT ${port} cannot be listened on (${error.message})`)));
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${(server.address() as AddressInfo).port}`,
    close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    },
  };
}

function words({ envs, lanes, concurrency }: WorkerOptions): string {
  const of = (list: readonly string[], one: string, all: string) => (list.length === 0 ? all : `${one} ${list.join(', ')}`);
  return `${of(envs, 'environments', 'all environments')}, ${of(lanes, 'lanes', 'all lanes')}, ${concurrency} runs at once per lane`;
}
