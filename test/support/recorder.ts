import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Recorded = {
  readonly method: string /** As it stood in the request line. */;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A system that writes down what it is asked, and answers as it is told: 200 `{}` unless told otherwise. */
export type Recorder = {
  readonly url: string;
  readonly requests: readonly Recorded[];
  answer(next: { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string }): void;
  clear(): void;
  close(): Promise<void>;
};

export async function startRecorder(): Promise<Recorder> {
  const requests: Recorded[] = [];
  let given: Parameters<Recorder['answer']>[0] = {};
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ method: request.method ?? '', target: request.url ?? '', headers: request.headers, body });
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
      response.end(given.body ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(next) {
      given = next;
    },
    clear() {
      requests.length = 0;
      given = {};
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
