import { fileURLToPath } from 'node:url';
import { findLocalAccess } from '../access/local-access.ts';
import { readConfig } from '../config.ts';
import { NotReachable } from './api-refusal.ts';
import { type Given, textOption, UsageError } from './command.ts';
import type { Installation } from './installation.ts';
import { remoteInstallation } from './remote-installation.ts';

/** The option that every command on an installation has. */
export const serverOption = { server: { type: 'string' } } as const;
export const serverHelp = `
  --server URL   another Crossdock than the one on this machine; needs CROSSDOCK_TOKEN

Without it: the server that uses the data folder (CROSSDOCK_DATA), or, when none runs, the folder itself.
`;

/** The installation that is meant: a named server, the server that runs on the data folder, or the folder itself. */
export async function findInstallation(given: Given): Promise<Installation> {
  const config = readConfig(given.variables, fileURLToPath(new URL('../../data', import.meta.url)));
  const server = textOption(given, 'server');
  if (server !== undefined) {
    if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
      throw new UsageError(`--server "${server}" is no address: write http://HOST:PORT.`);
    if (config.token === null) throw new UsageError('Set CROSSDOCK_TOKEN to the API token of that server.');
    return remoteInstallation({ url: server.replace(/\/+$/, ''), token: config.token });
  }
  const local = findLocalAccess(config.dataFolder);
  if (local) {
    const installation = remoteInstallation(local);
    if (await answers(installation)) return installation;
  }
  if (config.mongodbUrl !== null)
    throw new UsageError('With MONGODB_URL the commands go through a server: start one on this data folder, or name one by --server.');
  // Loaded only now: reading a data folder needs most of the runtime.
  const { folderInstallation } = await import('./folder-installation.ts');
  return folderInstallation({
    path: config.dataFolder,
    secret: config.secret,
    oldSecret: config.oldSecret,
    url: `http://localhost:${config.port}`,
  });
}

/** A server that was killed leaves its address behind. */
async function answers(installation: Installation): Promise<boolean> {
  try {
    await installation.flowIds();
    return true;
  } catch (error) {
    if (error instanceof NotReachable) return false;
    throw error;
  }
}
