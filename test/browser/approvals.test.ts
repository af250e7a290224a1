import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { stepCard } from '../support/canvas.ts';
import { until } from '../support/until.ts';

type Run = { readonly id: string; readonly status: string };

describe.skipIf(isWithoutBrowser())('somebody who decides about purchase orders', () => {
  const browser = useBrowser();
  const runs = new Map<string, string>();

  /** A purchase order that waits for its 855, on the real server. */
  async function ordered(poNumber: string): Promise<void> {
    const { server } = browser;
    const answer = await fetch(`${server.url}/in/dev/purchasing/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ poNumber, supplier: 'Norden Valves', lines: [{ sku: 'VLV-BR-075' }] }),
    });
    const { runId } = (await answer.json()) as { runId: string };
    runs.set(poNumber, runId);
    await until(
      'the run to wait',
      () => server.api.get<Run>(`/runs/${runId}`),
      ({ status }) => status === 'waiting',
    );
  }

  const changed = (key: string) =>
    browser.server.api.post('/events', {
      env: 'dev',
      name: 'po-acknowledged',
      key,
      body: { status: 'changed', note: 'line 2: 80 M only' },
    });

  test('finds nothing to decide, and reads where questions come from', async () => {
    const { page } = browser;
    await browser.open('/approvals');
    await page.getByText('Nothing waits for a decision in dev.').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('sees on the run what it waits for', async () => {
    const { page } = browser;
    await ordered('PO-8001');
    await browser.open(`/runs/${runs.get('PO-8001')}`);
    await page.getByRole('list', { name: 'Waits for' }).getByText('the event po-acknowledged with the key PO-8001').waitFor();
  });

  test('is told by the badge that a question has come, and reads it with its facts', async () => {
    const { page } = browser;
    await changed('PO-8001');
    await page.getByRole('link', { name: 'Decide' }).click();
    const card = page.getByRole('listitem', { name: 'Release PO-8001? The supplier changed it.' });
    await card.getByText('line 2: 80 M only').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByText('1 open').waitFor({ state: 'attached' });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      expect(await seriousViolations(page), colorScheme).toEqual([]);
    }
  });

  test('cannot reject without a reason', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    expect(await page.getByRole('button', { name: 'Reject it' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Why it is rejected' }).fill('too few');
    expect(await page.getByRole('button', { name: 'Reject it' }).isDisabled()).toBe(false);
    await page.getByRole('button', { name: 'Back' }).click();
  });

  test('approves it, and the run goes on with name and comment', async () => {
    const { page, server } = browser;
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('textbox', { name: 'Comment' }).fill('enough for now');
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page.getByText('Nothing waits for a decision in dev.').waitFor();
    const id = runs.get('PO-8001');
    await until(
      'the run to end',
      () => server.api.get<Run>(`/runs/${id}`),
      ({ status }) => status === 'done',
    );
    await page.getByText('Decided', { exact: true }).click();
    const card = page.getByRole('listitem', { name: 'Release PO-8001? The supplier changed it.' });
    await card.getByText('approved by Mara Lind', { exact: false }).waitFor();
    await card.getByText('enough for now').waitFor();
  });

  test('is told when somebody else was first', async () => {
    const { page, server } = browser;
    await ordered('PO-8002');
    await changed('PO-8002');
    const { items } = await until(
      'the question',
      () => server.api.get<{ items: { id: string }[] }>('/approvals?env=dev'),
      (found) => found.items.length === 1,
    );
    await browser.open('/approvals');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('textbox', { name: 'Comment' }).fill('looks fine');
    await server.api.post(`/approvals/${items[0]?.id}/rejection`, { comment: 'by phone' });
    const end = browser.faults.expectOutage();
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page
      .getByRole('alert')
      .getByText(/rejected it already/)
      .waitFor();
    end();
    await page.getByRole('button', { name: 'Got it' }).click();
    await page.getByText('Nothing waits for a decision in dev.').waitFor();
  });

  test('sees the way of the run on the canvas, and the flow waits where it should', async () => {
    const { page } = browser;
    await browser.open(`/flows/purchase-order-confirmation/runs?run=${runs.get('PO-8001')}`);
    await stepCard(page, 'Ask purchasing').getByText('Done').waitFor();
    await stepCard(page, 'Not confirmed').getByText('Skipped').waitFor();
  });
});
