import type { BrowserContext, Page, Request } from 'playwright-core';

/** What no page of the product may do: write errors, break its content security policy, ask another machine. */
export type Faults = {
  /** What happened so far that must not happen. */
  readonly found: readonly string[];
  /** Failures of the network are expected from now on, until the returned function is called. */
  expectOutage(): () => void;
};

/** Watches every page of a browser context. */
export function watchForFaults(context: BrowserContext, origin: string): Faults {
  const found: string[] = [];
  let outages = 0;
  context.on('request', (request: Request) => {
    if (!isOwn(request.url(), origin)) found.push(`asked another machine: ${request.url()}`);
  });
  const watch = (page: Page) => {
    page.on('pageerror', (error) => found.push(`threw: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url } = message.location();
      const isNetwork = message.text().startsWith('Failed to load resource');
      // Whether somebody is signed in is asked by asking; the browser writes down each 401 by itself.
      if (isNetwork && url === `${origin}/api/session`) return;
      if (isNetwork && outages > 0) return;
      found.push(`wrote an error: ${message.text()} (${url})`);
    });
  };
  context.on('page', watch);
  return {
    found,
    expectOutage() {
      outages += 1;
      return () => {
        outages -= 1;
      };
    },
  };
}

function isOwn(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url);
}
