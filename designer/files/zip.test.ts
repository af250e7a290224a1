import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readZip, writeZip } from './zip.ts';

const files = { 'README.md': '# ok\n', 'lookups/größe.csv': 'a,b\n"x\r\ny",Ä€😀\n', 'empty.json': '' };

test('what is packed is unpacked, and equal files give equal bytes', async () => {
  expect(await readZip(writeZip(files))).toEqual(files);
  expect(writeZip(files)).toEqual(writeZip({ ...files }));
});

test('other programs read it, and theirs is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ours.zip'), writeZip(files));
  const python =
    'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\no=zipfile.ZipFile(sys.argv[2],"w",zipfile.ZIP_DEFLATED)\n[o.writestr(n,z.read(n)) for n in z.namelist()]\no.close()';
  execFileSync('python3', ['-c', python, join(folder, 'ours.zip'), join(folder, 'theirs.zip')]);
  expect(await readZip(Uint8Array.from(readFileSync(join(folder, 'theirs.zip'))))).toEqual(files);
});

test('what is no ZIP is refused', async () => {
  await expect(readZip(new TextEncoder().encode('{ "format": 1 }'))).rejects.toThrow('This is no ZIP file.');
});
