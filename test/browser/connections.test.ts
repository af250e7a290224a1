import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { type CarrierSystem, carrierSystem } from '../support/carrier-system.ts';

describe.skipIf(isWithoutBrowser())('an admin whose ERP is about to be serviced', () => {
  const browser = useBrowser();

  test('pauses its connection with a reason, and sees the order wait for it', async () => {
    const { page } = browser;
    await browser.open('/connections/erp-main');
    const panel = page.getByRole('region', { name: 'erp-main', exact: true });
    await panel.getByRole('button', { name: 'Pause' }).click();
    const form = page.getByRole('form', { name: 'Pause erp-main' });
    await form.getByRole('textbox', { name: 'Reason' }).fill('Stocktaking');
    await form.getByRole('button', { name: 'Pause erp-main' }).click();
    await panel.getByText(/Paused by Mara Lind .*: Stocktaking\./).waitFor();
    await browser.server.api.post('/demo/shopify/orders', { count: 1 });
    await panel.getByRole('link', { name: '1 run waits' }).click();
    await page.getByRole('row', { name: /10001 .*Parked/ }).waitFor();
  });

  test('resumes it, and the order goes on by itself', async () => {
    const { page, server } = browser;
    await browser.open('/connections');
    await page.getByRole('row', { name: /erp-main .*Paused, 1 run waits/ }).waitFor();
    await page.getByRole('row', { name: /erp-main/ }).click();
    const panel = page.getByRole('region', { name: 'erp-main', exact: true });
    await panel.getByRole('button', { name: 'Resume' }).click();
    await browser.open('/runs?key=10001');
    await page.getByRole('row', { name: /10001 .*Done/ }).waitFor();
    await browser.open('/connections/erp-main');
    await panel.getByText('Healthy').waitFor();
    await panel.getByText(/^\d+ calls? in 24 h, none failed$/).waitFor();
    expect(await server.api.get<{ total: number }>('/demo/erp/orders')).toMatchObject({ total: 1 });
  });

  test('limits its rate; a burst above the rate is refused at its field', async () => {
    const { page } = browser;
    await browser.open('/connections/erp-main');
    const panel = page.getByRole('region', { name: 'erp-main', exact: true });
    await panel.getByRole('switch', { name: 'Limit the rate' }).click();
    await panel.getByRole('textbox', { name: 'Calls', exact: true }).fill('40');
    await panel.getByRole('textbox', { name: 'In', exact: true }).fill('60');
    await panel.getByRole('textbox', { name: 'At once at most' }).fill('50');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByText('At most 40.').waitFor();
    await panel.getByRole('textbox', { name: 'At once at most' }).fill('5');
    await panel.getByText('40 a minute, of all processes together; after a quiet time 5 at once.').waitFor();
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await panel.getByText('40 a minute').waitFor();
  });
});

describe.skipIf(isWithoutBrowser())('an admin who connects a carrier that asks for OAuth 2', () => {
  const browser = useBrowser();
  let carrier: CarrierSystem;
  beforeAll(async () => {
    carrier = await carrierSystem();
  });
  afterAll(() => carrier.close());
  const panel = () => browser.page.getByRole('region', { name: 'carrier', exact: true });
  const save = async () => {
    await panel().getByRole('button', { name: 'Save', exact: true }).click();
    await panel().getByText('Saved', { exact: true }).waitFor();
  };

  test('makes the connection from the form of its kind; what is missing is told at its field', async () => {
    const { page } = browser;
    await browser.open('/connections');
    await page.getByRole('button', { name: 'New connection' }).click();
    const form = page.getByRole('form', { name: 'New connection' });
    await form.getByRole('textbox', { name: 'Name' }).fill('carrier');
    await form.getByRole('textbox', { name: 'Address', exact: true }).fill(carrier.url);
    await form.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'OAuth 2, client credentials' }).click();
    await form.getByRole('textbox', { name: 'Token address' }).fill(carrier.tokenUrl);
    await form.getByRole('textbox', { name: 'Client id' }).fill(carrier.clientId);
    await form.getByRole('radio', { name: 'Inner networks too' }).check();
    await form.getByRole('button', { name: 'Create connection' }).click();
    await form.getByText('Client secret is missing.').waitFor();
    await form.getByRole('textbox', { name: 'Client secret', exact: true }).fill(carrier.secret);
    await form.getByRole('button', { name: 'Create connection' }).click();
    await panel()
      .getByText(/^Set .* by Mara Lind$/)
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('tests it green, reads why it is red with a wrong secret, and mends it', async () => {
    const { page } = browser;
    const test = panel().getByRole('button', { name: 'Test now' });
    await test.click();
    await panel()
      .getByText(/^It works\. Answered in/)
      .waitFor();
    expect(carrier.given()).toBe(1);

    await panel().getByRole('button', { name: 'Replace client secret' }).click();
    await panel().getByRole('textbox', { name: 'Client secret', exact: true }).fill('wrong');
    expect(await test.isDisabled()).toBe(true);
    await save();
    await test.click();
    await panel().getByText('It does not work.').waitFor();
    await panel()
      .getByRole('list', { name: 'Steps of the test' })
      .getByText(/invalid_client|secret is wrong/)
      .waitFor();
    await page.getByRole('row', { name: /carrier.*(Token refused|Test failed)/ }).waitFor();

    await panel().getByRole('button', { name: 'Replace client secret' }).click();
    await panel().getByRole('textbox', { name: 'Client secret', exact: true }).fill(carrier.secret);
    await save();
    await test.click();
    await panel()
      .getByText(/^It works\. Answered in/)
      .waitFor();
    await page.getByRole('row', { name: /carrier.*(Healthy|Not tested)/ }).waitFor();
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(stored).not.toContain(carrier.secret);
  });

  test('is warned before the secret ends', async () => {
    const { page } = browser;
    const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await panel().getByLabel('Client secret: valid until').fill(inTenDays);
    await save();
    await panel()
      .getByText(/^Client secret: expires on/)
      .waitFor();
    await page.getByRole('link', { name: /^Connections.*Credentials of 1 connection expire soon$/ }).waitFor();
    await page.getByRole('button', { name: 'Close the connection' }).click();
    await page.getByText('Credentials in dev that expire soon or are expired:').waitFor();
  });

  test('keeps it quiet during maintenance', async () => {
    const { page } = browser;
    await browser.open('/connections/carrier');
    await panel().getByRole('button', { name: 'Add a window' }).click();
    await panel().getByRole('textbox', { name: 'What happens' }).fill('Move to another centre');
    await panel().getByText('Once', { exact: true }).click();
    await panel().getByLabel('Day').fill(new Date().toISOString().slice(0, 10));
    await panel().getByRole('textbox', { name: 'From' }).fill('00:00');
    await panel().getByRole('combobox', { name: 'Time zone' }).fill('UTC');
    await page.getByRole('option', { name: 'UTC', exact: true }).click();
    await panel()
      .getByText(/^Now, until/)
      .waitFor();
    await save();
    await panel()
      .getByText(/^Move to another centre, until/)
      .waitFor();
    await page.getByRole('row', { name: /carrier.*Maintenance/ }).waitFor();
  });

  test('does not lose what was typed when somebody else saves meanwhile', async () => {
    const { page, server } = browser;
    await panel().getByRole('textbox', { name: 'Calls at once' }).fill('7');
    const { items } = await server.api.get<{ items: { name: string; system: string; address: string; auth: object; policy: object }[] }>(
      '/connections?env=dev',
    );
    const theirs = items.find(({ name }) => name === 'carrier');
    const auth = { kind: 'oauth2-client', tokenUrl: carrier.tokenUrl, clientId: carrier.clientId };
    await server.api.put('/connections/dev/carrier', { ...theirs, ...bodyOnly, auth, policy: { ...theirs?.policy, timeoutSeconds: 9 } });
    await page.getByRole('link', { name: /^Flows/ }).click();
    await browser.page.goBack();
    await panel().getByRole('button', { name: 'Put mine on top' }).click({ timeout: 30_000 });
    await save();
    expect((await server.api.get<{ items: { name: string }[] }>('/connections?env=dev')).items).toContainEqual(
      expect.objectContaining({ name: 'carrier', policy: expect.objectContaining({ concurrency: 7, timeoutSeconds: 9 }) }),
    );
  });

  test('copies it to test without its secret', async () => {
    const { page } = browser;
    await panel().getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Copy to test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy carrier to test?' });
    await dialog.getByRole('button', { name: 'Copy to test' }).click();
    await page.getByRole('row', { name: /carrier.*Secret missing/ }).waitFor();
    await panel().getByText('A secret is missing: nothing can be sent until it is set.').waitFor();
    expect(await panel().getByRole('textbox', { name: 'Client secret', exact: true }).inputValue()).toBe('');
  });
});

/** What is shown of a connection and not written. */
const bodyOnly = Object.fromEntries(
  [
    ...['env', 'name', 'traffic', 'calls', 'updatedAt', 'changedBy', 'usedBy', 'usedByOthers'],
    ...['warnings', 'lastTest', 'authorized', 'expiresAt', 'nextMaintenance'],
  ].map((field) => [field, undefined]),
);
