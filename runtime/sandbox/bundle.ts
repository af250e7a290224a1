import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/** The code loaded into every isolate, as one expression whose value links a program to it. Built when a source has changed, else read from the cache. */
export function loadBundle(): Promise<string> {
  return build('main', 'neutral');
}

/** The code of the sandbox process. */
export function loadChild(): Promise<string> {
  return build('child', 'node');
}

type Cached = { readonly inputs: Readonly<Record<string, string>>; readonly text: string };

const root = fileURLToPath(new URL('..', import.meta.url));

async function build(entry: 'main' | 'child', platform: 'neutral' | 'node'): Promise<string> {
  const file = join(root, '.cache', `sandbox-${entry}.json`);
  const cached = await readCached(file);
  if (cached && (await isFresh(cached.inputs))) return cached.text;
  const built = await bundle(join(root, 'sandbox', 'isolate', `${entry}.ts`), platform);
  await writeCached(file, built);
  return built.text;
}

async function bundle(entry: string, platform: 'neutral' | 'node'): Promise<Cached> {
  // Only here: a warm start does not load the bundler.
  const esbuild = await import('esbuild');
  building++;
  try {
    return await run(esbuild, entry, platform);
  } finally {
    building--;
    // Its helper process has nothing more to do.
    if (building === 0) await esbuild.stop();
  }
}

/** Builds under way; they share one helper process. */
let building = 0;

async function run(esbuild: typeof Esbuild, entry: string, platform: 'neutral' | 'node'): Promise<Cached> {
  const result = await esbuild.build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    target: 'es2024',
    logLevel: 'silent',
    legalComments: 'none',
    platform,
    mainFields: ['module', 'main'],
    conditions: ['import', 'module', 'default'],
    ...(platform === 'node'
      ? { format: 'cjs' as const }
      : {
          format: 'iife' as const,
          globalName: 'bundle',
          banner: { js: '(()=>{"use strict";' },
          footer: { js: 'return bundle.link;})()' },
        }),
  });
  const inputs: Record<string, string> = {};
  for (const input of [...Object.keys(result.metafile.inputs), 'sandbox/bundle.ts']) inputs[input] = await stamp(join(root, input));
  return { inputs, text: result.outputFiles[0]?.text ?? '' };
}

/** Time of change and size tell a changed file without reading it. */
async function stamp(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file);
  return `${mtimeMs}-${size}`;
}

async function isFresh(inputs: Cached['inputs']): Promise<boolean> {
  try {
    const stamps = await Promise.all(Object.entries(inputs).map(async ([input, was]) => (await stamp(join(root, input))) === was));
    return stamps.every(Boolean);
  } catch {
    return false;
  }
}

async function readCached(file: string): Promise<Cached | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Cached;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that two processes that start together never read half a file. A folder that cannot be written costs only time. */
async function writeCached(file: string, built: Cached): Promise<void> {
  const beside = `${file}.${process.pid}.${createHash('sha1').update(String(performance.now())).digest('hex').slice(0, 8)}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, JSON.stringify(built));
    await rename(beside, file);
  } catch {
    return;
  }
}
