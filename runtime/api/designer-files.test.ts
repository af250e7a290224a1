import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

function build(page: string) {
  mkdirSync(join(api.folder, 'designer/assets'), { recursive: true });
  writeFileSync(join(api.folder, 'designer/index.html'), page);
  writeFileSync(join(api.folder, 'designer/assets/main-4f2a.js'), 'export {};');
}

test('before the designer is built, a page says what to do', async () => {
  const answer = await api.call('GET', '/');
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('npm start');
});

test('every path of the app leads to the page, which is asked for anew each time; hashed files are kept', async () => {
  build('<!doctype html><title>Crossdock</title>');
  for (const path of ['/', '/flows/orders', '/sign-in?token=abc', '/runs/r_1.html']) {
    const page = await api.call('GET', path);
    expect([path, page.status, page.headers.get('cache-control'), page.text]).toEqual([
      path,
      200,
      'no-cache',
      '<!doctype html><title>Crossdock</title>',
    ]);
  }
  const asset = await api.call('GET', '/assets/main-4f2a.js');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-type')).toContain('javascript');
});

test('a file that is not there is no page', async () => {
  build('<!doctype html>');
  expect(await api.call('GET', '/assets/gone-1234.js')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_PATH' } });
  expect((await api.call('GET', '/../crossdock.db')).text).not.toContain('SQLite');
  expect((await api.call('GET', '/%2e%2e/crossdock.db')).text).not.toContain('SQLite');
  expect(await api.call('POST', '/flows')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_PATH' } });
});

test('an inline script of the page is allowed by its hash, and no other', async () => {
  build('<!doctype html><script>document.title = "x"</script><script src="/assets/main-4f2a.js"></script>');
  await api.close({ keepFolder: true });
  api = await openTestApi(api.folder);
  const policy = (await api.call('GET', '/')).headers.get('content-security-policy') ?? '';
  expect(policy.match(/script-src [^;]*/)?.[0]).toMatch(/^script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='$/);
});
