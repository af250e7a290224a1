import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { newInstallation } from '../support/installation.ts';
import { allRuns, isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { countFile, countFlow, deploy } from './big-flow.ts';

test('each file that is put into the folder is one run, big or small; afterwards it lies in done, or in failed with the reason', async () => {
  const root = await mkdtemp(join(tmpdir(), 'crossdock-files-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const installation = await newInstallation({ CROSSDOCK_DEMO: '0', CROSSDOCK_FILES: root });
  onTestFinished(installation.remove);
  const server = await installation.start();
  const folder = join(root, 'dev/wms/stock');
  await mkdir(folder, { recursive: true });
  await deploy(
    server.api,
    countFlow('files', { type: 'trigger.file', config: { folder: 'wms/stock', pattern: '*.csv*', everySeconds: 1 } }),
  );

  await writeFile(join(folder, 'small.csv'), countFile(3));
  await writeFile(join(folder, 'big.csv.gz'), gzipSync(countFile(120_000)));
  await writeFile(join(folder, 'broken.csv'), Buffer.from([0x61, 0xff, 0xfe, 0x0a]));
  await writeFile(join(folder, 'other.txt'), 'not asked for');
  await writeFile(join(folder, 'coming.csv.tmp'), countFile(5));
  await until(
    'three files to be put aside',
    () => names(folder),
    ({ done, failed }) => done.length === 2 && failed.length === 2,
  );
  expect(await names(folder)).toEqual({
    here: ['coming.csv.tmp', 'other.txt'],
    done: ['big.csv.gz', 'small.csv'],
    failed: ['broken.csv', 'broken.csv.reason.txt'],
  });
  expect(await readFile(join(folder, 'failed/broken.csv.reason.txt'), 'utf8')).toMatch(/not text: it is not UTF-8/);

  await rename(join(folder, 'coming.csv.tmp'), join(folder, 'coming.csv'));
  const runs = await until(
    'three runs to end',
    () => allRuns(server.api),
    (all) => all.length === 3 && all.every(isFinal),
  );
  const counts = await Promise.all(
    runs.map(async ({ id }) => {
      const { output } = await server.api.get<{ output: { out: { json: { rows: number } }[] } }>(`/runs/${id}/steps/count`);
      return output.out[0]?.json.rows ?? 0;
    }),
  );
  expect(counts.sort((a, b) => a - b)).toEqual([3, 5, 120_000]);

  // As if the process had died after it had accepted the file and before it had put it aside.
  const { mtime } = await stat(join(folder, 'done/small.csv'));
  await server.kill();
  await rename(join(folder, 'done/small.csv'), join(folder, 'small.csv'));
  await utimes(join(folder, 'small.csv'), mtime, mtime);
  const again = await installation.start();
  await until(
    'the file to be put aside again',
    () => names(folder),
    ({ done }) => done.includes('small.csv'),
  );
  expect((await allRuns(again.api)).length).toBe(3);
  // The same name with another content is another file.
  await writeFile(join(folder, 'small.csv'), countFile(4));
  await until(
    'the new file to be put aside',
    () => names(folder),
    ({ done }) => done.includes('small (2).csv'),
  );
  const all = await until(
    'its run to end',
    () => allRuns(again.api),
    (found) => found.length === 4 && found.every(isFinal),
  );
  expect(await again.api.get<RunDetail>(`/runs/${all[0]?.id}`)).toMatchObject({ status: 'done' });
}, 90_000);

test('a link does not lead a trigger out of the folder it may read', async () => {
  const root = await mkdtemp(join(tmpdir(), 'crossdock-files-'));
  const outside = await mkdtemp(join(tmpdir(), 'crossdock-outside-'));
  onTestFinished(() => Promise.all([root, outside].map((one) => rm(one, { recursive: true, force: true }))).then(() => {}));
  await writeFile(join(outside, 'secret.csv'), countFile(3));
  await mkdir(join(root, 'dev'), { recursive: true });
  await symlink(outside, join(root, 'dev/link'));
  const installation = await newInstallation({ CROSSDOCK_DEMO: '0', CROSSDOCK_FILES: root, CROSSDOCK_LOG: 'error' });
  onTestFinished(installation.remove);
  const server = await installation.start();
  await deploy(server.api, countFlow('files', { type: 'trigger.file', config: { folder: 'link', everySeconds: 1 } }));
  await until(
    'it to be refused',
    () => server.written.out + server.written.err,
    (written) => /leads out of/.test(written),
  );
  expect(await readdir(outside)).toEqual(['secret.csv']);
  expect(await allRuns(server.api)).toEqual([]);
}, 60_000);

async function names(folder: string): Promise<{ here: string[]; done: string[]; failed: string[] }> {
  const list = async (path: string) =>
    (await readdir(path, { withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  return { here: await list(folder), done: await list(join(folder, 'done')), failed: await list(join(folder, 'failed')) };
}
