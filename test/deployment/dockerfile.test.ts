import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileOf } from './deployment-files.ts';

const lines = fileOf('Dockerfile').replaceAll(/\\\n/g, ' ').split('\n');
const of = (instruction: string) =>
  lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
const root = fileURLToPath(new URL('../..', import.meta.url));
const allowed = fileOf('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('Dockerfile', () => {
  it('runs on Node 24, as a user without rights, one command for server and worker', () => {
    expect(of('FROM').at(-1)).toBe('node:24-slim');
    expect(of('USER')).toEqual(['node']);
    expect(of('ENTRYPOINT')).toEqual(['["crossdock"]']);
    expect(of('CMD')).toEqual(['["server"]']);
    expect(of('RUN').some((line) => line.includes('exec node') && line.includes('/app/runtime/cli/main.ts "$@"'))).toBe(true);
  });

  it('copies only what there is and what .dockerignore lets in', () => {
    const sources = of('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(/\s+/).slice(0, -1));
    expect(sources.length).toBeGreaterThan(10);
    for (const source of sources) {
      expect(existsSync(`${root}/${source}`), source).toBe(true);
      expect(
        allowed.some((path) => source === path || source.startsWith(`${path}/`)),
        source,
      ).toBe(true);
    }
  });

  it('knows every package of the workspace, or the lock file would not fit', () => {
    const packages = readdirSync(root).filter((name) => existsSync(`${root}/${name}/package.json`) && name !== 'node_modules');
    for (const name of packages) expect(of('COPY')).toContain(`${name}/package.json ${name}/`);
  });

  it('installs what the lock file says, with the pnpm of package.json', () => {
    const installs = of('RUN').filter((line) => line.includes('pnpm install'));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toContain('--frozen-lockfile');
    expect(of('RUN').some((line) => line.includes('packageManager'))).toBe(true);
  });
});
