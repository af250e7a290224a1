import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';

export type EntrySender = {
  /** `group-sequence` to the run that its acknowledgement named. */
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly done: Promise<void>;
  stop(): void;
};

/**
 * Sends entries to `/in/dev/ID`: of each group one after the other, the next only after the one before was acknowledged; groups side by side. Each is sent again
 * until it is acknowledged, with the same key. `urls` is asked before each delivery.
 */
export function sendEntries(given: {
  readonly urls: () => readonly string[];
  readonly flow: string;
  readonly groups: number;
  readonly perGroup: number;
}): EntrySender {
  const acknowledged = new Map<string, string>();
  let isStopped = false;
  let turn = 0;

  async function group(name: string): Promise<void> {
    for (let sequence = 1; sequence <= given.perGroup; sequence++) while (!isStopped && !(await isTaken(name, sequence))) await pause(25);
  }

  async function isTaken(name: string, sequence: number): Promise<boolean> {
    const urls = given.urls();
    const url = urls[turn++ % Math.max(1, urls.length)];
    if (url === undefined) return false;
    try {
      const answer = await request(`${url}/in/dev/${given.flow}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `${name}-${sequence}` },
        body: JSON.stringify({ group: name, sequence }),
        headersTimeout: 10_000,
        bodyTimeout: 10_000,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 202) return false;
      acknowledged.set(`${name}-${sequence}`, String((JSON.parse(text) as { runId: string }).runId));
      return true;
    } catch {
      // The server was killed with it on its hands: nobody knows whether it was stored.
      return false;
    }
  }

  return {
    acknowledged,
    done: Promise.all(Array.from({ length: given.groups }, (_, i) => group(`g${i}`))).then(() => {}),
    stop() {
      isStopped = true;
    },
  };
}
