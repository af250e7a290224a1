import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AuditAct } from '../audit/audit.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { EnvironmentSettings } from './environment.ts';
import { openEnvironmentBook } from './open-environment-book.ts';

const folder = mkdtempSync(join(tmpdir(), 'crossdock-environments-'));
let count = 0;
const open: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function twoServers(inTheWay?: Parameters<typeof openEnvironmentBook>[0]['inTheWay']) {
  const store = await openSqliteStore({ file: join(folder, `${count++}.db`) });
  open.push(store);
  const acts: AuditAct[] = [];
  const audit = { record: async (act: AuditAct) => void acts.push(act) };
  const given = { store, audit, ...(inTheWay && { inTheWay }) };
  return { one: await openEnvironmentBook(given), other: await openEnvironmentBook(given), acts };
}

const settings = (of: Partial<EnvironmentSettings> = {}): EnvironmentSettings => ({
  title: 'Staging',
  class: 'test',
  retention: { runDays: 30, payloadDays: 7 },
  limits: { backlog: null, concurrency: null },
  lanes: [],
  ...of,
});
const names = (book: { list(): readonly { name: string }[] }) => book.list().map(({ name }) => name);

test('a new installation has dev, test and prod, made once by however many servers start', async () => {
  const { one, other } = await twoServers();
  expect(one.list()).toMatchObject([
    { name: 'dev', title: 'Development', class: 'dev', position: 0 },
    { name: 'test', class: 'test', position: 1 },
    { name: 'prod', title: 'Production', class: 'prod', position: 2 },
  ]);
  expect(other.list()).toEqual(one.list());
  expect([one.next('dev')?.name, one.next('test')?.name, one.next('prod'), one.next('nowhere')]).toEqual(['test', 'prod', null, null]);
});

test('a new environment stands behind the last of its class, and its name is told when another is asked for', async () => {
  const { one, acts } = await twoServers();
  await one.put('staging', settings(), 'Ada');
  expect(names(one)).toEqual(['dev', 'test', 'staging', 'prod']);
  expect(acts).toMatchObject([{ by: 'Ada', act: 'environment.created', subject: 'staging', before: null, after: { title: 'Staging' } }]);
  expect(() => one.require('stage')).toThrow('There is no environment "stage".');
});

test('changes of two servers at once are both kept', async () => {
  const { one, other } = await twoServers();
  await Promise.all([
    one.put('staging', settings(), 'Ada'),
    other.put('preview', settings({ title: 'Preview', class: 'dev' }), 'Bob'),
    one.put('prod', settings({ title: 'Live', class: 'prod' }), 'Ada'),
  ]);
  await Promise.all([one.reload(), other.reload()]);
  expect(names(one)).toEqual(['dev', 'preview', 'test', 'staging', 'prod']);
  expect(other.list()).toEqual(one.list());
  expect(one.get('prod')?.title).toBe('Live');
});

test('an order that forgets one, repeats one or names one there is not changes nothing', async () => {
  const { one } = await twoServers();
  await expect(one.order(['prod', 'dev', 'dev', 'moon'], 'Ada')).rejects.toMatchObject({
    code: 'ENVIRONMENT_ORDER',
    details: [
      { path: 'body.names[2]', message: '"dev" is named twice' },
      { path: 'body.names[3]', message: 'there is no environment "moon"' },
      { path: 'body.names', message: '"test" is missing' },
    ],
  });
  expect(names(one)).toEqual(['dev', 'test', 'prod']);
  await one.order(['test', 'dev', 'prod'], 'Ada');
  expect(one.list().map(({ name, position }) => `${position} ${name}`)).toEqual(['0 test', '1 dev', '2 prod']);
});

test('an environment in which something runs stays, and says what is in the way', async () => {
  const { one } = await twoServers(async (name) =>
    name === 'test' ? [{ path: 'deployments', message: 'orders is deployed there; withdraw it first' }] : [],
  );
  await expect(one.remove('test', 'Ada')).rejects.toMatchObject({
    code: 'ENVIRONMENT_IN_USE',
    message: 'The environment "test" stays: orders is deployed there; withdraw it first.',
  });
  await one.remove('dev', 'Ada');
  await one.remove('prod', 'Ada');
  expect([names(one), one.removed()]).toEqual([
    ['test'],
    [
      { name: 'dev', retention: { runDays: 30, payloadDays: 30 } },
      { name: 'prod', retention: { runDays: 400, payloadDays: 90 } },
    ],
  ]);
  await one.put('dev', settings({ class: 'dev' }), 'Ada');
  expect(one.removed().map(({ name }) => name)).toEqual(['prod']);
  await one.remove('dev', 'Ada');
  await expect(one.remove('test', 'Ada')).rejects.toThrow('the only environment');
});

test('who listens is told of changes here and of those of others', async () => {
  const { one, other } = await twoServers();
  let told = 0;
  const stop = other.onChange(() => told++);
  await one.put('staging', settings(), 'Ada');
  await other.reload();
  await other.reload();
  expect([told, names(other)]).toEqual([1, ['dev', 'test', 'staging', 'prod']]);
  stop();
});
