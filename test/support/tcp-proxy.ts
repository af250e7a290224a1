import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';

/** Stands between a client and a server of any protocol and breaks connections at a named point. */
export type TcpProxy = {
  readonly port: number;
  /** Breaks the connection of the next request that contains this text, when it is where the point says; the server may have got it. Resolves when that has happened. */
  breakAt(point: BreakPoint, text: string): Promise<void>;
  /** Keeps the next request that contains this text back; resolves, when it has come, to what lets it go on. */
  holdAt(text: string): Promise<() => void>;
  /** Breaks all connections there are. */
  breakAll(): void;
  close(): Promise<void>;
};

export type BreakPoint =
  /** The server never gets it. */
  | 'before the server has it'
  /** The server has answered; the client never learns what. */
  | 'after the answer'
  /** The server gets it only when `deliver` is called, long after the client has given up. */
  | 'on a slow way';

/** The proxy, with what it still has to deliver of requests that were on a slow way. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy & { deliver(): Promise<void> }> {
  const open = new Set<Socket>();
  const late: Buffer[] = [];
  let holding: { readonly text: string; readonly come: (release: () => void) => void } | undefined;
  let armed: { readonly point: BreakPoint; readonly text: string; readonly done: () => void } | undefined;

  function relay(client: Socket): void {
    const server = dial(targetPort, '127.0.0.1');
    let isCut: (() => void) | undefined;
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (bytes: Buffer) => {
      if (holding !== undefined && bytes.includes(holding.text)) {
        const { come } = holding;
        holding = undefined;
        return come(() => void server.write(bytes));
      }
      if (armed === undefined || !bytes.includes(armed.text)) return void server.write(bytes);
      const { point, done } = armed;
      armed = undefined;
      if (point === 'after the answer') {
        isCut = done;
        server.write(bytes);
        return;
      }
      if (point === 'on a slow way') late.push(bytes);
      client.destroy();
      done();
    });
    server.on('data', (bytes: Buffer) => {
      if (!isCut) return void client.write(bytes);
      client.destroy();
      isCut();
    });
  }

  const proxy = createServer(relay);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    breakAt: (point, text) =>
      new Promise((done) => {
        armed = { point, text, done };
      }),
    holdAt: (text) =>
      new Promise((come) => {
        holding = { text, come };
      }),
    breakAll,
    async deliver() {
      for (const bytes of late.splice(0)) {
        const server = dial(targetPort, '127.0.0.1');
        server.write(bytes);
        await new Promise((resolve) => server.once('data', resolve));
        server.destroy();
      }
    },
    close() {
      const closed = new Promise<void>((resolve) => proxy.close(() => resolve()));
      breakAll();
      return closed;
    },
  };
}
