import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Line = { readonly target: string; readonly value?: unknown; readonly fields?: readonly Line[] };
type Node = { readonly id: string; readonly config: { readonly fields?: readonly Line[] } & Record<string, unknown> };
type Draft = { readonly flow: { readonly id: string; readonly name: string; readonly nodes: readonly Node[] }; readonly revision: number };

const reference = 'shopify-order-to-erp';

/** An analyst maps a Shopify order anew, from nothing to a result that the contract accepts; each test goes on where the one before ended. */
describe.skipIf(isWithoutBrowser())('the mapper', () => {
  const browser = useBrowser();
  const tree = (side: 'Source' | 'Target') => browser.page.getByRole('tree', { name: `${side} fields` });
  const field = (side: 'Source' | 'Target', name: RegExp): Locator => tree(side).getByRole('treeitem', { name }).first();
  const search = async (side: 'Source' | 'Target', text: string) => {
    await browser.page.getByRole('region', { name: side, exact: true }).getByRole('searchbox').fill(text);
  };
  const linesOf = async (flow: string) => {
    const draft = await browser.server.api.get<Draft>(`/flows/${flow}`);
    return draft.flow.nodes.find(({ id }) => id === 'map')?.config.fields ?? [];
  };
  const saved = (flow: string, test: (lines: readonly Line[]) => boolean) => until('the lines on the server', () => linesOf(flow), test);

  /** The reference flow under another id, with another mapping. */
  async function aFlow(id: string, config: Record<string, unknown>, change: (flow: Record<string, unknown>) => void = () => {}) {
    const { flow } = structuredClone(await browser.server.api.get<Draft>(`/flows/${reference}`));
    const nodes = flow.nodes.map((node) =>
      node.id === 'map' ? { ...node, config } : 'path' in node.config ? { ...node, config: { ...node.config, path: id } } : node,
    );
    const made: Record<string, unknown> = { ...flow, id, name: `Mapping ${id}`, nodes };
    change(made);
    await browser.server.api.put(`/flows/${id}`, { flow: made });
  }

  async function drag(page: Page, from: Locator, to: Locator) {
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    if (!a || !b) throw new Error('a field is not to be seen');
    await page.mouse.move(a.x + 90, a.y + 14);
    await page.mouse.down();
    await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
    await page.mouse.move(b.x + 90, b.y + 14, { steps: 4 });
    await page.mouse.up();
  }

  test('opens by Enter on the card, and Done leads back to it', async () => {
    const { page } = browser;
    await browser.open(`/flows/${reference}`);
    await stepCard(page, 'Map to order').click();
    await page.getByRole('button', { name: /^Open mapper/ }).waitFor();
    await stepCard(page, 'Map to order').press('Enter');
    await field('Target', /^orderNumber/).waitFor();
    await page.getByText('All required mapped').waitFor();
    await page.getByRole('region', { name: 'Preview' }).getByText('"10482"').first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await stepCard(page, 'Map to order').waitFor();
  });

  test('a field dragged into a list makes the loop, after saying so; undo takes both back by name', async () => {
    const { page } = browser;
    await aFlow('drag', { contract: 'order@1', fields: [] });
    await browser.open('/flows/drag/map/map');
    await field('Target', /^orderNumber/).waitFor();
    await search('Source', 'sku');
    await search('Target', 'lines sku');
    await drag(page, field('Source', /^sku/), field('Target', /^sku/));
    const question = page.getByRole('dialog', { name: 'Map sku' });
    await question.getByText('It would get one entry for each of line_items.').waitFor();
    await page.keyboard.press('Enter');
    await saved('drag', (lines) => JSON.stringify(lines).includes('{"target":"sku","value":"{{ each.sku }}"}'));
    await field('Target', /^sku/).getByText('"VLV-BR-075"').waitFor();
    await page.getByRole('button', { name: 'Undo map sku' }).click();
    await saved('drag', (lines) => lines.length === 0);
    await page.getByRole('button', { name: 'Redo map sku' }).click();
  });

  test('the keyboard connects: a field on each side, then M; Del takes it away', async () => {
    const { page } = browser;
    await search('Source', 'currency');
    await search('Target', 'currency');
    await field('Source', /^currency/).click();
    await field('Target', /^currency/).click();
    await page.keyboard.press('m');
    await saved('drag', (lines) => lines.some(({ target, value }) => target === 'currency' && value === '{{ item.currency }}'));
    await page.keyboard.press('Delete');
    await saved('drag', (lines) => !lines.some(({ target }) => target === 'currency'));
  });

  test('what cannot be is refused with the reason', async () => {
    const { page } = browser;
    await search('Source', 'currency');
    await search('Target', 'shipTo');
    await drag(page, field('Source', /^currency/), field('Target', /^shipTo/));
    await page.getByRole('status').getByText('shipTo is an object. Drop currency on one of its fields.').waitFor();
  });

  test('all suggestions above 90 % are taken over as one step, and change nothing that was there', async () => {
    const { page } = browser;
    await search('Source', '');
    await search('Target', '');
    await page.getByRole('button', { name: /^Suggest \d+ more/ }).click();
    await page.getByRole('button', { name: /^Accept \d+ above 90 %/ }).click();
    await saved('drag', (lines) => lines.length > 20 && JSON.stringify(lines).split('"target":"sku"').length === 2);
    await page.getByText(/^\d\d of \d+ fields$/).waitFor();
    await page.keyboard.press('Escape');
  });

  test('a problem of the contract is solved in one click', async () => {
    const { page } = browser;
    await page
      .getByRole('region', { name: 'Preview' })
      .getByText(/^Problems/)
      .click();
    await page.getByRole('button', { name: 'Use constant EA' }).click();
    await saved('drag', (lines) => JSON.stringify(lines).includes('{"target":"quantity.uom","value":"EA"}'));
    await page.getByRole('button', { name: 'Use constant EA', exact: true }).waitFor({ state: 'detached' });
  });

  test('N goes to the next required field, and a constant typed there fills it', async () => {
    const { page } = browser;
    await tree('Target').focus();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'source.system' }).waitFor();
    await page.getByRole('textbox', { name: 'Constant or formula' }).fill('shopify');
    await page.keyboard.press('Enter');
    await saved('drag', (lines) => lines.some(({ target, value }) => target === 'source.system' && value === 'shopify'));
  });

  test('a line that fails is named, while all others still show what they give', async () => {
    const { page } = browser;
    await aFlow('broken', {
      contract: 'order@1',
      fields: [
        { target: 'orderNumber', value: '{{ item.name }}' },
        { target: 'placedAt', value: '{{ date.parse(item.name) }}' },
      ],
    });
    await browser.open('/flows/broken/map/map');
    await field('Target', /^placedAt/)
      .getByText('fails')
      .waitFor();
    await field('Target', /^orderNumber/)
      .getByText('"#10482"')
      .waitFor();
    await page.getByRole('region', { name: 'Preview' }).getByText('EXPRESSION_FAILED').waitFor();
  });

  test('the mapping is tested on every sample, against the one it was', async () => {
    const { page } = browser;
    await field('Target', /^placedAt/).click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /^Test on \d+ samples/ }).click();
    await page.getByText(/^\d+ different from before$/).waitFor();
    await page
      .getByRole('region', { name: 'Test on samples' })
      .getByRole('button', { name: /^Show this sample/ })
      .first()
      .waitFor();
  });

  test('of 2,000 fields on each side only those in view are drawn; a search finds one at once', async () => {
    const { page } = browser;
    const names = Array.from({ length: 2000 }, (_, i) => `field_${i}`);
    const shape = { type: 'object', properties: Object.fromEntries(names.map((name) => [name.replace('_', ''), { type: 'string' }])) };
    const fields = names.map((name) => ({ target: name.replace('_', ''), value: `{{ item.${name} }}` }));
    const body = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
    await aFlow('wide', { shape, fields }, (flow) => {
      flow.tests = [{ id: 'wide', name: 'Wide record', message: { contentType: 'application/json', body }, expect: { status: 'done' } }];
    });
    await browser.open('/flows/wide/map/map');
    await field('Target', /^field0\b/)
      .getByText('"value of field_0"')
      .waitFor();
    const drawn = async () => page.locator('[data-map-side]').count();
    expect(await drawn()).toBeLessThan(120);
    expect(await page.getByRole('img', { name: 'Lines between source and target' }).locator('path').count()).toBeLessThan(120);
    await tree('Target').focus();
    await page.keyboard.press('End');
    await field('Target', /^field1999\b/).waitFor();
    expect(await drawn()).toBeLessThan(120);
    await search('Source', 'field_1234');
    await field('Source', /^field_1234\b/).waitFor();
    expect(await tree('Source').getByRole('treeitem').count()).toBe(1);
  });
});
