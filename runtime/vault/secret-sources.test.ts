import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretMissing, secretSources } from './secret-sources.ts';

let root: string;
let folder: string;
let now = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crossdock-secrets-'));
  folder = join(root, 'secrets');
  mkdirSync(join(folder, 'shop'), { recursive: true });
  writeFileSync(join(folder, 'erp.key'), 'from-a-file\n');
  writeFileSync(join(folder, 'shop/key'), 'two\nlines\n');
  writeFileSync(join(root, 'outside'), 'not for connections');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const sources = () =>
  secretSources({ variables: { ERP_KEY: 'from-a-variable', EMPTY: '', CROSSDOCK_SECRET: 'x' }, folder, now: () => now });

test('variables and files are read; the line break at the end of a file is none of it', () => {
  expect(sources().read('env:ERP_KEY')).toBe('from-a-variable');
  expect(sources().read('file:erp.key')).toBe('from-a-file');
  expect(sources().read('file:shop/key')).toBe('two\nlines');
});

test('a file that is changed or exchanged is read again, a moment later', () => {
  const { read } = sources();
  expect(read('file:erp.key')).toBe('from-a-file');
  writeFileSync(join(folder, 'new'), 'rotated');
  renameSync(join(folder, 'new'), join(folder, 'erp.key'));
  expect(read('file:erp.key')).toBe('from-a-file');
  now += 1000;
  expect(read('file:erp.key')).toBe('rotated');
  rmSync(join(folder, 'erp.key'));
  now += 1000;
  expect(() => read('file:erp.key')).toThrow('file:erp.key is not there');
});

test('links within the folder are followed, as Kubernetes makes them; links out of it are not', () => {
  mkdirSync(join(folder, '..data'));
  writeFileSync(join(folder, '..data/key'), 'mounted');
  symlinkSync(join('..data', 'key'), join(folder, 'key'));
  expect(sources().read('file:key')).toBe('mounted');
  symlinkSync(join(root, 'outside'), join(folder, 'out'));
  symlinkSync(root, join(folder, 'up'));
  expect(() => sources().read('file:out')).toThrow('link out of the folder');
  expect(() => sources().read('file:up/outside')).toThrow('link out of the folder');
});

test.each([
  ['env:NOT_SET', 'is not set in this process'],
  ['env:EMPTY', 'is not set in this process'],
  ['env:CROSSDOCK_SECRET', 'a variable of Crossdock itself'],
  ['env:MONGODB_URL', 'a variable of Crossdock itself'],
  ['file:../outside', 'leaves the folder'],
  ['file:shop/../../outside', 'leaves the folder'],
  ['file:shop\\..\\..\\outside', 'leaves the folder'],
  ['file:/etc/hostname', 'leaves the folder'],
  ['file:nothing', 'is not there'],
])('%s cannot be read, and says why', (source, words) => {
  expect(() => sources().read(source)).toThrow(SecretMissing);
  expect(() => sources().read(source)).toThrow(words);
});

test('without a folder for secrets no file is read; one that is empty or may not be read says so', () => {
  expect(() => secretSources({ variables: {}, folder: null }).read('file:erp.key')).toThrow('CROSSDOCK_SECRET_FILES');
  writeFileSync(join(folder, 'empty'), '\n');
  expect(() => sources().read('file:empty')).toThrow('is empty');
  writeFileSync(join(folder, 'big'), 'x'.repeat(65 * 1024));
  expect(() => sources().read('file:big')).toThrow('at most');
  if (process.getuid?.() === 0) return;
  chmodSync(join(folder, 'erp.key'), 0);
  expect(() => sources().read('file:erp.key')).toThrow('may not be read');
});
