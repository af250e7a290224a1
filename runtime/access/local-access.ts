import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the commands on this machine reach the running server: whoever may read the data folder may use it. */
export type LocalAccess = { readonly url: string; readonly token: string };

const fileIn = (folder: string) => join(folder, 'server.json');

/** Leaves the address and a token that is valid until this server ends, readable by the owner only. Returns the way to take it back. */
export function leaveLocalAccess(folder: string, access: LocalAccess): () => void {
  const file = fileIn(folder);
  // Made anew, so that the mode holds also where an old file lay.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** What the server that uses this folder left; null when none does. The file outlives a killed server, so the address may not answer. */
export function findLocalAccess(folder: string): LocalAccess | null {
  try {
    const { url, token } = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Partial<LocalAccess>;
    return typeof url === 'string' && typeof token === 'string' ? { url, token } : null;
  } catch {
    return null;
  }
}
