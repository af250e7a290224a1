import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

describe.skipIf(isWithoutBrowser())('getting around', () => {
  const browser = useBrowser();
  const path = () => new URL(browser.page.url()).pathname;

  test('Ctrl K finds a flow by name and Enter opens it', async () => {
    const { page } = browser;
    await browser.open('/systems');
    await page.getByRole('button', { name: 'Send 1 order' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('shopify order');
    await page
      .getByRole('option', { name: /Shopify order to ERP/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await stepCard(page, 'Map to order').waitFor();
    expect(path()).toBe('/flows/shopify-order-to-erp');
  });

  test('Ctrl K runs a command after >', async () => {
    const { page } = browser;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('>connections');
    await page.getByRole('option', { name: /Go to connections/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connections' }).waitFor();
    expect(path()).toBe('/connections');
  });

  test('Ctrl K goes to the runs of an order number', async () => {
    const { page, server } = browser;
    await server.api.post('/demo/shopify/orders', { count: 1 });
    await until(
      'the run',
      () => server.api.get<{ items: unknown[] }>('/runs?env=dev&key=10001'),
      ({ items }) => items.length === 1,
    );
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('10001');
    await page.getByRole('option', { name: /10001/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('10001').first().waitFor();
    await until('a page of runs', path, (now) => now.startsWith('/runs'));
  });

  test('? shows the shortcuts, G and a letter go to a screen', async () => {
    const { page } = browser;
    await page.locator('body').click({ position: { x: 700, y: 10 } });
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Search or run a command').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
  });

  test('colours change at once and stay over a reload', async () => {
    const { page } = browser;
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    await page.getByRole('button', { name: /^Mara Lind/ }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await until('dark colours', scheme, (now) => now === 'dark');
    await page.reload();
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    expect(await scheme()).toBe('dark');
    await page.getByRole('button', { name: /^Mara Lind/ }).click();
    await page.getByRole('menuitem', { name: 'Like the system' }).click();
    await until('light colours', scheme, (now) => now === 'light');
  });

  test('another environment shows its own runs, keeps the page, and prod is plum', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByRole('row', { name: /10001/ }).waitFor();
    await page.getByRole('button', { name: 'Environment dev, switch' }).click();
    await page.getByRole('menuitem', { name: /prod/ }).click();
    await page.getByRole('button', { name: 'Environment prod, switch' }).waitFor();
    await page.getByRole('row', { name: /10001/ }).waitFor({ state: 'detached' });
    expect(path()).toBe('/runs');
    expect(await page.title()).toMatch(/^prod/);
    await page.getByRole('button', { name: 'Environment prod, switch' }).click();
    await page.getByRole('menuitem', { name: /dev/ }).click();
    await page.getByRole('row', { name: /10001/ }).waitFor();
  });

  test('a contract tells its fields, and shows its schema', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Contracts' }).click();
    await page.getByRole('cell', { name: /^schemaVersion/ }).waitFor();
    await page.getByText('JSON Schema', { exact: true }).click();
    await page.getByText('"$schema"').or(page.getByText('"type"').first()).first().waitFor();
  });

  test('a connection is changed, and its secret is never shown', async () => {
    const { page, server } = browser;
    await page.getByRole('link', { name: 'Connections' }).click();
    await page
      .getByRole('link', { name: 'erp-main' })
      .or(page.getByRole('gridcell', { name: 'erp-main' }))
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Longest answer' }).fill('7');
    await page.getByText(/^Set .* by Crossdock/).waitFor();
    await page.getByRole('button', { name: /^Save/ }).click();
    await until(
      'the time-out on the server',
      () => server.api.get<unknown>('/connections?env=dev'),
      (connection) => JSON.stringify(connection).includes('"timeoutSeconds":7'),
    );
  });

  test('an address that leads nowhere says so and offers a way', async () => {
    const { page } = browser;
    await browser.open('/nowhere');
    await page.getByRole('main').getByRole('link').first().waitFor();
  });
});
