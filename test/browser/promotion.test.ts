import type { FlowInput } from '@crossdock/flows/document/flow';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { until } from '../support/until.ts';

type Policy = Readonly<Record<string, unknown>>;
type Draft = { readonly revision: number; readonly deployments: Readonly<Record<string, number>> };

const id = 'orders-to-erp';
const name = 'Orders to ERP';
const policyPath = '/environments/prod/promotion-policy';
const flow: FlowInput = {
  format: 1,
  id,
  name,
  channel: 'Orders',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Shop', config: { path: id }, position: { x: 0, y: 0 } },
    {
      id: 'map',
      type: 'transform.map',
      name: 'Map to order',
      config: { fields: [{ target: 'number', value: '{{ item.name }}' }] },
      position: { x: 176, y: 0 },
    },
  ],
  edges: [{ from: { node: 'hook', port: 'out' }, to: { node: 'map', port: 'in' } }],
};

const connection = { system: 'http', address: 'http://127.0.0.1:9/', auth: { kind: 'none' }, policy: { network: 'private' } };

describe.skipIf(isWithoutBrowser())('a flow on its way to prod', () => {
  const browser = useBrowser();
  /** Ana builds; Mara, whose page the session has, answers for prod. */
  let ana: Page;

  const draft = () => browser.server.api.get<Draft>(`/flows/${id}`);
  const inProd = async () => (await draft()).deployments.prod;
  const board = (page: Page) => page.getByRole('grid', { name: 'Flows by environment' });
  const request = (page: Page) => page.getByRole('region', { name: 'PR-1', exact: true }).first();

  beforeAll(async () => {
    const { api } = browser.server;
    await api.put(`/flows/${id}`, { flow });
    await api.post(`/flows/${id}/versions`, { note: 'First', deployTo: ['dev'] });
    await api.post(`/flows/${id}/deployments`, { env: 'test', version: 1 });
    // The first one goes to prod before it is guarded, as in any installation that grows.
    const policy = await api.get<Policy>(policyPath);
    await api.put(policyPath, { ...policy, isGuarded: false });
    await api.post(`/flows/${id}/deployments`, { env: 'prod', version: 1, why: 'Cut-over' });
    await api.put(policyPath, { ...policy, evidenceRuns: 0 });
    // Of its own: prod has none of this name.
    for (const env of ['dev', 'test']) await api.put(`/connections/${env}/erp-orders`, connection);
    const { revision } = await draft();
    await api.post(`/flows/${id}/operations`, {
      revision,
      operations: [
        { op: 'set-config', node: 'map', path: 'fields.0.value', value: '{{ item.order_name }}' },
        {
          op: 'add-node',
          node: {
            id: 'erp',
            type: 'connector.http',
            name: 'ERP create order',
            config: { connection: 'erp-orders', path: '/orders' },
            position: { x: 352, y: 0 },
          },
        },
        { op: 'add-edge', edge: { from: { node: 'map', port: 'out' }, to: { node: 'erp', port: 'in' } } },
      ],
    });
    const made = await api.post<{ link: { token: string } }>('/people', {
      login: 'ana',
      name: 'Ana Weber',
      grants: [{ role: 'analyst', envs: 'all', channels: 'all' }],
    });
    const context = await browser.newContext({ isSignedIn: false });
    await context.request.post(`${browser.server.url}/api/session`, {
      data: { token: made.link.token, password: 'three blue crates' },
      failOnStatusCode: true,
    });
    ana = await context.newPage();
  }, 60_000);

  test('is published by its analyst with a note, and goes live where nobody has to approve', async () => {
    await browser.open(`/flows/${id}`, ana);
    await ana.getByRole('button', { name: 'Publish v2' }).click();
    const dialog = ana.getByRole('dialog', { name: 'Publish v2' });
    await dialog.getByText('ERP create order').first().waitFor();
    await dialog.getByRole('checkbox', { name: 'Ask for promotion to prod' }).check();
    await dialog.getByRole('button', { name: 'Publish v2 to dev and ask for prod' }).waitFor();
    await dialog.getByRole('checkbox', { name: 'Ask for promotion to prod' }).uncheck();
    await dialog.getByRole('textbox', { name: /^What changed/ }).fill('Orders go to the ERP');
    await dialog.getByRole('button', { name: 'Publish v2 to dev' }).click();
    await until('v2 in dev', draft, ({ deployments }) => deployments.dev === 2);
  });

  test('is found on the board by keyboard, and asked for with P, with what would change told before', async () => {
    const { api } = browser.server;
    await api.post(`/flows/${id}/deployments`, { env: 'test', version: 2, why: 'To try it' });
    await browser.open('/promotion', ana);
    await board(ana).getByRole('row', { name }).waitFor();
    await ana.getByRole('textbox', { name: 'Find on the board' }).fill(name);
    await board(ana)
      .getByRole('button', { name: `Promote ${name} v2 to prod` })
      .waitFor();
    await board(ana).focus();
    await ana.keyboard.press('ArrowLeft');
    await ana.keyboard.press('p');
    await ana.getByRole('listitem').filter({ hasText: 'v2 replaces v1 in prod' }).waitFor();
    await ana.getByText('{{ item.order_name }}').waitFor();
    await ana.getByText('prod is guarded: this makes a request').waitFor();
    await ana.getByRole('button', { name: 'Ask for promotion to prod' }).click();
    await ana.getByText('Say why: whoever approves has to know.').waitFor();
    await ana.getByRole('textbox', { name: 'Why, for those who approve' }).fill('The ERP takes orders from Monday on.');
    await ana.getByRole('button', { name: 'Ask for promotion to prod' }).click();
    await request(ana).waitFor();
    expect(new URL(ana.url()).pathname).toBe('/promotion/PR-1');
    await ana.getByText('asked for PR-1, and in prod the author cannot approve').first().waitFor();
    expect(await ana.getByRole('button', { name: /Approve/ }).count()).toBe(0);
  });

  test('waits for who may approve, who reads what changes and which gate is red', async () => {
    const { page } = browser;
    await browser.open('/promotion');
    await page.getByRole('navigation', { name: 'Main' }).getByText('1 waits for you').waitFor({ state: 'attached' });
    await page
      .getByRole('region', { name: 'Waits for you' })
      .getByRole('link', { name: /Orders to ERP PR-1/ })
      .click();
    const changes = page.getByRole('region', { name: 'Changes', exact: true });
    await changes.getByText('{{ item.name }}').waitFor();
    await changes.getByText('{{ item.order_name }}').waitFor();
    await page.getByRole('button', { name: /^Fails\s*Connections/ }).waitFor();
    await page.getByText('Make the connection "erp-orders" in prod').waitFor();
    expect(await page.getByRole('button', { name: 'Approve and deploy to prod' }).count()).toBe(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      expect(await seriousViolations(page), colorScheme).toEqual([]);
    }
  });

  test('is drawn on the canvas against what prod runs, and line by line', async () => {
    const { page } = browser;
    await page.getByText('On canvas', { exact: true }).click();
    await page
      .getByRole('region', { name: 'v2 against v1, drawn as one' })
      .or(page.getByLabel('v2 against v1, drawn as one'))
      .first()
      .waitFor();
    await page.getByText('JSON', { exact: true }).click();
    await page.getByRole('region', { name: 'JSON' }).getByText('"ERP create order"').waitFor();
    await page.getByText('Fields', { exact: true }).click();
  });

  test('a question about it reaches its author at once', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Ask for changes' }).click();
    await page.getByRole('textbox', { name: 'What has to change' }).fill('Say which ERP.');
    await page.getByRole('button', { name: 'Ask for changes' }).click();
    await ana.getByRole('region', { name: 'Comments' }).getByText('Say which ERP.').waitFor();
    await ana.getByRole('region', { name: 'Comments' }).getByText('asks for changes').waitFor();
  });

  test('the red gate leads to where it is fixed, and passes when the checks run again', async () => {
    const { page, server } = browser;
    await page.getByRole('link', { name: 'Open erp-orders in prod' }).first().click();
    await page.getByRole('button', { name: 'Environment prod, switch' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/connections/erp-orders');
    await server.api.put('/connections/prod/erp-orders', connection);
    await page.goBack();
    await page.getByRole('button', { name: 'Run checks again' }).click();
    await page.getByRole('button', { name: /^(Passes|To look at)\s*Connections/ }).waitFor();
  });

  test('the last orders of prod are tried on it: what would differ is told, and an admin says why it goes on', async () => {
    const { page, server } = browser;
    await fetch(`${server.url}/in/prod/${id}`, { method: 'POST', body: '{"name":"#1001","order_name":"#1001"}' });
    const runs = () => server.api.get<{ items: { status: string }[] }>(`/runs?env=prod&flow=${id}`);
    await until('the order in prod', runs, ({ items }) => items[0]?.status === 'done');
    const shadow = page.getByRole('region', { name: 'Shadow run' });
    await shadow.getByRole('button', { name: 'Run shadow' }).click();
    await shadow.getByText('1 run would also call ERP create order.').waitFor();
    await page.getByRole('button', { name: /^To look at\s*Shadow run.*1 of 1 differ/ }).waitFor();
    await shadow.getByRole('button', { name: 'See 1 run' }).click();
    const list = page.getByRole('dialog', { name: '1 run of prod that would differ' });
    await list.getByText(/^POST \/+orders$/).waitFor();
    await list.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('textbox', { name: 'Go on anyway, because' }).fill('The ERP expects it.');
  });

  test('is approved and deployed by one button that names prod, and its author sees it live', async () => {
    const { page } = browser;
    await page.getByRole('textbox', { name: 'Note to your approval' }).fill('Checked with the order desk.');
    await page.getByRole('button', { name: 'Approve and deploy to prod' }).click();
    await page.getByText(/Orders to ERP v2 is live in .*prod.* deployed by Mara Lind/).waitFor();
    expect(await inProd()).toBe(2);
    await ana.getByText(/Orders to ERP v2 is live in .*prod/).waitFor();
    await ana.getByRole('region', { name: 'Approvals' }).getByText('Checked with the order desk.').waitFor();
  });

  test('goes back to what prod ran before, once its name is typed', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Roll back in prod' }).click();
    const dialog = page.getByRole('dialog', { name: `Roll back ${name} in prod` });
    await dialog.getByText(`${name}: from v2 to v1`).waitFor();
    await dialog.getByRole('textbox', { name: 'Why it goes back' }).fill('The ERP refuses the new numbers.');
    expect(await dialog.getByRole('button', { name: 'Roll back in prod' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: `Type ${name} to confirm` }).fill(name);
    await dialog.getByRole('button', { name: 'Roll back in prod' }).click();
    await page.getByText(/^Rolled back by Mara Lind/).waitFor();
    expect(await inProd()).toBe(1);
  });

  test('its deployments stand beside the board, from where it is paused and goes on', async () => {
    const { page } = browser;
    await browser.open(`/promotion?flow=${id}&env=prod`);
    const history = page.getByRole('region', { name: 'Deployments in prod' });
    await history.getByRole('listitem').filter({ hasText: 'Rolled back' }).getByText('The ERP refuses the new numbers.').waitFor();
    await history.getByRole('button', { name: 'Roll back to v2' }).first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const dialog = page.getByRole('dialog', { name: `Pause ${name} in prod` });
    await dialog.getByRole('radio', { name: 'Refuse them' }).check();
    await dialog.getByRole('textbox', { name: 'Why it is paused' }).fill('Stocktaking');
    await dialog.getByRole('button', { name: 'Pause in prod' }).click();
    await page.getByText('New messages are refused with 503').waitFor();
    expect((await fetch(`${browser.server.url}/in/prod/${id}`, { method: 'POST', body: '{}' })).status).toBe(503);
    await board(page).getByRole('row', { name }).getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'Resume in prod' }).click();
    await history.getByText('Resumed').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('an environment asks for two approvals and closes for Black Friday, and stands elsewhere in the order', async () => {
    const { page, server } = browser;
    await browser.open('/environments/prod');
    await page
      .getByRole('spinbutton', { name: 'Approvals needed' })
      .or(page.getByRole('textbox', { name: 'Approvals needed' }))
      .first()
      .fill('2');
    await page.getByRole('button', { name: 'Add a blackout' }).click();
    await page.getByRole('textbox', { name: 'What it is' }).fill('Black Friday');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Save prod' }).click();
    await page.getByText('Saved.').waitFor();
    const policy = await server.api.get<{ approvals: number; blackouts: { title: string }[] }>(policyPath);
    expect(policy.approvals).toBe(2);
    expect(policy.blackouts.map(({ title }) => title)).toEqual(['Black Friday']);
    await page.getByRole('list', { name: 'In the order of promotion' }).getByRole('button', { name: /^test/ }).press('Alt+ArrowUp');
    await until(
      'the new order',
      () => server.api.get<{ items: { name: string }[] }>('/environments'),
      ({ items }) => items.map((each) => each.name).join(' ') === 'test dev prod',
    );
  });
});
