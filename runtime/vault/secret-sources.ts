import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';

/** Reads secrets that lie outside: variables of this process, files of one folder. Asked at each use. */
export type SecretSources = {
  /** `env:NAME` or `file:PATH`. Throws SecretMissing. */
  read(source: string): string;
};

/** A secret that lies outside cannot be read; the message says what to do. */
export class SecretMissing extends Error {
  override readonly name = 'SecretMissing';
}

/** A file is looked at again after this time at the earliest, ms. */
const lookAgainAfter = 1000;
const mostBytes = 64 * 1024;

type Known = { readonly value: string; readonly stamp: string; lookedAt: number };

export function secretSources(given: {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** CROSSDOCK_SECRET_FILES; null: no files. */
  readonly folder: string | null;
  /** ms, monotonic. */
  readonly now?: () => number;
}): SecretSources {
  const { variables, folder, now = () => performance.now() } = given;
  const files = new Map<string, Known>();

  function fromVariable(name: string): string {
    const value = variables[name];
    // The server's own are not for connections.
    if (/^(CROSSDOCK_|MONGODB_URL$|REDIS_URL$)/.test(name))
      throw new SecretMissing(`env:${name} is a variable of Crossdock itself and cannot be a connection's secret.`);
    if (value === undefined || value === '')
      throw new SecretMissing(
        `env:${name} is not set in this process. Set it where servers and workers are started, and start them again.`,
      );
    return value;
  }

  function fromFile(path: string): string {
    const known = files.get(path);
    if (known && now() - known.lookedAt < lookAgainAfter) return known.value;
    const file = placeOf(path);
    try {
      const { mtimeMs, size, ino } = statSync(file);
      const stamp = `${file} ${ino} ${mtimeMs} ${size}`;
      if (known?.stamp === stamp) {
        known.lookedAt = now();
        return known.value;
      }
      if (size > mostBytes) throw new SecretMissing(`file:${path} has ${size} bytes; a secret has at most ${mostBytes}.`);
      // Editors and `echo` leave a line break at the end, which is no part of it.
      const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      if (value === '') throw new SecretMissing(`file:${path} is empty. Write the secret into it.`);
      files.set(path, { value, stamp, lookedAt: now() });
      return value;
    } catch (error) {
      files.delete(path);
      throw error instanceof SecretMissing ? error : unreadable(path, error);
    }
  }

  /** The real file, which must lie in the folder whatever links lead to it. Links within the folder are how Kubernetes replaces secrets. */
  function placeOf(path: string): string {
    if (folder === null)
      throw new SecretMissing(
        `file:${path} cannot be read: set CROSSDOCK_SECRET_FILES to the folder of secrets on each server and worker.`,
      );
    if (isAbsolute(path) || path.split(/[\\/]/).includes('..'))
      throw new SecretMissing(`file:${path} leaves the folder of secrets. Give a path within it.`);
    try {
      const root = realpathSync(folder);
      const file = realpathSync(join(root, path));
      if (file.startsWith(root + sep)) return file;
    } catch (error) {
      files.delete(path);
      throw unreadable(path, error);
    }
    throw new SecretMissing(`file:${path} is a link out of the folder of secrets. Put the file itself there.`);
  }

  return {
    read: (source) => (source.startsWith('env:') ? fromVariable(source.slice(4)) : fromFile(source.slice(5))),
  };
}

/** For who opens no connection. */
export const noSecretSources: SecretSources = secretSources({ variables: {}, folder: null });

function unreadable(path: string, error: unknown): SecretMissing {
  const code = (error as { code?: string }).code ?? String(error);
  const why = code === 'ENOENT' ? 'is not there' : code === 'EACCES' ? 'may not be read by Crossdock' : `cannot be read (${code})`;
  return new SecretMissing(`file:${path} ${why}. Put it into the folder of CROSSDOCK_SECRET_FILES on each server and worker.`);
}
