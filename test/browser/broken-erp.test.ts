import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';

type ErpOrders = { readonly total: number; readonly unique: number; readonly items: readonly { readonly orderNumber: string }[] };

describe.skipIf(isWithoutBrowser())('an operator whose ERP is down', () => {
  const browser = useBrowser();
  const behave = (mode: string) =>
    browser.page.getByRole('radiogroup', { name: 'How the ERP behaves' }).getByText(mode, { exact: true }).click();

  test('sees the order wait for its next try, then fail with what happened in words', async () => {
    const { page } = browser;
    await browser.open('/systems');
    await behave('Down');
    await page.getByText('Takes no connection.').waitFor();
    await page.getByRole('button', { name: 'Send 1 order' }).click();
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('row', { name: /10001 .*Retrying/ }).waitFor();
    await page.getByRole('gridcell', { name: '10001' }).click();
    const panel = page.getByRole('complementary', { name: 'Run' });
    await panel.getByText('Failed').first().waitFor({ timeout: 30_000 });
    await panel.getByText('erp-main cannot be reached').first().waitFor();
    await panel.getByText('UNREACHABLE').waitFor();
    await page.getByRole('row', { name: /10001 .*Failed/ }).waitFor();
  }, 60_000);

  test('sees on the canvas which step failed, after how many tries, and its one exception', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'See in flow' }).click();
    await page.getByText('1 exception').waitFor();
    await page.getByText('1 failed').waitFor();
    await page.getByText('4 tries').waitFor();
    const detail = page.getByRole('region', { name: /^Step ERP/ });
    await detail.getByRole('row', { name: /10001 .*Open/ }).waitFor();
    await detail.getByText('1 not sent').waitFor();
  });

  test('is told what replay will do before it does it', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Replay 1 from here' }).click();
    const dialog = page.getByRole('dialog', { name: 'What replay will do' });
    await dialog.getByRole('listitem').filter({ hasText: 'sent again with the same key' }).waitFor();
    await dialog.getByRole('listitem').filter({ hasText: 'Shopify order' }).getByText('runs again').waitFor();
    await dialog.getByText('1 effect sent, 1 with the same key as before, so none twice.').waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('repairs the ERP, replays from the failed step, and finds one order in the ERP', async () => {
    const { page, server } = browser;
    const failed = page.url();
    await browser.open('/systems');
    await behave('Ok');
    await page.getByText('Books every valid order at once.').waitFor();
    await page.goto(failed);
    await page.getByRole('button', { name: 'Replay 1 from here' }).click();
    const dialog = page.getByRole('dialog', { name: 'What replay will do' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the ERP is back');
    await dialog.getByRole('button', { name: 'Replay 1 from here' }).click();
    await page.getByText('1 effect confirmed').waitFor();
    await stepCard(page, 'Confirm').getByText('Done').waitFor();
    const orders = await server.api.get<ErpOrders>('/demo/erp/orders');
    expect(orders).toMatchObject({ total: 1, unique: 1, items: [{ orderNumber: '10001' }] });
  });

  test('finds the exception of the first run resolved, with the way to the replay', async () => {
    const { page, server } = browser;
    const runs = await server.api.get<{ items: { id: string; status: string }[] }>('/runs?env=dev');
    const first = runs.items.find(({ status }) => status === 'failed');
    await browser.open(`/runs/${first?.id}`);
    await page.getByText('Resolved').first().waitFor();
    await page.getByText(/^r_/).first().waitFor();
  });

  test('sees what a failing ERP answered, and the next try go through once it works again', async () => {
    const { page, server } = browser;
    await server.api.put('/demo/erp/behaviour', { mode: 'failing' });
    await server.api.post('/demo/shopify/orders', { count: 1 });
    await browser.open('/runs?key=10002');
    await page.getByRole('gridcell', { name: '10002' }).click();
    const panel = page.getByRole('complementary', { name: 'Run' });
    await panel.getByText('Retrying').first().waitFor();
    await panel.getByRole('tab', { name: 'Request and answer' }).click();
    await panel.getByText('500').first().waitFor();
    await server.api.put('/demo/erp/behaviour', { mode: 'ok' });
    await panel.getByText('Done').first().waitFor({ timeout: 30_000 });
  }, 60_000);
});
