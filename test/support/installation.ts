import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, apiClient } from './api-client.ts';
import { type Child, type Exit, startChild, type Variables } from './child.ts';

export const adminToken = 'admin-token-of-the-tests';

/** A server process from its start to its end. */
export type RunningServer = Child & {
  /** `http://localhost:3000` */
  readonly url: string;
  /** The one-time link it printed. */
  readonly signInLink: string;
  readonly api: ApiClient;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to how it ended. */
  stop(): Promise<Exit>;
};

/** A data folder of its own, over the lives of its server. */
export type Installation = {
  readonly folder: string;
  /** Starts the server on a free port; resolves when it says that it is ready. */
  start(variables?: Variables): Promise<RunningServer>;
  /** Starts it without waiting: for starts that are to fail. */
  launch(variables?: Variables): Child;
  /** Ends what still runs and removes the folder. */
  remove(): Promise<void>;
};

/** A new installation with the demo systems, unless the variables say otherwise. */
export async function newInstallation(always: Variables = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-test-'));
  const children: Child[] = [];

  function launch(variables: Variables = {}): Child {
    const common = { PORT: '0', CROSSDOCK_DATA: join(folder, 'data'), CROSSDOCK_TOKEN: adminToken };
    const child = startChild('runtime/server.ts', [], { ...common, ...always, ...variables });
    children.push(child);
    return child;
  }

  return {
    folder: join(folder, 'data'),
    launch,
    async start(variables) {
      const child = launch(variables);
      const { url, signInLink } = await ready(child);
      return {
        ...child,
        url,
        signInLink,
        api: apiClient(url, adminToken),
        async kill() {
          child.process.kill('SIGKILL');
          await child.exit;
        },
        stop() {
          child.process.kill('SIGTERM');
          return child.exit;
        },
      };
    },
    async remove() {
      for (const child of children) child.process.kill('SIGKILL');
      await Promise.all(children.map((child) => child.exit));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function ready(child: Child): Promise<{ url: string; signInLink: string }> {
  return new Promise((resolve, reject) => {
    child.process.stdout?.on('data', () => {
      const [, url, signInLink] = /^Crossdock ready: (\S+)\n[^\n]*?(http\S+)\n/m.exec(child.written.out) ?? [];
      if (url !== undefined && signInLink !== undefined) resolve({ url, signInLink });
    });
    void child.exit.then(({ code, signal }) =>
      reject(new Error(`the server ended (${code ?? signal}) before it was ready: ${child.written.err}`)),
    );
  });
}
