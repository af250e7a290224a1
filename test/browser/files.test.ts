import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

type Export = { env: string; files: Record<string, string> };

describe.skipIf(isWithoutBrowser())('an admin who keeps an environment in Git', () => {
  const browser = useBrowser();
  const asFile = (bundle: Export) => ({ name: 'dev.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) });

  async function exported(): Promise<Export> {
    return browser.server.api.get<Export>('/files/export?env=dev');
  }

  test('downloads it as a ZIP, which changes nothing when it is chosen again', async () => {
    const { page } = browser;
    await browser.open('/files');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download dev as ZIP' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('crossdock-dev.zip');
    const buffer = await readFile(await download.path());
    await page.locator('input[accept*=zip]').setInputFiles({ name: 'crossdock-dev.zip', mimeType: 'application/zip', buffer });
    await page.getByText(/^Nothing to do: dev is as the files say/).waitFor();
  });

  test('sees what changed files would change, gives the missing secret, and applies them', async () => {
    const { page, server } = browser;
    const bundle = await exported();
    bundle.files['lookups/uom.csv'] += 'PAIR,PR,2,Pair\n';
    bundle.files['connections/wms.json'] = JSON.stringify({
      format: 1,
      system: 'wms',
      address: 'https://wms.example.com',
      auth: { kind: 'basic', user: 'crossdock' },
      secrets: { secret: 'vault' },
    });
    await browser.open('/files');
    await page.locator('input[accept*=zip]').setInputFiles(asFile(bundle));
    await page.getByText('row PAIR added: unit PR, each 2, title Pair').waitFor();
    const apply = page.getByRole('button', { name: 'Apply 2 changes to dev' });
    await page.getByText(/^1 secret is missing\./).waitFor();
    expect(await apply.isDisabled()).toBe(true);
    await page.getByLabel('Secret of wms: secret').fill('canary-4b1f');
    await page.getByText(/^1 secret is missing\./).waitFor({ state: 'detached' });
    await apply.click();
    await page.getByText('dev is as the files say: 1 new, 1 changed, 0 removed.').waitFor();
    expect(await server.api.get('/lookups/uom/rows?env=dev&q=PAIR')).toMatchObject({
      rows: expect.arrayContaining([['PAIR', 'PR', 2, 'Pair']]),
    });
    expect(JSON.stringify(await exported())).not.toContain('canary-4b1f');
  });

  test('sees what somebody changed past the files', async () => {
    const { page, server } = browser;
    await server.api.put('/connections/dev/wms', {
      system: 'wms',
      address: 'https://wms.example.com/by-hand',
      auth: { kind: 'basic', user: 'crossdock' },
    });
    await browser.open('/files');
    await page
      .getByRole('region', { name: 'Drift' })
      .getByText(/^was changed since Mara Lind put it here$/)
      .waitFor();
  });

  test('is told that the files of dev are not for prod, and which line of a broken file to look at', async () => {
    const { page } = browser;
    const bundle = await exported();
    await browser.open('/files');
    await page
      .getByRole('button', { name: /^Environment/ })
      .or(page.getByRole('button', { name: 'dev', exact: true }))
      .first()
      .click();
    await page
      .getByRole('menuitem', { name: /prod/ })
      .or(page.getByRole('menuitemradio', { name: /prod/ }))
      .first()
      .click();
    await page.locator('input[accept*=zip]').setInputFiles(asFile(bundle));
    await page.getByText(/These are the files of dev, not of prod/).waitFor();
    await page.getByRole('button', { name: 'Forget these files' }).click();
    bundle.files['variables.json'] = '{\n<<<<<<< HEAD\n';
    await page.locator('input[accept*=zip]').setInputFiles(asFile(bundle));
    await page.getByText('variables.json: line 2').waitFor();
    await page.getByText(/A merge left both sides here/).waitFor();
  });
});
