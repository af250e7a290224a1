import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ApiClient } from '../support/api-client.ts';
import { chain } from '../support/flows.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { ask } from './http.ts';
import type { Partner } from './partner.ts';

export const versions = [1, 2, 3] as const;

/** A flow whose versions tell the partner who they are, twice in each run: `/first/v2`, `/second/v2`. */
export async function publishVersions(api: ApiClient, id = 'moving'): Promise<void> {
  const step = (name: string, version: number) => ({
    id: name,
    type: 'connector.http',
    config: { connection: 'partner', method: 'POST', path: `/${name}/v${version}`, result: name },
    onFailure: { retry: { attempts: 20, firstDelaySeconds: 0.2, factor: 1, maxDelaySeconds: 1 } },
  });
  for (const version of versions) {
    await api.put(`/flows/${id}`, { flow: chain(id, [step('first', version), step('second', version)]) });
    await api.post(`/flows/${id}/versions`, {});
  }
}

export type Orders = {
  /** Number of the order to the run that its acknowledgement named. */
  readonly acknowledged: ReadonlyMap<number, string>;
  /** Sends no more; resolves when what is under way was acknowledged. */
  stop(): Promise<void>;
};

/** Orders that come all the time, each sent again with its key until it is acknowledged; `urls` is asked before each delivery. */
export function sendOrders(urls: () => readonly string[], { concurrency = 4, id = 'moving' } = {}): Orders {
  const acknowledged = new Map<number, string>();
  let isStopped = false;
  let next = 0;

  async function deliver(n: number): Promise<void> {
    for (;;) {
      const all = urls();
      try {
        const answer = await ask('POST', `${all[n % all.length]}/in/dev/${id}`, { n }, { 'idempotency-key': `order-${n}` });
        if (answer.status === 202) return void acknowledged.set(n, String(answer.json.runId));
      } catch {
        // Killed with it on its hands: nobody knows whether it was stored.
      }
      await pause(25);
    }
  }

  const line = async () => {
    while (!isStopped) {
      await deliver(next++);
      await pause(20);
    }
  };
  const done = Promise.all(Array.from({ length: concurrency }, line));
  return {
    acknowledged,
    async stop() {
      isStopped = true;
      await done;
    },
  };
}

/**
 * Every order ended, on the version its run began with, in both of its steps, and none was executed by two. Resolves to how many ran on which version.
 * @param before runs there were before the orders
 */
export async function expectEachOnItsVersion(
  api: ApiClient,
  orders: Orders,
  partner: Partner,
  before = 0,
): Promise<ReadonlyMap<number, number>> {
  const runs = await until(
    'all runs to end',
    () => allRuns(api, '&flow=moving'),
    (found) => found.length >= orders.acknowledged.size + before && found.every(isFinal),
    { within: 60_000 },
  );
  expect(statuses(runs)).toEqual({ done: orders.acknowledged.size + before });
  const versionOf = new Map(runs.map(({ id, flow }) => [id, flow.version]));
  const calls = new Map<number, Set<string>>();
  for (const { what, body } of partner.arrivals) {
    const { n } = body as { n: number };
    calls.set(n, (calls.get(n) ?? new Set()).add(what));
  }
  const wrong = [...orders.acknowledged].filter(([n, run]) => {
    const version = versionOf.get(run);
    return [...(calls.get(n) ?? [])].sort().join() !== `POST /first/v${version},POST /second/v${version}`;
  });
  expect(wrong.map(([n, run]) => ({ n, version: versionOf.get(run), calls: [...(calls.get(n) ?? [])] }))).toEqual([]);
  const counts = new Map<number, number>();
  for (const version of versionOf.values()) counts.set(version, (counts.get(version) ?? 0) + 1);
  return counts;
}

/** So many switches, each at the next of the servers: deployments and rollbacks by turns, all over the versions. */
export async function switchOften(apis: readonly ApiClient[], count: number): Promise<void> {
  const at = (n: number) => apis[n % apis.length] as ApiClient;
  for (let n = 0; n < count; n++) {
    const path = '/flows/moving/deployments';
    if (n % 2 === 0) await at(n).post(path, { env: 'dev', version: versions[1 + ((n / 2) % 2)], why: `switch ${n}` });
    else await at(n).post(`${path}/dev/rollback`, { version: 1, why: `switch ${n}` });
  }
}
