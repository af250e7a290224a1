import { readFile, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { listen } from './http.ts';

/** Listens where the simulator of this folder listened before, so that connections to it stay as they are; elsewhere when the port is taken. */
export async function listenAgain(server: Server, folder: string): Promise<number> {
  const file = join(folder, 'port');
  const port = await open(server, await portIn(file));
  await writeFile(file, `${port}\n`);
  return port;
}

async function open(server: Server, before: number): Promise<number> {
  try {
    return await listen(server, before);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (before === 0 || (code !== 'EADDRINUSE' && code !== 'EACCES')) throw error;
    return listen(server, 0);
  }
}

/** 0: there was none. */
async function portIn(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const port = /^\d{4,5}\n?$/.test(text) ? Number(text) : 0;
  return port <= 65_535 ? port : 0;
}
