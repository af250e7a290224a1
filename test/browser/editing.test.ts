import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { dragWire, stepCard, wire } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Node = { readonly id: string; readonly name: string; readonly config: Readonly<Record<string, unknown>> };
type Draft = { readonly flow: { readonly nodes: readonly Node[] } };
type ErpOrders = { readonly items: readonly { readonly orderNumber: string; readonly body: Readonly<Record<string, unknown>> }[] };

const flowPath = '/flows/shopify-order-to-erp';

/** One analyst changes the reference flow and puts the change live; each test goes on where the one before ended. */
describe.skipIf(isWithoutBrowser())('an analyst in the editor', () => {
  const browser = useBrowser();
  const saved = (page: Page) => page.getByText(/^Draft of v\d+, saved$/).waitFor();
  const draftNode = async (name: string) => {
    const { flow } = await browser.server.api.get<Draft>('/flows/shopify-order-to-erp');
    return flow.nodes.find((node) => node.name === name);
  };

  test('runs a sample up to the open step and sees its data beside the form', async () => {
    const { page } = browser;
    await browser.open(flowPath);
    await stepCard(page, 'ERP create order').click();
    const inspector = page.getByRole('region', { name: 'Settings of ERP create order' });
    await inspector.getByRole('button', { name: 'Test this step' }).click();
    await inspector.getByRole('region', { name: 'Input' }).getByRole('treeitem', { name: 'orderNumber "10482"' }).waitFor();
    await inspector.getByRole('region', { name: 'Output' }).getByText('201').waitFor();
  });

  test('writes an expression, chooses a field from the completion, and sees the value at once', async () => {
    const { page } = browser;
    await page.getByRole('textbox', { name: 'Warehouse' }).click();
    await page.keyboard.type('=');
    await page.keyboard.type('"W-" + item.curr');
    await page.getByRole('option', { name: /currency/ }).click();
    await page.getByRole('tabpanel', { name: 'Request' }).getByText('W-USD', { exact: true }).waitFor();
  });

  test('finds the edit saved without having asked for it', async () => {
    const { page } = browser;
    await saved(page);
    await until(
      'the edit on the server',
      () => draftNode('ERP create order'),
      (node) => /^\{\{ ?"W-" \+ item\.currency ?\}\}$/.test(String(node?.config.warehouse)),
    );
    await page.getByRole('button', { name: /^Changes 1/ }).waitFor();
  });

  test('undoes and redoes it by name', async () => {
    const { page } = browser;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Undo .*ERP create order/ }).click();
    await page.getByRole('button', { name: /^Changes 0/ }).waitFor();
    await page.getByRole('button', { name: /^Redo .*ERP create order/ }).click();
    await page.getByRole('button', { name: /^Changes 1/ }).waitFor();
    await saved(page);
  });

  test('adds a step after the selected one by the keyboard alone, wired into the chain', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Close the panel' }).click();
    await stepCard(page, 'Map to order').click();
    await page.keyboard.press('n');
    await page.getByRole('combobox', { name: 'Search steps' }).fill('log');
    await page.getByRole('option', { name: /^Log / }).waitFor();
    await page.keyboard.press('Enter');
    await stepCard(page, 'Log').waitFor();
    await wire(page, 'Map to order', 'Log').waitFor({ state: 'attached' });
    await wire(page, 'Log', 'Validate').waitFor({ state: 'attached' });
  });

  test('adds another by a click in the palette', async () => {
    const { page } = browser;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Add step/ }).click();
    await page.getByRole('option', { name: /^Filter / }).click();
    await stepCard(page, 'Filter').waitFor();
  });

  test('draws a wire between two ports', async () => {
    const { page } = browser;
    await dragWire(page, { step: 'Reject duplicates', port: 'Duplicate' }, { step: 'Filter', port: 'in' });
    await wire(page, 'Reject duplicates', 'Filter').waitFor({ state: 'attached' });
  });

  test('is told why a wire cannot go where it points', async () => {
    const { page } = browser;
    const release = await dragWire(page, { step: 'Validate', port: 'Invalid' }, { step: 'Shopify order' }, { isHeld: true });
    await page.getByText('A trigger takes no input').waitFor();
    await release();
    expect(await wire(page, 'Validate', 'Shopify order').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('deletes a step of a chain, and the chain closes again', async () => {
    const { page } = browser;
    await stepCard(page, 'Log').click();
    await page.keyboard.press('Delete');
    await stepCard(page, 'Log').waitFor({ state: 'detached' });
    await wire(page, 'Map to order', 'Validate').waitFor({ state: 'attached' });
    await stepCard(page, 'Filter').click();
    await page.keyboard.press('Delete');
    await stepCard(page, 'Filter').waitFor({ state: 'detached' });
    await saved(page);
  });

  test('is led from the list of problems to the field', async () => {
    const { page } = browser;
    await stepCard(page, 'ERP create order').click();
    await page.getByRole('textbox', { name: 'Order number' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{{ item.');
    await page.getByRole('button', { name: 'Close the panel' }).click();
    await page.getByRole('button', { name: /^1 error/ }).click();
    await page.getByRole('dialog').getByText('ERP create order').first().click();
    const inspector = page.getByRole('region', { name: 'Settings of ERP create order' });
    await inspector.getByRole('textbox', { name: 'Order number' }).waitFor();
    await until(
      'the field to have the focus',
      () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''),
      (label) => label === 'Order number',
    );
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{{ item.orderNumber');
    await page.getByRole('button', { name: /^1 hint/ }).waitFor();
    await saved(page);
  });

  test('publishes the change with a note, and the next order takes it to the ERP', async () => {
    const { page, server } = browser;
    await page.getByRole('button', { name: 'Publish v2' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish v2' });
    await dialog.getByRole('textbox', { name: /What changed/ }).fill('Orders name their warehouse');
    await dialog.getByRole('button', { name: 'Publish v2 to dev' }).click();
    await page.getByText('Draft of v3, saved').waitFor();
    await server.api.post('/demo/shopify/orders', { count: 6 });
    const { items } = await until(
      'the orders in the ERP',
      () => server.api.get<ErpOrders>('/demo/erp/orders'),
      (orders) => orders.items.length === 7,
    );
    expect(items.map(({ body }) => body.warehouse)).toContain('W-USD');
  });

  test('reads under Versions what the new version changed', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: /^Versions/ }).click();
    await page.getByRole('listbox', { name: 'Versions' }).getByText('Orders name their warehouse').click();
    await page.getByRole('listbox', { name: 'Changes' }).getByText('ERP create order').click();
    await page
      .getByRole('region', { name: 'ERP create order', exact: true })
      .getByText(/item\.currency/)
      .first()
      .waitFor();
  });
});
