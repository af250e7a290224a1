import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { allRuns, isFinal } from '../support/runs.ts';
import { until } from '../support/until.ts';

const flowPath = '/flows/shopify-order-to-erp';

type Screen = readonly [name: string, path: string, isThere: (page: Page) => Locator];

const screens: Screen[] = [
  ['flows', '/flows', (page) => page.getByRole('row', { name: /Shopify order to ERP/ })],
  ['contracts', '/contracts/order@1', (page) => page.getByRole('cell', { name: /^schemaVersion/ })],
  ['a new flow', '/new-flow?from=shopify-order-to-erp', (page) => page.getByRole('img', { name: /Drawing of/ })],
  ['the reference', '/reference/rule.decision-table', (page) => page.getByRole('heading', { name: 'Examples' })],
  ['the mapper', `${flowPath}/map/map`, (page) => page.getByRole('treeitem', { name: /^orderNumber/ })],
  ['a decision table', `${flowPath}/table/classify`, (page) => page.getByRole('rowheader', { name: '7', exact: true })],
  ['runs', '/runs', (page) => page.getByRole('row', { name: /10003/ })],
  ['systems', '/systems', (page) => page.getByRole('cell', { name: '10003' })],
  ['approvals', '/approvals', (page) => page.getByText('Nothing waits for a decision in dev.')],
  ['a new contract', '/contracts/new', (page) => page.getByRole('button', { name: 'Take over' })],
  ['lookups', '/lookups', (page) => page.getByRole('row', { name: /^uom/ })],
  ['a lookup', '/lookups/uom', (page) => page.getByRole('gridcell', { name: 'PCE', exact: true })],
  ['a new lookup', '/lookups/new', (page) => page.getByRole('button', { name: 'Create lookup' })],
  ['variables', '/variables', (page) => page.getByRole('row', { name: /^site/ })],
  ['a variable', '/variables/site', (page) => page.getByRole('textbox', { name: 'Purpose' })],
  ['promotion', '/promotion', (page) => page.getByRole('grid').getByRole('row', { name: /Shopify order to ERP/ })],
  ['a new request', '/promotion/new?from=dev&to=test&flow=shopify-order-to-erp', (page) => page.getByText('What would happen')],
  ['deployments of a flow', '/promotion?flow=shopify-order-to-erp&env=dev', (page) => page.getByText('Comes with Crossdock')],
  ['deployments in the editor', `${flowPath}/versions?env=dev`, (page) => page.getByText('Comes with Crossdock')],
  ['environments', '/environments', (page) => page.getByRole('button', { name: 'Save dev' })],
  ['an environment', '/environments/prod', (page) => page.getByRole('region', { name: 'Promotion policy' })],
  ['a new environment', '/environments/new', (page) => page.getByRole('textbox', { name: 'Name' })],
  ['connections', '/connections', (page) => page.getByRole('row', { name: /erp-main/ })],
  ['a new connection', '/connections/new', (page) => page.getByRole('button', { name: 'Create connection' })],
  ['a connection', '/connections/erp-main', (page) => page.getByRole('textbox', { name: 'Address' })],
  ['people', '/people', (page) => page.getByRole('row', { name: /Mara Lind.*Admin everywhere/ })],
  ['an invitation', '/people/accounts/new', (page) => page.getByRole('button', { name: 'Make the invitation' })],
  ['service accounts', '/people/services', (page) => page.getByText('No service accounts yet.')],
  ['a new token', '/people/tokens/new', (page) => page.getByRole('button', { name: 'Make token' })],
  ['single sign-on', '/people/sign-on/new', (page) => page.getByRole('button', { name: 'Save provider' })],
  ['the own profile', '/profile', (page) => page.getByText('this one')],
  ['the audit', '/audit?q=published', (page) => page.getByRole('row', { name: /Shopify order to ERP/ })],
  ['the canvas', flowPath, (page) => stepCard(page, 'Confirm')],
  ['test cases', `${flowPath}/tests`, (page) => page.getByRole('button', { name: 'Run all 5' })],
  ['versions', `${flowPath}/versions`, (page) => page.getByText('The two behave alike.')],
  ['settings of a flow', `${flowPath}/settings`, (page) => page.getByRole('textbox', { name: 'Owner' })],
  ['runs of a flow', `${flowPath}/runs`, (page) => page.getByRole('row', { name: /10003/ })],
];

describe.skipIf(isWithoutBrowser())('every screen', () => {
  const browser = useBrowser({ viewport: { width: 1280, height: 720 } });

  beforeAll(async () => {
    const { api } = browser.server;
    await api.put('/variables/dev/site', { type: 'text', value: 'DC1', purpose: 'Where orders ship from' });
    await api.post('/demo/shopify/orders', { count: 3 });
    await until(
      'three runs to end',
      () => allRuns(api),
      (runs) => runs.length === 3 && runs.every(isFinal),
    );
  });

  /** In light and in dark colours, without loading the page again. */
  async function expectUsable(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      expect(await seriousViolations(page, colorScheme === 'light' ? 'all' : 'of colours'), colorScheme).toEqual([]);
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      'wider than the window',
    ).toBeLessThanOrEqual(0);
  }

  test.each(screens)('%s: fits 1280 x 720, and everybody can use it in both colours', async (_, path, isThere) => {
    const { page } = browser;
    await browser.open(path);
    await isThere(page).first().waitFor();
    await expectUsable(page);
  });

  test('a run beside the list, as a page and on the canvas', async () => {
    const { page } = browser;
    await browser.open('/runs');
    await page.getByRole('gridcell', { name: '10003' }).click();
    await page.getByRole('complementary', { name: 'Run' }).getByText('1 item went through').waitFor();
    await expectUsable(page);
    await page.getByRole('link', { name: 'Open as a page' }).click();
    await page.getByText('Correlation id').waitFor();
    await page.getByRole('tree').waitFor();
    await expectUsable(page);
    await page.getByRole('link', { name: 'See in flow' }).click();
    await page.getByText('1 effect confirmed').waitFor();
    await expectUsable(page);
  });

  test('what somebody may do, and a line of the audit with its proof', async () => {
    const { page } = browser;
    await browser.open('/people');
    await page.getByRole('row', { name: /Mara Lind/ }).click();
    await page
      .getByText('Where you are signed in')
      .or(page.getByText('Signed in', { exact: true }))
      .first()
      .waitFor();
    await expectUsable(page);
    await browser.open('/audit');
    await page.getByRole('button', { name: 'Verify the chain' }).click();
    await page.getByText('The chain holds').waitFor();
    await page
      .getByRole('row', { name: /Published v1/ })
      .first()
      .click();
    await page.getByRole('complementary', { name: /^Line/ }).waitFor();
    await expectUsable(page);
  });

  test('the sign-in screen, by link and by password', async () => {
    const { server } = browser;
    const context = await browser.newContext({ isSignedIn: false });
    const page = await context.newPage();
    await browser.open('/sign-in', page);
    await page.getByRole('textbox', { name: /Open the one-time link/ }).waitFor();
    await expectUsable(page);
    const { link } = await server.api.post<{ link: { token: string } }>('/people', { login: 'grace', name: 'Grace Okafor' });
    await browser.open(`/sign-in?token=${link.token}`, page);
    await page.getByLabel('New password').fill('velvet-harbour-onion');
    await expectUsable(page);
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByText('Your roles do not reach this screen.').waitFor();
    await expectUsable(page);
    await context.close();
    const other = await browser.newContext({ isSignedIn: false });
    const again = await other.newPage();
    await browser.open('/sign-in', again);
    await again.getByRole('textbox', { name: 'Login' }).waitFor();
    await expectUsable(again);
    await other.close();
  });

  test.each(['ERP create order', 'Map to order', 'Classify order'])('the step %s, open', async (name) => {
    const { page } = browser;
    await browser.open(flowPath);
    await stepCard(page, name).click();
    await page
      .getByRole('region', { name: `Settings of ${name}` })
      .getByRole('tree')
      .first()
      .waitFor();
    await expectUsable(page);
  });

  test('the palette and the publish dialog', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Close the panel' }).click();
    await page.keyboard.press('n');
    await page.getByRole('option', { name: /^Filter / }).waitFor();
    await expectUsable(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Publish v2' }).click();
    await page.getByRole('textbox', { name: /What changed/ }).waitFor();
    await expectUsable(page);
  });
});
