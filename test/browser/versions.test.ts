import { readFile } from 'node:fs/promises';
import type { FlowInput } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Node = { readonly id: string; readonly name: string; readonly config: Readonly<Record<string, unknown>> };
type Draft = {
  readonly revision: number;
  readonly flow: { readonly nodes: readonly Node[] };
  readonly deployments: Readonly<Record<string, number>>;
};

const id = 'orders';
const path = `/flows/${id}/versions`;
const flow: FlowInput = {
  format: 1,
  id,
  name: 'Orders',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Shop', config: { path: id }, position: { x: 0, y: 0 } },
    {
      id: 'map',
      type: 'transform.map',
      name: 'Map',
      config: { fields: [{ target: 'number', value: '{{ item.name }}' }] },
      position: { x: 176, y: 0 },
    },
    {
      id: 'old',
      type: 'routing.filter',
      name: 'Only paid',
      config: { conditions: [{ value: '{{ item.paid }}', operator: 'equals', with: 'yes' }] },
      position: { x: 352, y: 0 },
    },
  ],
  edges: [
    { from: { node: 'hook', port: 'out' }, to: { node: 'map', port: 'in' } },
    { from: { node: 'map', port: 'out' }, to: { node: 'old', port: 'in' } },
  ],
};

describe.skipIf(isWithoutBrowser())('the history of a flow', () => {
  const browser = useBrowser({ acceptDownloads: true });
  const draft = () => browser.server.api.get<Draft>(`/flows/${id}`);
  const edit = async (...operations: unknown[]) =>
    browser.server.api.post(`/flows/${id}/operations`, { revision: (await draft()).revision, operations });
  const configOf = async (node: string) => (await draft()).flow.nodes.find((each) => each.id === node)?.config;

  test('the drawing shows what came, what went and what changed, and one walks through it by key', async () => {
    const { page, server } = browser;
    await server.api.put(`/flows/${id}`, { flow });
    await server.api.post(`/flows/${id}/versions`, { note: 'First', deployTo: ['dev'] });
    await edit(
      { op: 'set-config', node: 'map', path: 'fields.0.value', value: '{{ item.order_name }}' },
      { op: 'remove-node', node: 'old' },
      {
        op: 'add-node',
        node: { id: 'code', type: 'transform.code', name: 'Round', config: { code: 'return item;' }, position: { x: 352, y: 0 } },
      },
      { op: 'add-edge', edge: { from: { node: 'map', port: 'out' }, to: { node: 'code', port: 'in' } } },
    );
    await browser.open(path);
    await page.getByRole('option', { name: /^Draft 5 changes since v1/ }).waitFor();
    await stepCard(page, 'Only paid').getByRole('img', { name: 'Removed' }).waitFor();
    await stepCard(page, 'Round').getByRole('img', { name: 'Added' }).waitFor();
    await stepCard(page, 'Map').getByRole('img', { name: '1 change' }).waitFor();
    await page.keyboard.press(']');
    const detail = page.getByRole('region', { name: 'Map', exact: true });
    await detail
      .getByRole('row', { name: /number/ })
      .getByText('{{ item.name }}')
      .waitFor();
    expect(await detail.locator('mark').allTextContents()).toEqual(['order_']);
    expect(new URL(page.url()).searchParams.get('node')).toBe('map');
    await page.keyboard.press('F8');
    await page.keyboard.press('[');
    await detail.waitFor();
  });

  test('one change is taken back, the others stay', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Take this change back' }).click();
    await until(
      'the old mapping in the draft',
      () => configOf('map'),
      (config) => JSON.stringify(config).includes('item.name'),
    );
    expect((await draft()).flow.nodes.map((node) => node.id)).toEqual(expect.arrayContaining(['code']));
    await page.getByRole('option', { name: /^Draft 4 changes since v1/ }).waitFor();
  });

  test('publishing lists what changes, and asks for a note where the flow wants one', async () => {
    const { page } = browser;
    await edit({ op: 'set-settings', path: 'publishNote', value: 'required' });
    await page.getByRole('button', { name: 'Publish v2' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish v2' });
    await dialog.getByRole('region', { name: 'Changes' }).getByText('Only paid').waitFor();
    await dialog.getByRole('button', { name: 'Publish v2 to dev' }).click();
    await dialog.getByText('This flow asks for a note.').waitFor();
    await dialog.getByLabel(/^What changed and why/).fill('Rounds totals');
    await dialog.getByRole('button', { name: 'Publish v2 to dev' }).click();
    await page.getByRole('option', { name: /^v2 .*Rounds totals/ }).waitFor();
    await page.getByRole('button', { name: 'v2 live in dev; the draft is the same as v2' }).waitFor();
  });

  test('an address leads to two versions and a step in them, and a version is looked at by itself', async () => {
    const { page } = browser;
    await browser.open(`${path}?version=1&against=2&node=old`);
    await page.getByRole('region', { name: 'Only paid', exact: true }).getByText('Added with these settings.').waitFor();
    await page.getByRole('radiogroup', { name: 'What is shown' }).getByText('Flow', { exact: true }).click();
    await page.getByRole('application', { name: /^v1: 3 steps, read only/ }).waitFor();
    expect(page.url()).toContain('show=flow');
  });

  test('a step of an old version is taken into the draft, with its wires', async () => {
    const { page } = browser;
    await browser.open(`${path}?version=1&against=draft&node=old`);
    await page.getByRole('button', { name: 'Take this step from v1' }).click();
    await until('the step in the draft', draft, ({ flow: { nodes } }) => nodes.some((node) => node.id === 'old'));
    await page.getByRole('button', { name: 'Undo take Only paid from v1' }).click();
    await until('the step gone again', draft, ({ flow: { nodes } }) => nodes.every((node) => node.id !== 'old'));
  });

  test('an old version comes back only after what goes has been listed, and undo returns the draft', async () => {
    const { page } = browser;
    await edit({ op: 'rename-node', node: 'code', name: 'Round up' });
    await page.getByRole('button', { name: 'Changes 1' }).waitFor();
    await page.getByRole('button', { name: 'Make v1 the draft' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make v1 the draft' });
    await dialog.getByText('Round renamed to Round up').waitFor();
    await dialog.getByRole('button', { name: 'Make v1 the draft' }).click();
    await until('v1 in the draft', draft, ({ flow: { nodes } }) => nodes.some((node) => node.id === 'old'));
    await page.getByRole('button', { name: 'Undo make v1 the draft' }).click();
    await until('the draft again', draft, ({ flow: { nodes } }) => nodes.some((node) => node.name === 'Round up'));
    expect((await draft()).deployments).toEqual({ dev: 2 });
  });

  test('changes of the draft are discarded from the bar, by name', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Changes 1' }).click();
    await page.getByRole('button', { name: 'Discard 1 change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 1 change, back to v2' });
    await dialog.getByRole('button', { name: 'Discard 1 change' }).click();
    await page.getByRole('button', { name: 'Changes 0' }).waitFor();
    expect((await draft()).flow.nodes.some((node) => node.name === 'Round')).toBe(true);
  });

  test('a version is set live again, and leaves as a file that can be imported', async () => {
    const { page, server } = browser;
    await browser.open(`${path}?version=1`);
    await page.getByRole('button', { name: 'Set v1 live in dev' }).click();
    await page.getByText('v1 is live in dev.').waitFor();
    await until('v1 live', draft, ({ deployments }) => deployments.dev === 1);
    await page.getByRole('button', { name: 'More to do with this version' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Download v1 as a flow file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('orders.v1.flow.json');
    const imported = JSON.parse(await readFile(await file.path(), 'utf8')) as object;
    await server.api.put('/flows/orders-again', { flow: { ...imported, id: 'orders-again' } });
  });

  test('of many versions only those in view are drawn, and any is found', async () => {
    const { page, server } = browser;
    await server.api.put('/flows/many', { flow: { ...flow, id: 'many' } });
    for (let i = 1; i <= 40; i++) {
      const { revision } = await server.api.get<Draft>('/flows/many');
      await server.api.post('/flows/many/operations', { revision, operations: [{ op: 'set-flow', change: { purpose: `Try ${i}` } }] });
      await server.api.post('/flows/many/versions', { note: `Try ${i}` });
    }
    await browser.open('/flows/many/versions');
    const list = page.getByRole('listbox', { name: 'Versions' });
    await list.getByRole('option', { name: /^v40 / }).waitFor();
    expect(await list.getByRole('option').count()).toBeLessThan(30);
    await list.press('End');
    await list.getByRole('option', { name: /^v1 / }).waitFor();
    await page.getByLabel('Find a version').fill('try 17');
    await list.getByRole('option', { name: /^v17 / }).click();
    await page.getByRole('heading', { name: 'v17' }).waitFor();
  });

  test('a version that cannot be loaded says so, and the list stays', async () => {
    const { page } = browser;
    const isBack = browser.faults.expectOutage();
    await browser.open(`${path}?version=99`);
    await page.getByText('v99 could not be loaded').waitFor();
    await page.getByRole('option', { name: /^v2 / }).waitFor();
    isBack();
  });
});
