import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { dragWire, stepCard, wire } from '../support/canvas.ts';

type Draft = { readonly flow: { readonly id: string; readonly nodes: readonly { readonly type: string }[] } };

const at = (x: number, y = 0) => ({ x: x * 200, y: y * 140 });
const edge = (from: string, to: string, port = 'out') => ({ from: { node: from, port }, to: { node: to, port: 'in' } });
/** Steps so placed that two wires would lead beneath cards. */
const flow = {
  format: 1,
  nodes: [
    { id: 'in', type: 'trigger.manual', name: 'Start', position: at(0) },
    { id: 'seen', type: 'routing.reject-duplicates', name: 'Once', config: { key: '{{ item.poNumber }}' }, position: at(1) },
    { id: 'adjust', type: 'transform.code', name: 'Adjust', position: at(2) },
    { id: 'note', type: 'routing.log', name: 'Note down', config: { message: 'supplier RNO1' }, position: at(3) },
    { id: 'end', type: 'routing.log', name: 'Finish', config: { message: 'done' }, position: at(4) },
  ],
  edges: [
    edge('in', 'seen'),
    edge('seen', 'adjust'),
    edge('adjust', 'note'),
    edge('note', 'end'),
    edge('seen', 'end', 'duplicate'),
    edge('in', 'note'),
  ],
};

describe.skipIf(isWithoutBrowser())('the canvas', () => {
  const browser = useBrowser();
  const open = async (name: string) => {
    const draft = await browser.server.api.post<Draft>('/flows', { name, from: { flow } });
    await browser.open(`/flows/${draft.flow.id}`);
    await stepCard(browser.page, 'Start').waitFor();
    return draft.flow.id;
  };
  const select = async (page: Page, ...names: string[]) => {
    await page.keyboard.press('Escape');
    for (const name of names) await stepCard(page, name).click({ modifiers: ['Shift'], position: { x: 60, y: 20 } });
  };
  const group = (page: Page, title: string) => page.getByRole('group', { name: new RegExp(`^Group ${title}`) });
  const notice = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text });

  test('leads wires around the cards in their way, before and after tidying', async () => {
    const { page } = browser;
    await open('Wires');
    await wire(page, 'Once', 'Finish').waitFor({ state: 'attached' });
    expect(await wiresBeneathCards(page)).toEqual([]);
    await page.keyboard.press('Shift+L');
    await page.getByRole('button', { name: 'Undo tidy up' }).waitFor();
    expect(await wiresBeneathCards(page)).toEqual([]);
  });

  test('groups steps by keyboard, names the group, shows it as one card and takes all of it back', async () => {
    const { page } = browser;
    await open('Groups');
    await select(page, 'Adjust', 'Note down');
    await page.keyboard.press('Control+g');
    await page.keyboard.type('Prepare');
    await page.keyboard.press('Enter');
    await group(page, 'Prepare, 2 steps').waitFor();
    await page.keyboard.press('Shift+G');
    await group(page, 'Prepare, collapsed, 2 steps').waitFor();
    expect(await stepCard(page, 'Adjust').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await stepCard(page, 'Adjust').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await group(page, 'Group 1')
      .waitFor({ state: 'detached' })
      .catch(() => {});
    expect(await page.getByRole('group', { name: /^Group / }).count()).toBe(0);
  });

  test('a dragged frame takes its steps along', async () => {
    const { page } = browser;
    await open('Frames');
    await select(page, 'Adjust', 'Note down');
    await page.keyboard.press('Control+g');
    await page.keyboard.press('Enter');
    const before = await boxOf(page, 'Adjust');
    const title = await group(page, 'Group 1').getByTitle('Group 1', { exact: true }).boundingBox();
    if (!title) throw new Error('the group has no title');
    await page.mouse.move(title.x + 8, title.y + 8);
    await page.mouse.down();
    await page.mouse.move(title.x + 20, title.y + 60, { steps: 4 });
    await page.mouse.move(title.x + 8, title.y + 128, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(page, 'Adjust')).y - before.y).toBeGreaterThan(90);
  });

  test('finds text in settings, counts the places and leads to them', async () => {
    const { page } = browser;
    await open('Finding');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('rno1');
    await page.getByRole('search').getByText('1 of 1').waitFor();
    await page.getByRole('search').getByText('message').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Settings of Note down' }).waitFor();
  });

  test('pastes a flow file without its trigger, and says why it takes nothing else', async () => {
    const { page } = browser;
    await open('Pasting');
    await paste(page, JSON.stringify({ ...flow, id: 'elsewhere', name: 'Elsewhere' }));
    await notice(page, /Pasted without Start/).waitFor();
    expect(await stepCard(page, 'Adjust').count()).toBe(2);
    await paste(page, '{"nodes":[{"typeVersion":1}],"connections":{}}');
    await notice(page, /a flow of n8n/).waitFor();
    expect(await stepCard(page, 'Adjust').count()).toBe(2);
  });

  test('lines steps up, and the palette knows the command', async () => {
    const { page } = browser;
    await open('Lining up');
    await select(page, 'Once', 'Adjust');
    await page.keyboard.press('Control+ArrowDown');
    await select(page, 'Once', 'Finish');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('>align ports');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await boxOf(page, 'Once')).y - (await boxOf(page, 'Finish')).y).toBe(0);
  });

  test('makes a flow of a selection, leads into it and back, and refuses what cannot be called', async () => {
    const { page } = browser;
    await open('Extracting');
    await select(page, 'Start', 'Once');
    await page.keyboard.press('Control+Shift+E');
    await notice(page, /Start is the trigger of this flow/).waitFor();
    await select(page, 'Adjust');
    await page.keyboard.press('Control+Shift+E');
    await notice(page, /is a flow of its own now/).waitFor();
    await stepCard(page, 'Extracting: Adjust').waitFor();
    await stepCard(page, 'Go on with the answer').waitFor();
    await page.keyboard.press('Shift+Enter');
    await stepCard(page, 'Called').waitFor();
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Extracting', exact: true }).click();
    await stepCard(page, 'Extracting: Adjust').waitFor();
  });

  test('says why a wire is refused', async () => {
    const { page } = browser;
    await open('Refusing');
    const release = await dragWire(page, { step: 'Finish', port: 'out' }, { step: 'Once' }, { isHeld: true });
    await page.getByText(/This would close a loop/).waitFor();
    await release();
  });
});

async function boxOf(page: Page, step: string): Promise<{ x: number; y: number }> {
  const box = await stepCard(page, step).first().boundingBox();
  if (!box) throw new Error(`${step} is not to be seen`);
  return box;
}

/** What Ctrl V does with this text on the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** The names of the wires that run beneath a card somewhere between their ends. */
function wiresBeneathCards(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll('.react-flow__node-step')].map((card) => card.getBoundingClientRect());
    return [...document.querySelectorAll<SVGGElement>('.react-flow__edge')].flatMap((wire) => {
      const path = wire.querySelector<SVGPathElement>('path.react-flow__edge-path');
      const matrix = path?.getScreenCTM();
      if (!path || !matrix) return ['a wire without a path'];
      const length = path.getTotalLength();
      for (let at = 12; at < length - 12; at += 4) {
        const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
        if (cards.some((card) => x > card.left + 1 && x < card.right - 1 && y > card.top + 1 && y < card.bottom - 1))
          return [wire.getAttribute('aria-label') ?? 'a wire'];
      }
      return [];
    });
  });
}
