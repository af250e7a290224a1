import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isEverywhere } from '../../config.ts';
import type { Log } from '../../engine/log.ts';
import { StartupError } from '../../store/startup-error.ts';
import { errorCodes } from '../error-codes.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The one port of the server. Behind it the intake and the API are let in when they are ready; before and after, everybody is told to come again. */
export type FrontDoor = {
  /** As people open it: `http://localhost:3000`. */
  readonly url: string;
  /** Where this process reaches itself. */
  readonly loopback: string;
  openIntake(handle: Handler): void;
  openApi(handle: Handler): void;
  /** Lets nobody in any more, gives answers under way two seconds, and frees the port. */
  close(): Promise<void>;
};

/** How long the body of a request to the API may take, ms. The intake has limits of its own: a file of 10 GB takes longer. */
const patienceWithBody = 60_000;
/** How long answers under way may take once the door closes. Milliseconds. */
const patience = 2000;

/** Rejects with StartupError when the port or the address cannot be had. */
export async function openFrontDoor({
  port,
  host,
  log,
}: {
  readonly port: number;
  readonly host: string;
  readonly log: Log;
}): Promise<FrontDoor> {
  let intake: Handler = notReady;
  let api: Handler = notReady;
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 60_000, requestTimeout: 0, noDelay: true },
    (request, response) => {
      // Webhooks go to the intake without Express in between: this is the hot path.
      if (request.url?.startsWith('/in/')) intake(request, response);
      else {
        const slow = setTimeout(() => !request.complete && request.destroy(), patienceWithBody);
        request.once('close', () => clearTimeout(slow));
        api(request, response);
      }
    },
  );
  await listen(server, port, host);
  server.on('error', (error) => log.error({ err: error }, 'the HTTP server has a problem'));
  const bound = server.address() as AddressInfo;

  return {
    url: `http://${shownHost(host)}:${bound.port}`,
    loopback: `http://${isEverywhere(bound.address) ? '127.0.0.1' : written(bound.address)}:${bound.port}`,
    openIntake(handle) {
      intake = handle;
    },
    openApi(handle) {
      api = handle;
    },
    async close() {
      if (!server.listening) return;
      intake = notReady;
      api = notReady;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
      server.closeAllConnections();
      await closed;
    },
  };
}

const notReady: Handler = (request, response) => {
  request.resume();
  response.writeHead(errorCodes.NOT_READY, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' });
  response.end(
    JSON.stringify({ code: 'NOT_READY', message: 'Crossdock is starting or stopping. Try again in a second.', details: [], requestId: '' }),
  );
};

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(listenError(error, port, host));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string): StartupError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken: stop what listens there, or set PORT to another one`,
    EACCES: `port ${port} may not be used by this user: set PORT to one above 1023`,
    EADDRNOTAVAIL: `HOST is "${host}", which is no address of this machine; use 127.0.0.1 or 0.0.0.0`,
    ENOTFOUND: `HOST is "${host}", a name that cannot be resolved; use 127.0.0.1 or 0.0.0.0`,
    EAI_AGAIN: `HOST is "${host}", a name that cannot be resolved; use 127.0.0.1 or 0.0.0.0`,
  };
  return new StartupError(reasons[error.code ?? ''] ?? `cannot listen on ${host}:${port} (${error.message})`, { cause: error });
}

function shownHost(host: string): string {
  return isEverywhere(host) || host === '127.0.0.1' || host === '::1' ? 'localhost' : written(host);
}

function written(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
