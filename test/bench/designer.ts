import { mkdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { apiClient } from '../support/api-client.ts';
import { chromiumPath, launchBrowser } from '../support/browser.ts';
import { canvasFlow } from './canvas-flow.ts';
import { startServer } from './child.ts';

/** How a gesture of so many seconds went. */
export type Smoothness = {
  readonly framesPerSecond: number;
  /** The longest time without a frame, in milliseconds. */
  readonly longestPauseMs: number;
  /** The longest piece of work on the page's main thread, by Chromium's own trace: by the clock, and what of it the thread worked. */
  readonly longestTaskMs: number;
  readonly longestTaskCpuMs: number;
  /** What the main thread worked for each frame; 16.7 ms are there for 60 frames a second. */
  readonly cpuMsPerFrame: number;
};

export type DesignerMeasured = {
  /** A page that only counts its frames: what this machine can do. */
  readonly empty: Smoothness;
  readonly pan: Smoothness;
  readonly panFar: Smoothness;
  readonly zoom: Smoothness;
  readonly drag: Smoothness;
  /** From the address to the first card, with nothing in the cache. */
  readonly firstScreenMs: number;
  readonly firstListMs: number;
  /** Script that the flow list needs before anything can be done, and all that an open flow has loaded; gzip, KB. */
  readonly initialScriptKb: number;
  readonly editorScriptKb: number;
};

/** Where a designer answers, and a token that may edit. */
export type Designer = { readonly url: string; readonly token: string };

const viewport = { width: 1440, height: 900 };

/** Starts a server with its built designer and measures it; what is missing where there is no browser. */
export async function measureDesigner(folder: string): Promise<DesignerMeasured | { readonly missing: string }> {
  if (chromiumPath === undefined) return { missing: 'there is no Chromium' };
  await mkdir(folder, { recursive: true });
  const token = 'bench-token-0123456789abcdef';
  const server = await startServer({ PORT: '0', CROSSDOCK_DATA: folder, CROSSDOCK_TOKEN: token });
  try {
    return await measureDesignerAt({ url: server.url, token });
  } finally {
    await server.stop();
  }
}

export async function measureDesignerAt(designer: Designer): Promise<DesignerMeasured> {
  const api = apiClient(designer.url, designer.token);
  const many = await api.post<{ flow: { id: string } }>('/flows', { name: 'Canvas of 1000', from: { flow: canvasFlow(1000) } });
  const some = await api.post<{ flow: { id: string } }>('/flows', { name: 'Canvas of 300', from: { flow: canvasFlow(300) } });
  const browser = await launchBrowser();
  try {
    const first = await measureFirstScreens(browser, designer);
    const page = await signedIn(browser, designer);
    await page.goto('data:text/html,<p>nothing</p>');
    const empty = await smoothness(page, () => page.waitForTimeout(1000));
    await openFlow(page, designer, many.flow.id);
    const panFar = await smoothness(page, () => turnWheel(page, 60, { x: 40, y: 25 }));
    await zoomTo100(page);
    const pan = await smoothness(page, () => turnWheel(page, 60, { x: 40, y: 25 }));
    const zoom = await smoothness(page, async () => {
      await page.keyboard.down('Control');
      await turnWheel(page, 30, { x: 0, y: 30 });
      await turnWheel(page, 30, { x: 0, y: -30 });
      await page.keyboard.up('Control');
    });
    await openFlow(page, designer, some.flow.id);
    await zoomTo100(page);
    const drag = await smoothness(page, () => dragCard(page));
    return { empty, pan, panFar, zoom, drag, ...first };
  } finally {
    await browser.close();
  }
}

async function signedIn(browser: Browser, { url, token }: Designer): Promise<Page> {
  const context = await browser.newContext({ viewport });
  const link = await apiClient(url, token).post<{ token: string }>('/sign-in-links', { name: 'Bench' });
  await context.request.post(`${url}/api/session`, { data: { token: link.token }, failOnStatusCode: true });
  return context.newPage();
}

async function openFlow(page: Page, { url }: Designer, flow: string): Promise<void> {
  await page.goto(`${url}/flows/${flow}`);
  await page.locator('.react-flow__node').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500);
  await page.mouse.move(viewport.width / 2, viewport.height / 2);
}

async function zoomTo100(page: Page): Promise<void> {
  await page.keyboard.press('Shift+0');
  await page.waitForTimeout(800);
}

async function turnWheel(page: Page, times: number, by: { readonly x: number; readonly y: number }): Promise<void> {
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel(i < times / 2 ? by.x : -by.x, i < times / 2 || by.x === 0 ? by.y : -by.y);
    await page.waitForTimeout(8);
  }
}

/** Takes the card nearest to the middle and leads it about for a good second. */
async function dragCard(page: Page): Promise<void> {
  const boxes = await page
    .locator('.react-flow__node-step')
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON() as DOMRect));
  const middle = { x: viewport.width / 2, y: viewport.height / 2 };
  const [box] = boxes.toSorted((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y));
  if (!box) throw new Error('no card is to be seen');
  const start = { x: box.x + box.width / 2, y: box.y + 14 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let i = 1; i <= 120; i++) {
    await page.mouse.move(start.x + Math.sin(i / 12) * 220, start.y + Math.cos(i / 9) * 130 - 130);
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

/** Frames and tasks of the page while something is done to it. */
async function smoothness(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const count = (now: number) => {
      seen.push(now);
      (globalThis as unknown as { frames: number[] }).frames = seen;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const trace = await startTrace(page);
  const from = await page.evaluate(() => performance.now());
  await act();
  const to = await page.evaluate(() => performance.now());
  const tasks = await trace.end();
  const frames = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
  const within = frames.filter((at) => at >= from && at <= to);
  const pauses = within.slice(1).map((at, i) => at - (within[i] ?? at));
  return {
    framesPerSecond: within.length / ((to - from) / 1000),
    longestPauseMs: Math.max(0, ...pauses),
    longestTaskMs: tasks.longestMs,
    longestTaskCpuMs: tasks.longestCpuMs,
    cpuMsPerFrame: tasks.cpuMs / Math.max(1, within.length),
  };
}

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly dur?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
};

type Tasks = { readonly longestMs: number; readonly longestCpuMs: number; readonly cpuMs: number };

async function startTrace(page: Page): Promise<{ end(): Promise<Tasks> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', '__metadata'] },
  });
  return {
    async end() {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const main = new Set(
        events
          .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
          .map(({ pid, tid }) => `${pid} ${tid}`),
      );
      const tasks = events.filter((event) => event.name === 'ThreadControllerImpl::RunTask');
      const own = tasks.filter(({ pid, tid }) => main.has(`${pid} ${tid}`));
      return {
        longestMs: Math.max(0, ...own.map(({ dur = 0 }) => dur / 1000)),
        longestCpuMs: Math.max(0, ...own.map(({ dur = 0, tdur = dur }) => tdur / 1000)),
        cpuMs: own.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur / 1000, 0),
      };
    },
  };
}

/** The two screens people open first, each as on the first visit. */
async function measureFirstScreens(browser: Browser, designer: Designer) {
  const visit = async (path: string, ready: string) => {
    const page = await signedIn(browser, designer);
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url()))
        scripts.push(
          response.body().then(
            (body) => gzipSync(body).length,
            () => 0,
          ),
        );
    });
    await page.goto(`${designer.url}${path}`);
    await page.locator(ready).first().waitFor({ timeout: 60_000 });
    const ms = await page.evaluate(() => performance.now());
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    await page.context().close();
    return { ms, kb: bytes / 1024 };
  };
  await visit('/flows', 'main, [role="grid"], table');
  const list = await visit('/flows', '[role="row"] >> nth=1');
  const flow = await visit('/flows/shopify-order-to-erp', '.react-flow__node');
  return { firstListMs: list.ms, firstScreenMs: flow.ms, initialScriptKb: list.kb, editorScriptKb: flow.kb };
}
