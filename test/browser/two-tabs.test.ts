import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Node = { readonly id: string; readonly name: string; readonly config: Readonly<Record<string, unknown>> };
type Draft = { readonly flow: { readonly nodes: readonly Node[] } };

const flowPath = '/flows/shopify-order-to-erp';

describe.skipIf(isWithoutBrowser())('two people in one flow', () => {
  const browser = useBrowser();
  const saved = (page: Page) => page.getByText(/^Draft of v\d+, saved$/).waitFor();
  const names = async () => (await browser.server.api.get<Draft>('/flows/shopify-order-to-erp')).flow.nodes.map(({ name }) => name);

  async function rename(page: Page, from: string, to: string): Promise<void> {
    await stepCard(page, from).click();
    const name = page.getByRole('textbox', { name: 'Name of the step' });
    await name.fill(to);
    await name.press('Enter');
    await stepCard(page, to).waitFor();
  }

  test('what one changes, the other sees, and changes at the same time are joined', async () => {
    const { page } = browser;
    const other = await (await browser.newContext({ name: 'Jon Reyes' })).newPage();
    await browser.open(flowPath);
    await browser.open(flowPath, other);
    await stepCard(other, 'Validate').waitFor();
    await Promise.all([rename(page, 'Validate', 'Check the order'), rename(other, 'Confirm', 'Answer the shop')]);
    await Promise.all([stepCard(page, 'Answer the shop').waitFor(), stepCard(other, 'Check the order').waitFor()]);
    await Promise.all([saved(page), saved(other)]);
    expect(await names()).toEqual(expect.arrayContaining(['Check the order', 'Answer the shop']));
    await other.context().close();
  });

  test('two values for one field are put side by side, and the chosen one stays', async () => {
    const { page, context } = browser;
    const other = await (await browser.newContext({ name: 'Jon Reyes' })).newPage();
    await browser.open(flowPath, other);
    await stepCard(other, 'Map to order').waitFor();
    const isBack = browser.faults.expectOutage();
    await context.setOffline(true);
    await rename(page, 'Map to order', 'Map mine');
    await page.getByText(/^Offline, 1 change kept here$/).waitFor();
    await rename(other, 'Map to order', 'Map theirs');
    await saved(other);
    await context.setOffline(false);
    const choice = page.getByRole('dialog', { name: '1 field changed on both sides' });
    await choice.getByText('Map theirs').first().waitFor();
    await choice.getByRole('button', { name: 'Keep yours' }).click();
    isBack();
    await until('the choice on the server', names, (all) => all.includes('Map mine'));
    await stepCard(other, 'Map mine').waitFor();
    await other.context().close();
  });

  test('what was done without a connection outlives a reload, and so does undo', async () => {
    const { page } = browser;
    await rename(page, 'Map mine', 'Map to order');
    await saved(page);
    await page.reload();
    await stepCard(page, 'Map to order').waitFor();
    await page.getByRole('button', { name: /^Undo / }).click();
    await stepCard(page, 'Map mine').waitFor();
    await saved(page);
    expect(await names()).toContain('Map mine');
  });
});
