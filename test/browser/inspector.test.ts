import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Node = { readonly id: string; readonly name: string; readonly config: Readonly<Record<string, unknown>>; readonly note: string };
type Draft = {
  readonly flow: { readonly id: string; readonly nodes: readonly Node[]; readonly settings: Readonly<Record<string, unknown>> };
};

const nodes = [
  { id: 'start', type: 'trigger.schedule', name: 'Every morning', config: { zone: 'America/New_York' }, position: { x: 0, y: 0 } },
  {
    id: 'send',
    type: 'connector.http',
    name: 'Send order',
    config: { connection: 'erp-main', path: '/orders' },
    position: { x: 200, y: 0 },
  },
  {
    id: 'fields',
    type: 'transform.set-fields',
    name: 'Add fields',
    config: { fields: ['a', 'b', 'c'].map((name) => ({ name, value: name })) },
    position: { x: 400, y: 0 },
  },
];
const edges = [
  { from: { node: 'start', port: 'out' }, to: { node: 'send', port: 'in' } },
  { from: { node: 'send', port: 'out' }, to: { node: 'fields', port: 'in' } },
];

describe.skipIf(isWithoutBrowser())('the settings of a step', () => {
  const browser = useBrowser();
  let made: Draft;

  const dock = (page: Page = browser.page) => page.locator('[data-dock]');
  const field = (path: string, page: Page = browser.page): Locator => dock(page).locator(`[data-field="${path}"]`);
  const draft = () => browser.server.api.get<Draft>(`/flows/${made.flow.id}`);
  const configOf = async (id: string) => (await draft()).flow.nodes.find((node) => node.id === id)?.config ?? {};
  const saved = (page: Page) => page.getByText(/^Draft of v\d+, saved$/).waitFor();

  async function openStep(name: string, page: Page = browser.page): Promise<void> {
    made ??= await browser.server.api.post<Draft>('/flows', {
      name: 'Forms',
      from: { flow: { format: 1, id: 'forms', name: 'Forms', nodes, edges } },
    });
    await browser.open(`/flows/${made.flow.id}`, page);
    await stepCard(page, name).click();
    await dock(page).getByRole('textbox', { name: 'Name of the step' }).waitFor();
  }

  test('headers are pasted as lines, and a name stands once', async () => {
    const { page, context } = browser;
    await openStep('Send order');
    await dock().getByRole('button', { name: 'Add header' }).click();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('Accept: application/json\nX-Source: shop'));
    await page.keyboard.press('ControlOrMeta+V');
    await until(
      'both headers in the draft',
      () => configOf('send'),
      ({ headers }) => JSON.stringify(headers) === '{"Accept":"application/json","X-Source":"shop"}',
    );
    await dock().getByRole('button', { name: 'Add header' }).click();
    await page.keyboard.type('accept');
    await dock().getByText('There is "accept" already.', { exact: false }).waitFor();
    await page.keyboard.press('Tab');
    expect(Object.keys((await configOf('send')).headers as object)).toEqual(['Accept', 'X-Source']);
  });

  test('a duration is written as people do and kept in its unit; what is none stays as typed, also over a reload and a crash', async () => {
    const { page, context } = browser;
    await openStep('Send order');
    const input = field('keyHours').getByRole('textbox');
    await input.fill('2 days');
    await until(
      '48 hours',
      () => configOf('send'),
      ({ keyHours }) => keyHours === 48,
    );
    await input.fill('two weeks or so');
    await field('keyHours').getByText('is no duration', { exact: false }).waitFor();
    await page.reload();
    await stepCard(page, 'Send order').click();
    expect(await input.inputValue()).toBe('two weeks or so');
    expect((await configOf('send')).keyHours).toBe(48);
    await input.fill('2 d 12 h');
    await until(
      '60 hours',
      () => configOf('send'),
      ({ keyHours }) => keyHours === 60,
    );
    // The tab dies with a change that nobody has answered yet.
    const doomed = await context.newPage();
    await openStep('Send order', doomed);
    const isBack = browser.faults.expectOutage();
    await context.setOffline(true);
    await field('keyHours', doomed).getByRole('textbox').fill('5 h');
    await doomed.getByText(/^Offline, 1 change kept here$/).waitFor();
    await doomed.close();
    await context.setOffline(false);
    isBack();
    await openStep('Send order');
    await until(
      'the change of the tab that died',
      () => configOf('send'),
      ({ keyHours }) => keyHours === 5,
    );
  });

  test('a mistake is said at its field as it is made, counted at the tab, and F8 goes there', async () => {
    const { page } = browser;
    await openStep('Send order');
    await field('path').getByRole('textbox').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('/orders/{{ itm.number }}');
    await field('path').getByText('"itm" is not known here', { exact: false }).waitFor();
    await dock()
      .getByRole('tab', { name: /^Request 1$/ })
      .waitFor();
    await dock().getByRole('tab', { name: 'Docs' }).click();
    await page.keyboard.press('F8');
    await field('path').getByRole('textbox').waitFor();
    await until(
      'the caret in the field',
      () => page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')),
      (at) => at === 'path',
    );
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('/orders');
    await dock()
      .getByRole('tab', { name: /^Request$/ })
      .waitFor();
  });

  test('entries change their order by keyboard, and lines are pasted as entries', async () => {
    const { page } = browser;
    await openStep('Add fields');
    await field('fields.0.name').locator('input').focus();
    await page.keyboard.press('Alt+ArrowDown');
    const names = async () => ((await configOf('fields')).fields as { name: string }[]).map(({ name }) => name);
    await until('b before a', names, (all) => all.join() === 'b,a,c');
    await until(
      'the caret still in a',
      () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value),
      (value) => value === 'a',
    );
    await dock().getByRole('button', { name: 'Add field' }).last().click();
    await page.evaluate(() => navigator.clipboard.writeText('customer.email\ncustomer.phone'));
    await page.keyboard.press('ControlOrMeta+V');
    await until(
      'two fields to remove',
      () => configOf('fields'),
      ({ remove }) => JSON.stringify(remove) === '["customer.email","customer.phone"]',
    );
  });

  test('a schedule says when it comes due next in its zone, and what is wrong with it', async () => {
    await openStep('Every morning');
    const cron = field('cron');
    await cron.getByRole('textbox').fill('30 7 * * 1');
    await cron.getByText('Every Monday at 07:30').waitFor();
    await cron.getByText('in America/New_York', { exact: false }).waitFor();
    await until(
      'five Mondays',
      () => cron.getByRole('listitem').allTextContents(),
      (times) => times.length === 5 && times.every((time) => /^Mon \d+ \w+, 07:30$/.test(time)),
    );
    await cron.getByRole('textbox').fill('30 7 31 2 *');
    await cron.getByText('It never comes due.', { exact: false }).waitFor();
    await cron.getByRole('textbox').fill('0 6 * * 1-5');
  });

  test('all settings as JSON: keys are offered from the schema, and half a text is kept', async () => {
    const { page } = browser;
    await openStep('Send order');
    await dock().getByRole('button', { name: 'All as JSON' }).click();
    const editor = dock().locator('.cm-content').first();
    await editor.click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('"meth');
    await page.getByRole('option', { name: /^method/ }).waitFor();
    await page.keyboard.press('Escape');
    await dock().getByText('This is not JSON yet', { exact: false }).waitFor();
    await page.reload();
    await stepCard(page, 'Send order').click();
    await dock().getByRole('button', { name: 'All as JSON' }).click();
    await dock().locator('.cm-content', { hasText: '"meth' }).first().waitFor();
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('{ "connection": "erp-main", "path": "/orders", "method": "PUT" }');
    await until(
      'the method',
      () => configOf('send'),
      ({ method }) => method === 'PUT',
    );
  });

  test('a connection is made without leaving the step, and its secret is never shown', async () => {
    const { page } = browser;
    await openStep('Send order');
    await field('connection').getByRole('combobox').click();
    await page.getByRole('option', { name: /^New connection in/ }).click();
    const form = page.getByRole('region', { name: 'New connection' });
    await form.getByLabel('Name').fill('crm');
    await form.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9');
    await form.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Bearer token' }).click();
    await form.getByLabel('Token', { exact: true }).fill('s3cret-word');
    await form.getByRole('button', { name: 'Create connection' }).click();
    await until(
      'the new connection in the step',
      () => configOf('send'),
      ({ connection }) => connection === 'crm',
    );
    await field('connection').getByText('127.0.0.1:9').waitFor();
    expect(await page.content()).not.toContain('s3cret-word');
  });

  test('the settings of the flow refuse what cannot be and keep what was typed', async () => {
    const { page } = browser;
    await browser.open(`/flows/${made.flow.id}/settings`);
    const runs = page.locator('[data-field="concurrency"]');
    await runs.getByRole('textbox').fill('0');
    await runs.getByText('Use at least 1', { exact: false }).waitFor();
    await page.reload();
    expect(await runs.getByRole('textbox').inputValue()).toBe('0');
    await runs.getByRole('textbox').fill('4');
    await saved(page);
    await until(
      'the number of runs',
      async () => (await draft()).flow.settings,
      ({ concurrency }) => concurrency === 4,
    );
    await page.getByRole('button', { name: 'Add business key' }).click();
    await page.getByText('The business key "Order" is empty.', { exact: false }).waitFor();
  });
});
