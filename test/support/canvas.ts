import type { Locator, Page } from 'playwright-core';

/** The card of a step on the canvas. */
export const stepCard = (page: Page, name: string): Locator => page.getByRole('group', { name: new RegExp(`^${name}, `) });

/** The wire between two steps. */
export const wire = (page: Page, from: string, to: string): Locator =>
  page.getByRole('group', { name: `Wire from ${from} to ${to}`, exact: true });

type Place = { readonly step: string; readonly port?: string };

/**
 * Draws a wire with the mouse from a port to a port, or to a card. Held, the button is not released before the returned function is called.
 */
export async function dragWire(page: Page, from: Place, to: Place, { isHeld = false } = {}): Promise<() => Promise<void>> {
  // Waits until nothing moves any more.
  await portOf(page, from, 'Output').hover();
  const start = await centreOf(portOf(page, from, 'Output'));
  const end = await centreOf(to.port === undefined ? stepCard(page, to.step) : portOf(page, to, 'Input'));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2 + 20, { steps: 6 });
  await page.mouse.move(end.x, end.y, { steps: 6 });
  const release = () => page.mouse.up();
  if (!isHeld) await release();
  return release;
}

const portOf = (page: Page, { step, port }: Place, side: 'Input' | 'Output') =>
  stepCard(page, step).getByRole('img', { name: `${side} ${port}`, exact: true });

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not to be seen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
