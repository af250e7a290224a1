import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard, wire } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Draft = { readonly flow: { readonly settings: Readonly<Record<string, unknown>>; readonly owner: string } };

const flowPath = '/flows/shopify-order-to-erp';

describe.skipIf(isWithoutBrowser())('testing and looking after a flow', () => {
  const browser = useBrowser();

  test('a sample is chosen and run, and its way is watched on the canvas', async () => {
    const { page } = browser;
    await browser.open(flowPath);
    await page.getByRole('button', { name: /^Sample/ }).click();
    await page
      .getByRole('region', { name: 'Test cases' })
      .getByRole('button', { name: /Order #10551: express shipping/ })
      .click();
    await page.getByRole('button', { name: /^Run test/ }).click();
    await page.getByText('1 effect confirmed').waitFor();
    await stepCard(page, 'ERP express order').getByText('Done').waitFor();
    await stepCard(page, 'ERP create order').getByText('Skipped').waitFor();
    await wire(page, 'Route by class', 'ERP express order').getByText('1').waitFor();
    await page.getByText('test', { exact: false }).first().waitFor();
  });

  test('goes back to the draft', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Back to draft' }).click();
    await page.getByRole('button', { name: /^Run test/ }).waitFor();
  });

  test('runs up to a step, sends nothing beyond it, and shows its data in place', async () => {
    const { page, server } = browser;
    const before = await server.api.get<{ total: number }>('/demo/erp/orders');
    await stepCard(page, 'Classify order').click();
    await page.getByRole('button', { name: 'Run to here' }).first().click();
    const inspector = page.getByRole('region', { name: 'Settings of Classify order' });
    await inspector
      .getByRole('region', { name: 'Output' })
      .getByRole('treeitem', { name: /^schemaVersion/ })
      .waitFor();
    expect(await server.api.get<{ total: number }>('/demo/erp/orders')).toMatchObject({ total: before.total });
  });

  test('a setting is saved as it is made', async () => {
    const { page, server } = browser;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'Owner' }).fill('Night desk');
    await page.getByText(/^Draft of v2, saved$/).waitFor();
    await until(
      'the owner on the server',
      () => server.api.get<Draft>(`/flows/shopify-order-to-erp`),
      ({ flow }) => flow.owner === 'Night desk',
    );
  });

  test('the runs of the flow stand under their tab', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
    await page.getByRole('row', { name: /10551/ }).first().waitFor();
  });
});
