import type { FlowInput } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { tryFlow } from '../support/flows.ts';
import { until } from '../support/until.ts';

const names: Record<string, string> = { hook: 'Orders in', split: 'Split lines', prepare: 'Prepare line', keep: 'Keep stock items' };
const node = (id: string, type: string, config: Record<string, unknown>, x: number) => ({
  id,
  type,
  name: names[id] ?? id,
  config,
  position: { x, y: 200 },
});

/** An order is split into lines; one expression fails on lines without an address. */
const flow: FlowInput = {
  format: 1,
  id: 'lines-of-orders',
  name: 'Lines of orders',
  settings: { businessKeys: [{ kind: 'order', value: '{{ item.number }}' }] },
  nodes: [
    node('hook', 'trigger.webhook', { path: 'lines-of-orders' }, 0),
    node('split', 'routing.split', { list: '{{ item.lines }}' }, 192),
    node('prepare', 'transform.set-fields', { fields: [{ name: 'city', value: '{{ item.shipTo.city }}' }] }, 384),
    node('keep', 'routing.filter', { conditions: [{ value: '{{ item.qty }}', operator: 'greater', with: 1 }] }, 576),
  ],
  edges: [
    { from: { node: 'hook', port: 'out' }, to: { node: 'split', port: 'in' } },
    { from: { node: 'split', port: 'out' }, to: { node: 'prepare', port: 'in' } },
    { from: { node: 'prepare', port: 'out' }, to: { node: 'keep', port: 'in' } },
  ],
};
const lines = Array.from({ length: 12 }, (_, n) => ({
  sku: `SKU-${n}`,
  qty: n % 3,
  ...(n !== 5 && { shipTo: { city: ['Gent', 'Reno'][n % 2], 'post code': String(9000 + n) } }),
}));

type Step = { readonly nodeId: string; readonly pinned: boolean; readonly itemsIn: number };
type Runs = { readonly items: readonly { readonly id: string }[] };

describe.skipIf(isWithoutBrowser())('data beside the form', () => {
  const browser = useBrowser();
  let runId = '';
  const input = () => browser.page.getByRole('region', { name: 'Input' });
  const output = () => browser.page.getByRole('region', { name: 'Output' });
  const value = () => browser.page.getByRole('textbox', { name: 'Value' }).first();
  const newestSteps = async () => {
    const { items } = await browser.server.api.get<Runs>('/runs?env=dev&flow=lines-of-orders');
    return (await browser.server.api.get<{ steps: readonly Step[] }>(`/runs/${items[0]?.id}`)).steps;
  };

  test('shows the item that failed first, and marks the very part of the expression', async () => {
    const { page, server } = browser;
    runId = (await tryFlow(server.api, flow, { number: 'PO-4711', lines })).id;
    await browser.open('/flows/lines-of-orders');
    await stepCard(page, 'Prepare line').click();
    await input().getByText('6 of 12').waitFor();
    await input().getByText('1 of 12 failed').waitFor();
    await page.getByText('item.shipTo is missing, so "city" cannot be read from it').waitFor();
    expect(await value().locator('[class*="wrong"]').allTextContents()).toEqual(['item.shipTo.city']);
  });

  test('lists the value on every item, those that failed first, and brings another into view', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: '11 of 12 ok' }).click();
    const list = page.getByRole('region', { name: 'Value on every item' });
    expect(await list.getByRole('button').first().textContent()).toContain('item.shipTo is missing');
    await list.getByRole('button', { name: /Reno/ }).first().click();
    await input().getByText('2 of 12').waitFor();
  });

  test('searches among the items', async () => {
    const { page } = browser;
    await input().getByRole('button', { name: '2 of 12, choose another' }).click();
    await page.getByRole('textbox', { name: 'Search in keys and values' }).fill('sku-7');
    await page.keyboard.press('Enter');
    await input().getByText('8 of 12').waitFor();
  });

  test('derives the schema of all items: what is optional, examples, ranges', async () => {
    await input().getByText('Schema', { exact: true }).click();
    await input()
      .getByRole('treeitem', { name: /shipTo\?.*in 11 of 12/ })
      .waitFor();
    await input()
      .getByRole('treeitem', { name: /qty 0 to 2/ })
      .waitFor();
  });

  test('keeps to the rules of accessibility', async () => {
    expect(await seriousViolations(browser.page)).toEqual([]);
  });

  test('puts a field with an odd name into the field edited last, by the keyboard', async () => {
    const { page } = browser;
    await value().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    await input()
      .getByRole('treeitem', { name: /post code/ })
      .click();
    await page.keyboard.press('i');
    await until(
      'the expression in the draft',
      () =>
        browser.server.api.get<{ flow: { nodes: { id: string; config: { fields?: { value: string }[] } }[] } }>('/flows/lines-of-orders'),
      (draft) => draft.flow.nodes.find(({ id }) => id === 'prepare')?.config.fields?.[0]?.value === '{{ item.shipTo["post code"] }}',
    );
  });

  test('takes a field that is dragged into a field, and says that the data is older than the settings', async () => {
    const { page } = browser;
    await input().getByText('Tree', { exact: true }).click();
    await page.getByRole('button', { name: 'fx: Value is an expression' }).focus();
    await input()
      .getByRole('treeitem', { name: /^sku/ })
      .dragTo(page.getByRole('button', { name: 'fx: Value is an expression' }));
    await value().getByText('item.sku').waitFor();
    await output().getByText('settings changed since').waitFor();
  });

  test('executes the step alone on its last input', async () => {
    const { page } = browser;
    const ran = page.waitForResponse((answer) => /\/api\/runs\/[^/]+\/flow$/.test(answer.url()));
    await page.getByRole('button', { name: 'Test this step' }).click();
    const isAlone = (steps: readonly Step[]) =>
      steps.some(({ nodeId }) => nodeId === 'prepare') && steps.every(({ nodeId }) => nodeId !== 'split');
    await until('a run of one step', newestSteps, isAlone);
    await output().getByText('settings changed since').waitFor({ state: 'detached' });
    // What ran is compared with the draft as soon as it is here.
    await ran;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await output().getByText('settings changed since').count()).toBe(0);
  });

  test('pins the output, which tests then use, and refuses what is no JSON', async () => {
    const { page } = browser;
    await output().getByRole('treeitem').first().waitFor();
    await output().getByRole('button', { name: 'Pin' }).click();
    await output().getByText('pinned by Mara Lind').waitFor();
    await stepCard(page, 'Prepare line').getByText('Pinned: tests take its output as it is').waitFor();
    await output().getByRole('button', { name: 'Edit' }).click();
    const editor = output().getByRole('textbox', { name: 'Pinned output of Prepare line' });
    await editor.fill('[{ "sku":');
    await output()
      .getByText(/^This is no JSON/)
      .waitFor();
    await editor.fill('[{ "sku": "PINNED", "qty": 9 }]');
    await output().getByRole('button', { name: 'Pin this output' }).click();
    await output()
      .getByRole('treeitem', { name: /sku.*PINNED/ })
      .waitFor();
  });

  test('finds the message of a past run by its business key, and tests with it and the pin', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: /^Sample/ }).click();
    await page.getByRole('textbox', { name: 'Name, or a business key of a run' }).fill('PO-47');
    await page
      .getByRole('region', { name: 'Runs for PO-47' })
      .getByRole('button', { name: /PO-4711/ })
      .first()
      .click();
    await stepCard(page, 'Keep stock items').click();
    await page.getByRole('button', { name: 'Run to here' }).first().click();
    await until('a test with the pin', newestSteps, (steps) => steps.some(({ nodeId, pinned }) => nodeId === 'prepare' && pinned));
    await input()
      .getByRole('treeitem', { name: /sku.*PINNED/ })
      .waitFor();
    await stepCard(page, 'Prepare line').click();
    await output().getByRole('button', { name: 'Unpin' }).click();
    await output().getByText('pinned by').waitFor({ state: 'detached' });
  });

  test('shows on demand what is computed together, and what a replay would repeat', async () => {
    const { page } = browser;
    await page.locator('[data-canvas-region]').focus();
    await page.keyboard.press('Shift+R');
    await page.getByText('1: 4 steps computed together').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hide regions' }).click();
    await stepCard(page, 'Split lines').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'What would a replay from here repeat?' }).click();
    await page.getByRole('region', { name: 'Replay from Split lines' }).getByText('Nothing outside is touched.').waitFor();
    await page.getByRole('region', { name: 'Replay from Split lines' }).getByRole('button', { name: 'Close' }).click();
  });

  test('leads from the line that failed back to its order, and to each step on the way', async () => {
    const { page } = browser;
    await browser.open(`/runs/${runId}`);
    await page.getByRole('option', { name: /Prepare line/ }).click();
    await page.getByRole('tab', { name: 'Lineage' }).click();
    const way = page.getByRole('list', { name: 'Lineage' });
    await way.getByText('became an exception').waitFor();
    await way.getByText('number PO-4711').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await way.getByRole('button', { name: 'Split lines' }).click();
    await page.getByRole('region', { name: 'Step Split lines' }).waitFor();
  });

  test('leads from an error of a run to the expression of the draft, with the item that failed beside it', async () => {
    const { page } = browser;
    await page.getByRole('option', { name: /Prepare line/ }).click();
    await page.getByText('in fields › 1 › value').waitFor();
    await page.getByRole('link', { name: 'Fix in draft' }).click();
    await page.getByRole('region', { name: 'Settings of Prepare line' }).waitFor();
    await input().getByText('6 of 12').waitFor();
    await until(
      'the caret in the field',
      () => page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? ''),
      (field) => field.startsWith('fields.0'),
    );
  });
});
