import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/** The code loaded into every isolate: one expression whose value links a program to it. Built when a source has changed, else read from the cache. */
export function loadBundle(): Promise<string> {
  return build({ entry: join(folder, 'isolate', 'main.ts'), cache: join(cacheFolder, 'sandbox-main.json'), platform: 'neutral' });
}

/** The code of the sandbox process. */
export function loadChild(): Promise<string> {
  return build({ entry: join(folder, 'isolate', 'child.ts'), cache: join(cacheFolder, 'sandbox-child.json'), platform: 'node' });
}

/** `neutral` code has no host: an import that only Node could resolve is an error. */
export type Build = { readonly entry: string; readonly cache: string; readonly platform: 'neutral' | 'node' };

export async function build(of: Build): Promise<string> {
  const cached = await readCached(of.cache);
  if (cached && (await isFresh(cached.inputs))) return cached.text;
  const built = await bundle(of);
  await writeCached(of.cache, built);
  return built.text;
}

/** The text, and time of change and size of each file it was made of. */
type Built = { readonly inputs: Readonly<Record<string, string>>; readonly text: string };

const folder = fileURLToPath(new URL('.', import.meta.url));
const cacheFolder = join(folder, '..', '.cache');

async function bundle(of: Build): Promise<Built> {
  // Only here: a warm start does not load the bundler.
  const esbuild = await import('esbuild');
  buildsUnderWay++;
  try {
    return await run(esbuild, of);
  } finally {
    buildsUnderWay--;
    // Its helper process, which builds share, has nothing more to do.
    if (buildsUnderWay === 0) await esbuild.stop();
  }
}

let buildsUnderWay = 0;

async function run(esbuild: typeof Esbuild, { entry, platform }: Build): Promise<Built> {
  const startedAt = Date.now();
  const result = await esbuild.build({
    entryPoints: [entry],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    target: 'es2024',
    logLevel: 'silent',
    legalComments: 'none',
    platform,
    mainFields: ['module', 'main'],
    conditions: ['import', 'module', 'default'],
    ...(platform === 'node' ? { format: 'cjs' as const } : asExpression),
  });
  const inputs: Record<string, string> = {};
  for (const input of [...Object.keys(result.metafile.inputs), fileURLToPath(import.meta.url)]) {
    const file = resolve(folder, input);
    const { mtimeMs, size } = await stat(file);
    // Saved while it was read: nobody knows which state is in the bundle, so the next start builds again.
    inputs[file] = mtimeMs >= startedAt ? 'changing' : `${mtimeMs}-${size}`;
  }
  return { inputs, text: result.outputFiles[0]?.text ?? '' };
}

const asExpression = {
  format: 'iife',
  globalName: 'bundle',
  banner: { js: '(()=>{"use strict";' },
  footer: { js: 'return bundle.link;})()' },
} as const;

async function isFresh(inputs: Built['inputs']): Promise<boolean> {
  try {
    const fresh = await Promise.all(
      Object.entries(inputs).map(async ([file, was]) => {
        const { mtimeMs, size } = await stat(file);
        return `${mtimeMs}-${size}` === was;
      }),
    );
    return fresh.every(Boolean);
  } catch {
    return false;
  }
}

async function readCached(file: string): Promise<Built | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Built;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that two processes that start together never read half a file. A folder that cannot be written costs only time. */
async function writeCached(file: string, built: Built): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, JSON.stringify(built));
    await rename(beside, file);
  } catch {
    return;
  }
}
