import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium, from `CROSSDOCK_CHROMIUM`, `CHROMIUM` or the PATH; undefined where there is none. */
export const chromiumPath: string | undefined = process.env.CROSSDOCK_CHROMIUM ?? process.env.CHROMIUM ?? onPath();

/**
 * Whether tests that need a browser are to be skipped. Says so, loudly. With `CI` set nothing is skipped: there, a browser that is missing is a
 * fault of the tests.
 */
export function isWithoutBrowser(): boolean {
  if (chromiumPath !== undefined || process.env.CI) return false;
  process.stderr.write('\nSKIPPED: the browser tests, for there is no Chromium. Install one, or set CHROMIUM to its path.\n\n');
  return true;
}

/** A headless Chromium. Throws where there is none. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('There is no Chromium for the browser tests. Install one, or set CHROMIUM to its path.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  });
}

function onPath(): string | undefined {
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  // On Ubuntu a script stands in for a snap that is not there.
  return paths.find((path) => isExecutable(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
