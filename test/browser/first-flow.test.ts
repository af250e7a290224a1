import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { type CountedHand, countedHand } from '../support/counted-hand.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { until } from '../support/until.ts';

const order = {
  id: 'A-1001',
  customer: { name: 'Harbor Hardware', country: 'US' },
  total: '6400.00',
  items: [
    { sku: 'VLV-BR-075', qty: 24 },
    { sku: 'HSE-4420', qty: 2 },
  ],
};
const wanted = { orderNumber: '1', country: 'US', total: '1.00', lines: [{ sku: 'A', quantity: 1 }] };

/** From an empty canvas to a flow that runs, by the guide. Each test goes on where the one before ended; the hand counts every act. */
describe.skipIf(isWithoutBrowser())('a newcomer makes a first flow', () => {
  const browser = useBrowser({ permissions: ['clipboard-read', 'clipboard-write'] });
  let erp: Recorder;
  let hand: CountedHand;
  const button = (name: string | RegExp) => browser.page.getByRole('button', { name });
  const guide = () => browser.page.getByRole('complementary', { name: 'First flow' });

  beforeAll(async () => {
    erp = await startRecorder();
  });
  afterAll(() => erp?.close());

  test('begins with the guide', async () => {
    const { page } = browser;
    hand = countedHand(page);
    await browser.open('/flows');
    await hand.click(button('New flow'), 'New flow');
    await page.locator('form input:focus').waitFor();
    await hand.type('Web orders');
    await hand.click(page.getByRole('radio', { name: /A guided first flow/ }), 'A guided first flow');
    await hand.click(button('Create flow'), 'Create flow');
    await guide().getByText('0 of 8 done').waitFor();
  });

  test('takes messages in, and gives a sample', async () => {
    const { page } = browser;
    await hand.click(button('Add a webhook'), 'Add a webhook');
    await page.getByRole('region', { name: 'Settings of Webhook' }).locator('[data-field="path"] input:focus').waitFor();
    await hand.type('web/orders');
    await guide().getByText('1 of 8 done').waitFor();
    await hand.click(button('Write a sample'), 'Write a sample');
    const dialog = page.getByRole('dialog', { name: 'Write a message' });
    await dialog.locator('.cm-focused').waitFor();
    await hand.paste(JSON.stringify(order));
    await hand.click(dialog.getByRole('button', { name: 'Add test case' }), 'Add test case');
    await guide().getByText('2 of 8 done').waitFor();
  });

  test('maps the order to what the other side wants, mostly by suggestion', async () => {
    const { page } = browser;
    await hand.click(button('Add a Map step'), 'Add a Map step');
    await hand.click(button('fields as mapped'), 'the target');
    await hand.click(page.getByRole('menuitem', { name: /Paste a document/ }), 'Paste a document');
    const dialog = page.getByRole('dialog', { name: 'What the result looks like' });
    await dialog.locator('.cm-focused').waitFor();
    await hand.paste(JSON.stringify(wanted));
    await hand.click(dialog.getByRole('button', { name: 'Use as target' }), 'Use as target');
    await hand.click(button(/^Suggest \d more/), 'Suggest');
    await hand.click(button(/^Accept \d above 90 %/), 'Accept all above 90 %');
    await hand.click(page.getByRole('treeitem', { name: /^id/ }), 'id');
    await hand.click(page.getByRole('treeitem', { name: /^orderNumber/ }), 'orderNumber');
    await hand.press('m');
    await page.getByText('"orderNumber": "A-1001"').waitFor();
    await page.getByText('"quantity": 24').waitFor();
    await hand.click(button('Done'), 'Done');
    await guide().getByText('3 of 8 done').waitFor();
  });

  test('decides by a table, on the fields of its own sample', async () => {
    const { page } = browser;
    await hand.click(button('Add a decision table'), 'Add a decision table');
    await hand.click(button('Run to here with First sample'), 'Run to here');
    await hand.click(button('Start from sample fields'), 'Start from sample fields');
    const dialog = page.getByRole('dialog', { name: 'Which fields decide?' });
    await hand.click(dialog.getByRole('button', { name: /total/ }), 'total');
    await hand.click(dialog.getByRole('button', { name: /^Start with/ }), 'Start');
    const grid = page.getByRole('grid', { name: /^Decision table/ });
    await hand.click(grid.getByRole('row').nth(1).getByRole('gridcell').first(), 'the first cell');
    await hand.paste('>= 5000\treview\n-\tnormal');
    await page.getByText('Row 1 fires').waitFor();
    await hand.click(button('Done'), 'Done');
    await guide().getByText('4 of 8 done').waitFor();
  });

  test('sends it on over a connection made on the way', async () => {
    const { page } = browser;
    await hand.click(button('Add an HTTP request'), 'Add an HTTP request');
    const settings = page.getByRole('region', { name: 'Settings of HTTP request' });
    await hand.click(settings.locator('[data-field="connection"]').getByRole('combobox'), 'the connection');
    await hand.click(page.getByRole('option', { name: /^New connection in/ }), 'New connection');
    const form = page.getByRole('region', { name: 'New connection' });
    await form.locator('input:focus').waitFor();
    await hand.type('my-erp');
    await hand.click(form.getByRole('textbox', { name: 'Address' }), 'its address');
    await hand.type(erp.url);
    await hand.click(form.getByRole('button', { name: 'Create connection' }), 'Create connection');
    await guide().getByText('5 of 8 done').waitFor();
  });

  test('runs green, in under 40 clicks and key chords', async () => {
    const { page } = browser;
    await hand.press('Control+Enter');
    await page.getByText('1 effect confirmed').waitFor();
    for (const step of ['Webhook', 'Map', 'Decision table', 'HTTP request']) await stepCard(page, step).getByText('Done').waitFor();
    expect(JSON.parse(erp.requests[0]?.body ?? '{}')).toMatchObject({
      orderNumber: 'A-1001',
      total: '6400.00',
      lines: [{ sku: 'VLV-BR-075', quantity: 24 }, { sku: 'HSE-4420' }],
      result: 'review',
    });
    expect(hand.acts.length, hand.acts.join('\n')).toBeLessThan(40);
  });

  test('publishes it, and a real message goes through', async () => {
    const { page, server } = browser;
    await button('Back to draft').click();
    await guide().getByRole('button', { name: 'Publish' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Publish v1/ })
      .click();
    await guide().getByText('7 of 8 done').waitFor();
    await guide().getByRole('button', { name: 'Copy the call' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`curl -X POST ${server.url}/in/dev/web/orders`);
    await fetch(`${server.url}/in/dev/web/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...order, id: 'A-1002', total: '12.00' }),
    });
    await until(
      'the second order in the ERP',
      () => erp.requests,
      (requests) => requests.length === 2,
    );
    expect(JSON.parse(erp.requests[1]?.body ?? '{}')).toMatchObject({ orderNumber: 'A-1002', result: 'normal' });
    await guide().getByText('Your flow runs.').waitFor();
  });
});
