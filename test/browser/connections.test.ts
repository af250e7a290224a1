import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

describe.skipIf(isWithoutBrowser())('an admin whose ERP is about to be serviced', () => {
  const browser = useBrowser();

  test('pauses its connection with a reason, and sees the order wait for it', async () => {
    const { page } = browser;
    await browser.open('/connections/erp-main');
    const panel = page.getByRole('complementary', { name: 'erp-main' });
    await panel.getByText('Healthy').waitFor();
    await panel.getByRole('button', { name: 'Pause' }).click();
    const form = page.getByRole('form', { name: 'Pause erp-main' });
    await form.getByRole('textbox', { name: 'Reason' }).fill('Stocktaking');
    await form.getByRole('button', { name: 'Pause erp-main' }).click();
    await panel.getByText(/Paused by Mara Lind .*: Stocktaking\./).waitFor();
    await browser.server.api.post('/demo/shopify/orders', { count: 1 });
    await panel.getByRole('link', { name: '1 run waits' }).click();
    await page.getByRole('row', { name: /10001 .*Parked/ }).waitFor();
  });

  test('resumes it, and the order goes on by itself', async () => {
    const { page, server } = browser;
    await browser.open('/connections');
    await page.getByRole('row', { name: /erp-main .*Paused, 1 run waits/ }).waitFor();
    await page.getByRole('gridcell', { name: 'erp-main' }).click();
    const panel = page.getByRole('complementary', { name: 'erp-main' });
    await panel.getByRole('button', { name: 'Resume' }).click();
    await panel.getByText('Healthy').waitFor();
    await browser.open('/runs?key=10001');
    await page.getByRole('row', { name: /10001 .*Done/ }).waitFor();
    expect(await server.api.get<{ total: number }>('/demo/erp/orders')).toMatchObject({ total: 1 });
  });

  test('limits its rate; a burst above the rate is refused at its field', async () => {
    const { page } = browser;
    await browser.open('/connections/erp-main');
    const panel = page.getByRole('complementary', { name: 'erp-main' });
    await panel.getByRole('switch', { name: 'Limit the rate' }).click();
    await panel.getByRole('textbox', { name: 'Calls', exact: true }).fill('40');
    await panel.getByRole('textbox', { name: 'In', exact: true }).fill('60');
    await panel.getByRole('textbox', { name: 'At once at most' }).fill('50');
    await panel.getByRole('button', { name: 'Save connection' }).click();
    await panel.getByText('At most 40.').waitFor();
    await panel.getByRole('textbox', { name: 'At once at most' }).fill('5');
    await panel.getByText('40 a minute, of all processes together; after a quiet time 5 at once.').waitFor();
    await panel.getByRole('button', { name: 'Save connection' }).click();
    await panel.getByText('Saved').waitFor();
    await page.reload();
    await panel.getByText('40 a minute').waitFor();
  });
});
