import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';

const flowPath = '/flows/shopify-order-to-erp';

describe.skipIf(isWithoutBrowser())('people in one flow', () => {
  const browser = useBrowser();
  const others = (page: Page) => page.getByRole('list', { name: 'Also in this flow' });
  const ringsOf = (page: Page, name: string) => page.locator(`[data-people="${name}"]`);
  let jon: Page;

  test('see each other come, and a person with two windows is one', async () => {
    const { page } = browser;
    const context = await browser.newContext({ name: 'Jon Reyes' });
    jon = await context.newPage();
    await browser.open(flowPath);
    await stepCard(page, 'Validate').waitFor();
    expect(await others(page).count()).toBe(0);
    await browser.open(flowPath, jon);
    await others(page).getByRole('button', { name: 'Jon Reyes has this flow open' }).waitFor();
    await others(jon)
      .getByRole('button', { name: /^Mara Lind/ })
      .waitFor();
    const second = await context.newPage();
    await browser.open(flowPath, second);
    await stepCard(second, 'Confirm').click();
    await others(page).getByRole('button', { name: 'Jon Reyes is at Confirm' }).waitFor();
    expect(await others(page).getByRole('button').count()).toBe(1);
    await second.close();
    await others(page).getByRole('button', { name: 'Jon Reyes has this flow open' }).waitFor();
  });

  test('see the step and the field that somebody works on, and go there by a click', async () => {
    const { page } = browser;
    await stepCard(jon, 'Reject duplicates').click();
    await ringsOf(page, 'Jon Reyes').waitFor();
    await jon.locator('[data-dock]').getByLabel('Within').first().click();
    await others(page)
      .getByRole('button', { name: /^Jon Reyes is editing .* of Reject duplicates$/ })
      .click();
    await page.getByRole('textbox', { name: 'Name of the step' }).waitFor();
    await page.getByText('Jon Reyes is editing this field').waitFor();
  });

  test('see what the other types at once, and lose sight of who leaves', async () => {
    const { page } = browser;
    const name = jon.getByRole('textbox', { name: 'Name of the step' });
    await name.fill('Once per order');
    await name.press('Enter');
    await stepCard(page, 'Once per order').waitFor();
    await jon.context().close();
    await others(page).waitFor({ state: 'detached' });
    expect(await ringsOf(page, 'Jon Reyes').count()).toBe(0);
  });
});
