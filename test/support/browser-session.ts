import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Faults, watchForFaults } from './browser-faults.ts';
import { type Installation, newInstallation, type RunningServer } from './installation.ts';

/** How long the page may take for one thing on a slow machine. Milliseconds. */
const patience = 30_000;

/** A browser as it is set up, and who sits before it. */
export type Who = BrowserContextOptions & { readonly isSignedIn?: boolean; readonly name?: string };

/** One real server and one browser for the tests of a file; somebody is signed in already. */
export type BrowserSession = {
  readonly server: RunningServer;
  /** The page of the person who is signed in; stays over the tests of the file. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: Faults;
  /** Another person, or another machine of the same one: shares nothing with the first. Signed in unless told otherwise. */
  newContext(options?: Who): Promise<BrowserContext>;
  /** Opens a path of the product in the page. */
  open(path: string, page?: Page): Promise<void>;
};

/** Call at the top of a `describe`; the object is filled before its first test. After each test no page may have done what it must not. */
export function useBrowser(options: Who = {}): BrowserSession {
  const session = {} as { -readonly [key in keyof BrowserSession]: BrowserSession[key] };
  let installation: Installation;
  let browser: Browser;

  beforeAll(async () => {
    await buildDesigner();
    installation = await newInstallation();
    browser = await launchBrowser();
    const server = await installation.start();
    session.server = server;
    const contexts: Faults[] = [];
    session.newContext = async ({ isSignedIn = true, name = 'Mara Lind', ...more } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...more });
      context.setDefaultTimeout(patience);
      contexts.push(watchForFaults(context, server.url));
      if (isSignedIn) await signIn(server, context, name);
      return context;
    };
    session.faults = {
      get found() {
        return contexts.flatMap(({ found }) => found);
      },
      expectOutage: () => {
        const ends = contexts.map((each) => each.expectOutage());
        return () => {
          for (const end of ends) end();
        };
      },
    };
    session.context = await session.newContext(options);
    session.page = await session.context.newPage();
    session.open = async (path, page = session.page) => {
      await page.goto(`${server.url}${path}`);
    };
  }, 120_000);

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPicture(session.page, task.name);
    expect(session.faults.found).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
  });

  return session;
}

/** By a one-time link of its own, through the same door as the page, and quicker. */
async function signIn(server: RunningServer, context: BrowserContext, name: string): Promise<void> {
  const { token } = await server.api.post<{ token: string }>('/sign-in-links', { name });
  await context.request.post(`${server.url}/api/session`, { data: { token }, failOnStatusCode: true });
}

/** What the page looked like when a test failed, for whoever reads the output. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../.cache/browser-tests/${name.replaceAll(/\W+/g, '-')}.png`, import.meta.url));
  await page.screenshot({ path }).catch(() => {});
  process.stderr.write(`${name}: the page at that moment is ${path}\n`);
}

async function buildDesigner(): Promise<void> {
  const builder = fileURLToPath(new URL('../../scripts/build-designer.mjs', import.meta.url));
  const { ensureDesigner } = (await import(builder)) as { ensureDesigner: () => Promise<void> };
  await ensureDesigner();
}
