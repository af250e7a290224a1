import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '../support/until.ts';

/** A request as it came in. */
export type Arrival = {
  /** `POST /orders` */
  readonly what: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly key: string | undefined;
  /** When it came, ms of this process's own clock. */
  readonly at: number;
};

type Answer = { readonly status?: number; readonly body?: unknown };

/** A system on the other side of a connection that remembers what came, and answers as it is told: 200 `{ "ok": true }` unless told otherwise. */
export type Partner = {
  readonly address: string;
  readonly arrivals: Arrival[];
  /** Those to this path. */
  to(path: string): readonly Arrival[];
  /** Resolves when so many have come to this path. */
  arrived(path: string, count?: number): Promise<readonly Arrival[]>;
  behave(next: (arrival: Arrival) => Answer | Promise<Answer>): void;
  /** From now on requests to this path get no answer, until the returned function is called. */
  hold(path: string): () => void;
  /** Forgets what came and how it was told to behave. */
  clear(): void;
  close(): Promise<void>;
};

export async function startPartner(): Promise<Partner> {
  const arrivals: Arrival[] = [];
  const usual = (): Answer => ({});
  let behave: (arrival: Arrival) => Answer | Promise<Answer> = usual;
  const held = new Map<string, Promise<void>>();
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const path = request.url ?? '';
      const key = request.headers['idempotency-key'];
      const arrival: Arrival = {
        what: `${request.method} ${path}`,
        body: body === '' ? null : (JSON.parse(body) as unknown),
        authorization: request.headers.authorization,
        key: typeof key === 'string' ? key : undefined,
        at: performance.now(),
      };
      arrivals.push(arrival);
      await held.get(path);
      const answer = await behave(arrival);
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body ?? { ok: true }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const to = (path: string) => arrivals.filter(({ what }) => what.endsWith(` ${path}`));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    arrivals,
    to,
    arrived: (path, count = 1) =>
      until(
        `${count} requests to ${path}`,
        () => to(path),
        (found) => found.length >= count,
      ),
    behave(next) {
      behave = next;
    },
    hold(path) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.set(path, promise);
      return () => {
        held.delete(path);
        resolve();
      };
    },
    clear() {
      arrivals.length = 0;
      behave = usual;
      held.clear();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
