import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request as send } from 'undici';

/** Where in a call it happens. */
export type Point = 'before it is forwarded' | 'after it is forwarded' | 'in the middle of the answer' | 'after it is answered';

/** Stands between the server and the ERP and can stop the world at a named point of a call. */
export type CrashProxy = {
  readonly url: string;
  /** At this point of the next call `act` is done once, and the caller gets no more than it has by then. */
  arm(point: Point, act: () => void): void;
  /** Calls whose body contains this text are never answered, from now on; undefined: all are. */
  hold(text: string | undefined): void;
  /** How many calls are or were held. */
  held(): number;
  close(): Promise<void>;
};

export async function startCrashProxy(target: string): Promise<CrashProxy> {
  let armed: { readonly point: Point; readonly act: () => void } | undefined;
  let heldText: string | undefined;
  let held = 0;

  /** True once, where it is armed. */
  function strikes(point: Point): boolean {
    if (armed?.point !== point) return false;
    const { act } = armed;
    armed = undefined;
    act();
    return true;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    if (heldText !== undefined && body.includes(heldText)) {
      held++;
      return;
    }
    if (strikes('before it is forwarded')) return void request.socket.destroy();
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await send(target + request.url, { method: request.method as 'POST', headers, body });
    const answered = Buffer.from(await answer.body.arrayBuffer());
    if (strikes('after it is forwarded')) return void request.socket.destroy();
    const { connection: ___, 'keep-alive': ____, 'transfer-encoding': _____, ...answerHeaders } = answer.headers;
    response.writeHead(answer.statusCode, { ...answerHeaders, 'content-length': answered.length });
    if (armed?.point === 'in the middle of the answer') {
      response.write(answered.subarray(0, answered.length >> 1), () => {
        strikes('in the middle of the answer');
        request.socket.destroy();
      });
      return;
    }
    response.end(answered, () => strikes('after it is answered'));
  }

  const server = createServer((request, response) => {
    // A server that was killed no longer listens to what is answered.
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(point, act) {
      armed = { point, act };
    },
    hold(text) {
      heldText = text;
    },
    held: () => held,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
