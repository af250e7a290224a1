import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard, wire } from '../support/canvas.ts';
import { until } from '../support/until.ts';

/** A five-minute tour, as the README tells it: each test goes on where the one before ended. */
describe.skipIf(isWithoutBrowser())('somebody who never saw Crossdock', () => {
  const browser = useBrowser({ isSignedIn: false });

  test('opens the one-time link and stands before the flows', async () => {
    const { page, server } = browser;
    await page.goto(server.signInLink);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/flows');
    await page.getByRole('row', { name: /Shopify order to ERP/ }).waitFor();
    expect(await page.title()).toContain('Flows');
  });

  test('is told what to do when the link was used already', async () => {
    const context = await browser.newContext({ isSignedIn: false });
    const other = await context.newPage();
    const done = browser.faults.expectOutage();
    await other.goto(browser.server.signInLink);
    await other.getByText('This link was used or is older than 15 minutes.').waitFor();
    await other.getByText('npx crossdock link').waitFor();
    done();
    await context.close();
  });

  test('pastes a new link, signs in, signs out, and is out', async () => {
    const { token } = await browser.server.api.post<{ token: string }>('/sign-in-links', { name: 'Oda' });
    const context = await browser.newContext({ isSignedIn: false });
    const other = await context.newPage();
    await browser.open('/runs', other);
    const pasted = other.getByRole('textbox', { name: /Open the one-time link/ });
    await pasted.fill(`${browser.server.url}/sign-in?token=${token}`);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('button', { name: 'Not now' }).click();
    await other.getByRole('button', { name: /^Oda/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await pasted.waitFor();
    const answer = await context.request.get(`${browser.server.url}/api/flows`);
    expect(answer.status()).toBe(401);
    await context.close();
  });

  test('sends a shop order and sees it booked in the ERP', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Systems' }).click();
    await page.getByText('The ERP has no orders yet.').waitFor();
    await page.getByRole('button', { name: 'Send 1 order' }).click();
    await page.getByRole('cell', { name: '10001' }).waitFor();
    await page.getByText('Each order once.').waitFor();
  });

  test('goes from the order in the ERP to its run, and sees it green on the canvas with its counts', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: '10001' }).click();
    await page.getByRole('row', { name: /10001 .*Done/ }).waitFor();
    await page.getByRole('gridcell', { name: '10001' }).click();
    const panel = page.getByRole('complementary', { name: 'Run' });
    await panel.getByText('1 item went through').waitFor();
    await panel.getByRole('link', { name: 'See in flow' }).click();
    await page.getByText('1 effect confirmed').waitFor();
    await stepCard(page, 'Map to order').getByText('Done').waitFor();
    await wire(page, 'Shopify order', 'Reject duplicates').getByText('1').waitFor();
  });

  test('clicks a step and sees the items that went in and came out', async () => {
    const { page } = browser;
    await stepCard(page, 'Map to order').click();
    const detail = page.getByRole('region', { name: 'Step Map to order' });
    await detail.getByRole('tab', { name: /Input/ }).click();
    await detail.getByRole('treeitem', { name: /^admin_graphql_api_id/ }).waitFor();
    await detail.getByRole('tab', { name: /Output/ }).click();
    await detail.getByRole('treeitem', { name: 'orderNumber "10001"' }).waitFor();
    await detail.getByRole('radiogroup', { name: 'Show as' }).getByText('JSON').click();
    await detail.getByText('"schemaVersion"').waitFor();
  });

  test('sees the request to the ERP and what it answered', async () => {
    const { page } = browser;
    await page.getByRole('option', { name: /1 of 1 sent/ }).click();
    const detail = page.getByRole('region', { name: /^Step ERP/ });
    await detail.getByRole('tab', { name: 'Request and answer' }).click();
    await detail.getByText('201').first().waitFor();
    await detail.getByText('"SO-100001"').waitFor();
    await detail.getByRole('tab', { name: /Ledger/ }).click();
    await detail.getByText('Confirmed').first().waitFor();
  });

  test('finds the run again by its order number, and no other', async () => {
    const { page, server } = browser;
    await server.api.post('/demo/shopify/orders', { count: 2 });
    await page.getByRole('link', { name: 'Runs' }).first().click();
    await page.getByRole('row', { name: /10003/ }).waitFor();
    await page.getByRole('searchbox').fill('10001');
    await page.getByRole('row', { name: /10003/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /10001 .*Done/ }).waitFor();
  });

  test('opens the list in the middle of a rush, and no row of it keeps an old state', async () => {
    const { page, server } = browser;
    await server.api.post('/demo/shopify/orders', { count: 400 });
    await browser.open('/runs');
    await page.getByRole('row', { name: /^now/ }).first().waitFor();
    await until(
      'all orders in the ERP',
      () => server.api.get<{ unique: number }>('/demo/erp/orders'),
      ({ unique }) => unique === 403,
    );
    await until(
      'every row to say Done',
      () => page.getByRole('row', { name: /Running|Queued/ }).count(),
      (count) => count === 0,
    );
  }, 60_000);
});
