import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly method: string; readonly path: string; readonly key: string | null; readonly body: string };
export type Behaviour = (request: Received, count: number) => Answer | Promise<Answer>;
type Answer = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'drop' | 'never';

/** A real system on the other side of a connection, which remembers what it got and honours idempotency keys. */
export async function otherSide(initial: Behaviour = () => ({})) {
  const received: Received[] = [];
  const effects = new Map<string, string>();
  const waiting: { readonly count: number; readonly tell: () => void }[] = [];
  let behave = initial;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', async () => {
      const key = request.headers['idempotency-key'];
      const call: Received = { method: request.method ?? '', path: request.url ?? '', key: typeof key === 'string' ? key : null, body };
      received.push(call);
      const answering = behave(call, received.length);
      const tell = () => {
        for (const one of waiting.filter((entry) => entry.count <= received.length)) one.tell();
      };
      if (answering instanceof Promise) tell();
      const answer = answering instanceof Promise ? await answering : answering;
      const status = answer === 'drop' || answer === 'never' ? 201 : (answer.status ?? 201);
      if (status < 300) effects.set(call.key ?? `no key ${received.length}`, body);
      tell();
      if (answer === 'drop') request.socket.destroy();
      else if (answer !== 'never') {
        response.writeHead(status, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.body ?? { erpOrder: `SO-${effects.size}` }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    /** What took effect, by idempotency key. */
    effects,
    behave: (next: Behaviour) => {
      behave = next;
    },
    /** Resolves when so many calls have arrived. */
    calls: (count: number) => (received.length >= count ? Promise.resolve() : new Promise<void>((tell) => waiting.push({ count, tell }))),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
