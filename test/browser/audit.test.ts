import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

describe.skipIf(isWithoutBrowser())('the audit', () => {
  const browser = useBrowser();

  beforeAll(async () => {
    const { api } = browser.server;
    const { person } = await api.post<{ person: { id: string } }>('/people', {
      login: 'grace',
      name: 'Grace Okafor',
      grants: [{ role: 'viewer', envs: ['dev'], channels: 'all' }],
    });
    await api.patch(`/people/${person.id}`, { grants: [{ role: 'operator', envs: ['test'], channels: 'all' }] });
  });

  test('shows who did what, and of one line what was there before and after', async () => {
    const { page } = browser;
    await browser.open('/audit');
    await page.getByRole('row', { name: /API token.*Changed what somebody may do.*grace/ }).click();
    const line = page.getByRole('complementary', { name: /^Line \d+/ });
    await line.getByText('Before and after').waitFor();
    expect(await line.locator('del').allTextContents()).toContain('viewer');
    expect(await line.locator('ins').allTextContents()).toContain('operator');
    await line.getByText('127.0.0.1').waitFor();
  });

  test('is narrowed by words and filters that stand in the address', async () => {
    const { page } = browser;
    await browser.open('/audit');
    await page.getByRole('textbox', { name: 'Search the audit' }).fill('grace');
    await page.waitForURL(/q=grace/);
    await page.getByRole('button', { name: /^Act:/ }).click();
    await page.getByRole('option', { name: 'Made an account' }).click();
    await page.waitForURL(/act=person.added/);
    await page.getByRole('row', { name: /Made an account.*grace/ }).waitFor();
    await page
      .getByRole('row', { name: /Changed what/ })
      .first()
      .waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Act: Made an account' }).waitFor();
    await page.getByRole('textbox', { name: 'Search the audit' }).fill('nobody-of-that-name');
    await page.getByText('No line fits these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.getByRole('row', { name: /Changed what somebody may do/ }).waitFor();
  });

  test('proves that no line was changed or removed', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Verify the chain' }).click();
    await page.getByText(/The chain holds: \d+ lines, none changed, none removed\./).waitFor();
  });

  test('is exported as the filters show it, and the export stands in it', async () => {
    const { page } = browser;
    await browser.open('/audit?q=grace');
    await page.getByRole('row', { name: /Made an account/ }).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /JSON lines/ }).click();
    const lines = (await readFile(await (await saved).path(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { act: string });
    expect(lines.map(({ act }) => act)).toEqual(expect.arrayContaining(['person.grants-changed', 'person.added']));
    await browser.open('/audit');
    await page.getByRole('row', { name: /Mara Lind.*Exported \d+ lines? of the audit/ }).waitFor();
  });

  test('leads to what a line is about', async () => {
    const { page } = browser;
    await browser.open('/audit?act=flow.published');
    await page.getByRole('row', { name: /Published v1.*Shopify order to ERP/ }).click();
    await page.getByRole('link', { name: 'Shopify order to ERP' }).click();
    await page.waitForURL(/\/flows\/shopify-order-to-erp/);
  });
});
