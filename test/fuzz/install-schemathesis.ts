import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version whose findings are known; another one draws other cases from the same seed. */
const version = '4.32.5';

/** Schemathesis in a Python environment of its own, made once. `path` null: it cannot be had here, and `why` says it. */
export async function installSchemathesis(): Promise<
  { readonly path: string; readonly why: null } | { readonly path: null; readonly why: string }
> {
  const folder = join(homedir(), '.cache', 'crossdock', `schemathesis-${version}`);
  const path = join(folder, 'bin', 'schemathesis');
  try {
    await access(path);
    return { path, why: null };
  } catch {
    // Made below.
  }
  try {
    await mkdir(folder, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`], {
      timeout: 180_000,
    });
    await run(path, ['--version']);
    return { path, why: null };
  } catch (error) {
    const said = error !== null && typeof error === 'object' && 'stderr' in error ? String(error.stderr) : String(error);
    return { path: null, why: said.trim().split('\n').at(-1) ?? 'python3 has no venv' };
  }
}
