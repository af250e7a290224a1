import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

const flow = 'shopify-order-to-erp';
const path = `/flows/${flow}/table/classify`;

describe.skipIf(isWithoutBrowser())('an analyst at a decision table', () => {
  const browser = useBrowser({ permissions: ['clipboard-read', 'clipboard-write'] });
  const grid = () => browser.page.getByRole('grid', { name: /^Decision table/ });
  const cell = (row: number, column: number): Locator => grid().getByRole('row').nth(row).getByRole('gridcell').nth(column);
  const press = async (...keys: string[]) => {
    for (const key of keys) await browser.page.keyboard.press(key);
  };
  const paste = async (text: string) => {
    await browser.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await press('Control+v');
  };
  type Rows = readonly { readonly when: readonly string[]; readonly give: readonly unknown[] }[];
  const table = async (): Promise<Rows> => {
    const draft = await browser.server.api.get<{ flow: { nodes: { id: string; config: { table?: { rows: Rows } } }[] } }>(`/flows/${flow}`);
    return draft.flow.nodes.find(({ id }) => id === 'classify')?.config.table?.rows ?? [];
  };

  test('opens it from its step by Enter, and goes back by Escape', async () => {
    const { page } = browser;
    await browser.open(`/flows/${flow}`);
    await stepCard(page, 'Classify order').click();
    await page.getByRole('button', { name: 'Open table' }).waitFor();
    await press('Enter');
    await page.waitForURL(`**${path}`);
    await grid().getByRole('rowheader', { name: '7', exact: true }).waitFor();
    await press('Escape');
    await page.waitForURL(`**/flows/${flow}`);
  });

  test('types as in a spreadsheet: a cell means what stands below it, Enter goes on, Escape gives up', async () => {
    const { page } = browser;
    await browser.open(path);
    await grid().focus();
    await page.keyboard.type('at least 6,000');
    await page.getByText('Matches 6,000 or more.').first().waitFor();
    await press('Enter');
    await cell(1, 0).getByText('>= 6,000').waitFor();
    await page.keyboard.type('nonsense');
    await press('Escape');
    expect(await cell(2, 0).textContent()).toBe('>= 1,000');
    await press('ArrowRight', 'F2');
    await page.keyboard.type('CA, ');
    await page.getByRole('option', { name: 'BR', exact: true }).click();
    await press('Enter');
    await cell(2, 1).getByText('CA, BR').waitFor();
    await until('the table to be saved', table, (rows) => rows[0]?.when[0] === '>= 6,000' && rows[1]?.when[1] === 'CA, BR');
    await press('Control+z', 'Control+z');
    await cell(1, 0).getByText('>= 5,000').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('pastes from a spreadsheet: rows are added, decimal commas read and said, what cannot be read is kept and marked', async () => {
    const { page } = browser;
    await grid().focus();
    await press('Control+End', 'Home');
    await paste('2.500,00\tDE\tvielleicht\r\n1.000,50\t"FR, BE"\ttrue\r\n');
    await page.getByText('2 numbers were read with a decimal comma: 2.500,00 became 2500.00.').waitFor();
    await page.getByText('1 pasted cell cannot be read; it is kept as it was and marked.').waitFor();
    expect(await cell(8, 2).getAttribute('aria-invalid')).toBe('true');
    expect(await cell(9, 1).textContent()).toBe('FR, BE');
    await press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('2500.00\tDE\tvielleicht');
    await until('the rows to be saved', table, (rows) => rows.length === 9);
    await press('Escape', 'Control+z');
    await until('the rows to be gone again', table, (rows) => rows.length === 7);
  });

  test('closes a gap by the row that is offered, and moves rows', async () => {
    await grid().focus();
    await press('Control+Home', 'Control+ArrowDown', 'Control+ArrowDown', 'Control+ArrowDown');
    await grid().getByRole('rowheader', { name: '7', exact: true }).click();
    await press('Control+-');
    await grid().getByRole('button', { name: 'Add this row' }).first().click();
    await until('the row of the gap', table, (rows) => rows.length === 7 && rows[6]?.give[0] === '');
    await grid().getByRole('rowheader', { name: '7', exact: true }).click();
    await press('Alt+ArrowUp');
    await until('the row to stand higher', table, (rows) => rows[5]?.give[0] === '');
    await press('Control+z', 'Control+z', 'Control+z');
    await until('everything to be as before', table, (rows) => rows[6]?.give[0] === 'normal');
  });

  test('sees which row fires for past records and why, and what a change would do to them', async () => {
    const { page, server } = browser;
    await server.api.post('/demo/shopify/orders', { count: 12 });
    await until(
      'the orders to be through',
      () => server.api.get<{ items: unknown[] }>(`/flows/${flow}/steps/classify/history?env=dev`),
      ({ items }) => items.length === 12,
    );
    await browser.open(path);
    const panel = page.getByRole('complementary', { name: 'Samples' });
    await panel.getByText('Past runs', { exact: true }).click();
    await panel.getByText(/^Row \d fires$/).waitFor();
    await panel.getByRole('table', { name: /^Why row \d$/ }).waitFor();
    await grid().getByRole('columnheader', { name: 'Hits' }).waitFor();
    await grid().focus();
    await page.keyboard.type('> 0');
    await press('Enter');
    await page.getByRole('button', { name: /^With this table \d+ of 12 past records would go elsewhere than with v1$/ }).click();
    await panel
      .getByText(/^row \d to row 1$/)
      .first()
      .waitFor();
    await press('Control+z');
  });

  test('works on 2,000 rows: only what is in view is drawn', async () => {
    const { page } = browser;
    await browser.open(path);
    await grid().focus();
    await press('Control+End', 'Home');
    const lines = Array.from({ length: 1993 }, (_, i) => `${i * 5}..${i * 5 + 4}\tC${i % 40}\t-\t-\t-\tnormal`);
    await paste(lines.join('\r\n'));
    await page.getByText('2,000 rows').waitFor();
    await press('Control+End');
    await grid().getByRole('rowheader', { name: '2000', exact: true }).waitFor();
    expect(await grid().getByRole('row').count()).toBeLessThan(80);
    await until('all rows to be saved', table, (rows) => rows.length === 2000);
    await press('Control+z');
    await until('the rows to be gone again', table, (rows) => rows.length === 7);
  }, 30_000);

  test('is told when the step is not there any more', async () => {
    const { page } = browser;
    await browser.open(`/flows/${flow}/table/gone`);
    await page.getByText('This flow has no such decision table.').waitFor();
    await page.getByRole('button', { name: 'Back to the flow' }).click();
    await page.waitForURL(`**/flows/${flow}`);
  });
});
