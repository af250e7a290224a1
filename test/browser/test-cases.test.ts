import type { Flow } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { until } from '../support/until.ts';

const flowPath = '/flows/shopify-order-to-erp';
type Draft = { readonly flow: Flow; readonly revision: number };

describe.skipIf(isWithoutBrowser())('test cases of a flow', () => {
  const browser = useBrowser();
  const list = () => browser.page.getByRole('list', { name: 'Test cases' });
  const draft = () => browser.server.api.get<Draft>('/flows/shopify-order-to-erp');
  const normal = ({ flow }: Draft) => flow.tests.find(({ id }) => id === 'normal');

  test('all run at once, send nothing, and pass', async () => {
    const { page, server } = browser;
    const before = await server.api.get<{ total: number }>('/demo/erp/orders');
    await browser.open(`${flowPath}/tests`);
    await page.getByRole('button', { name: 'Run all 5' }).click();
    await until(
      'five passed test cases',
      () =>
        list()
          .getByRole('button', { name: /^Passed/ })
          .count(),
      (count) => count === 5,
    );
    expect(await server.api.get('/demo/erp/orders')).toMatchObject({ total: before.total });
  });

  test('one that expects something else shows both sides, and what came can be accepted and taken back', async () => {
    const { page, server } = browser;
    const before = await draft();
    const expected = structuredClone(normal(before)?.expect);
    const [item] = expected?.outputs['confirm.out'] ?? [];
    Object.assign(item as object, { erpStatus: 'shipped' });
    await server.api.post('/flows/shopify-order-to-erp/operations', {
      revision: before.revision,
      operations: [{ op: 'edit-test', test: 'normal', change: { expect: expected } }],
    });
    await list()
      .getByRole('button', { name: /Changed since it ran.*Order #10482/ })
      .click();
    await page
      .getByRole('region', { name: /^Order #10482/ })
      .getByRole('button', { name: 'Run', exact: true })
      .click();
    const finding = page.getByRole('listitem', { name: 'outputs.confirm.out[0].erpStatus' });
    await finding.getByText('"shipped"').waitFor();
    await finding.getByText('"booked"').waitFor();
    await finding.getByRole('button', { name: 'Accept what came' }).click();
    await page.getByText(/^Passed in/).waitFor();
    await until('the accepted value on the server', draft, (now) => JSON.stringify(normal(now)?.expect).includes('"erpStatus":"booked"'));
    await page.getByRole('button', { name: /^Undo/ }).click();
    await until('the value before', draft, (now) => JSON.stringify(normal(now)?.expect).includes('"erpStatus":"shipped"'));
  });

  test('publishing names what fails and wants a reason', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: /^Publish v/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 of 5 test cases fails:').waitFor();
    await dialog
      .getByText(/Order #10482/)
      .first()
      .waitFor();
    await dialog.getByRole('textbox', { name: /Why it is published all the same/ }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a run becomes a test case in one click, which passes at once', async () => {
    const { page, server } = browser;
    await server.api.post('/demo/shopify/orders', { count: 1 });
    const runs = await until(
      'a run of the order',
      () => server.api.get<{ items: { id: string; status: string }[] }>('/runs?env=dev&flow=shopify-order-to-erp&isTest=false'),
      ({ items }) => items.some(({ status }) => status === 'done'),
    );
    await browser.open(`/runs/${runs.items.find(({ status }) => status === 'done')?.id}`);
    await page.getByRole('button', { name: 'Make test case' }).click();
    await page.getByText(/^Made from the run/).waitFor();
    await page.getByText(/^Passed in/).waitFor();
    expect((await draft()).flow.tests).toHaveLength(6);
  });

  test('an answer is changed in the form, and the case says what that does', async () => {
    const { page } = browser;
    await browser.open(`${flowPath}/tests?case=normal`);
    const systems = page.getByRole('region', { name: 'Other systems' });
    await systems.getByRole('button', { name: /^ERP create order/ }).click();
    await systems.getByRole('textbox', { name: 'ERP create order, Answer 1, Status' }).fill('503');
    await page
      .getByRole('region', { name: /^Order #10482/ })
      .getByRole('button', { name: 'Run', exact: true })
      .click();
    await page.getByRole('listitem', { name: 'status' }).getByText('"failed"').waitFor();
  });

  test('a case is duplicated and deleted', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'More to do with this test case' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await list()
      .getByRole('button', { name: /\(copy\)/ })
      .waitFor();
    await page.getByRole('button', { name: 'More to do with this test case' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await list()
      .getByRole('button', { name: /\(copy\)/ })
      .waitFor({ state: 'detached' });
  });
});
