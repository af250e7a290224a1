import { expect, onTestFinished, test } from 'vitest';
import { sendEntries } from '../support/entry-sender.ts';
import { startFleet } from '../support/fleet.ts';
import { startLedgerSystem } from '../support/ledger-system.ts';
import { connectLedger, deployFlow, orderedFlow } from '../support/ordered-flow.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { startOwnMongo } from '../support/servers/mongo.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';
import { ask, send } from './http.ts';

const groups = 8;
const perGroup = 12;
const entries = groups * perGroup;

test.skipIf(ownRedisIsMissing !== null)(
  'MongoDB stands still and is stopped under load: senders hear 503, nothing acknowledged is lost, and all goes on by itself',
  async (context) => {
    const mongo = await startOwnMongo();
    if (mongo === null) return context.skip();
    onTestFinished(mongo.remove);
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const ledger = await startLedgerSystem();
    onTestFinished(ledger.close);
    const fleet = await startFleet({ mongoUrl: mongo.url, redisUrl: redis.url, servers: 2, workers: 2 });
    onTestFinished(fleet.remove);
    await connectLedger(fleet.api, ledger.url);
    await deployFlow(fleet.api, orderedFlow('entries'));
    const pids = fleet.members().map((member) => member.pid());
    const sender = sendEntries({ urls: () => fleet.servers.map(({ url }) => url), flow: 'entries', groups, perGroup });
    onTestFinished(sender.stop);
    const acknowledged = (part: number) =>
      until(
        `${part * 100} % to be acknowledged`,
        () => sender.acknowledged.size,
        (count) => count >= entries * part,
        { within: 60_000 },
      );
    /** Every server says that it cannot take anything, and none keeps a sender waiting. */
    const refused = async () => {
      for (const server of fleet.servers) {
        const began = performance.now();
        const answer = await until(
          'a refusal',
          () => send(server, 'entries', { group: 'refused', sequence: 0 }),
          ({ status }) => status === 503,
        );
        expect(answer.json.code).toBe('UNAVAILABLE');
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(performance.now() - began).toBeLessThan(10_000);
        expect((await ask('GET', `${server.url}/readyz`)).status).toBe(503);
      }
      for (const worker of fleet.workers) expect((await ask('GET', `${worker.url}/healthz`)).status).toBe(503);
    };

    await acknowledged(0.2);
    await mongo.freeze();
    await refused();
    mongo.thaw();
    await acknowledged(0.6);
    await mongo.stop();
    await refused();
    await mongo.start();

    await sender.done;
    const runs = await until(
      'all runs to end',
      () => allRuns(fleet.api, '&key=g'),
      (all) => all.length >= entries && all.every(isFinal),
      { within: 90_000 },
    );
    expect(statuses(runs)).toEqual({ done: entries });
    const ids = new Set(runs.map(({ id }) => id));
    expect([...sender.acknowledged.values()].filter((id) => !ids.has(id))).toEqual([]);
    const own = ledger.effects().filter(({ group }) => group !== 'refused');
    expect(own).toHaveLength(entries);
    for (let i = 0; i < groups; i++)
      expect(own.filter(({ group }) => group === `g${i}`).map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: perGroup }, (_, n) => n + 1),
      );
    // The same processes as before.
    for (const [i, member] of fleet.members().entries()) expect([member.pid(), member.hasEnded()]).toEqual([pids[i], false]);
    for (const { url } of [...fleet.servers, ...fleet.workers]) expect((await ask('GET', `${url}/readyz`)).status).toBe(200);
  },
  240_000,
);
