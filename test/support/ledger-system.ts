import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export type Arrived = { readonly key: string; readonly group: string; readonly sequence: number; readonly isRepeat: boolean };

/** How the system answers; `drop` takes effect and cuts the connection before the answer. */
export type Manner = 'answer' | 'drop' | 'fail' | 'silence';

/**
 * A system on the other side that honours idempotency keys and remembers in which order things took effect. Bodies are `{ group, sequence }`: the sender's
 * own count per group.
 */
export type LedgerSystem = {
  readonly url: string;
  /** Everything that took effect, in its order: once per key. */
  effects(): readonly Arrived[];
  arrivals(): readonly Arrived[];
  /** Decides how each request is answered. */
  behave(manner: (arrived: Arrived) => Manner): void;
  /** Milliseconds until an answer. */
  delay(ms: number): void;
  close(): Promise<void>;
};

export async function startLedgerSystem(): Promise<LedgerSystem> {
  const arrivals: Arrived[] = [];
  const effects: Arrived[] = [];
  const keys = new Set<string>();
  let manner: (arrived: Arrived) => Manner = () => 'answer';
  let delayMs = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const body = JSON.parse(text === '' ? '{}' : text) as { group?: string; sequence?: number };
      const key = String(request.headers['idempotency-key'] ?? '');
      const arrived = { key, group: body.group ?? '', sequence: body.sequence ?? 0, isRepeat: keys.has(key) };
      arrivals.push(arrived);
      const how = manner(arrived);
      if (how === 'silence') return;
      if (how === 'fail') {
        response.writeHead(503).end();
        return;
      }
      if (!arrived.isRepeat) {
        keys.add(key);
        effects.push(arrived);
      }
      if (how === 'drop') {
        request.socket.destroy();
        return;
      }
      setTimeout(() => response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}'), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    effects: () => effects,
    arrivals: () => arrivals,
    behave(next) {
      manner = next;
    },
    delay(ms) {
      delayMs = ms;
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
