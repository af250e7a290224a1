import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { type EntrySender, sendEntries } from '../support/entry-sender.ts';
import { type Fleet, startFleet } from '../support/fleet.ts';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system.ts';
import { connectLedger, deployFlow, orderedFlow } from '../support/ordered-flow.ts';
import { randomFrom, seed } from '../support/random.ts';
import { allRuns, isFinal, statuses } from '../support/runs.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

const mongoUrl = inject('mongoUrl') ?? '';

/** Keys side by side, entries of each one after the other, and how often a process is killed on the way. */
const groups = Number(process.env.TEST_GROUPS ?? 12);
const perGroup = Number(process.env.TEST_PER_GROUP ?? 12);
const kills = Number(process.env.TEST_KILLS ?? 4);
const entries = groups * perGroup;

type Setting = { readonly fleet: Fleet; readonly ledger: LedgerSystem; send(): EntrySender };

async function setting(given: Omit<Parameters<typeof startFleet>[0], 'mongoUrl'>): Promise<Setting> {
  const ledger = await startLedgerSystem();
  onTestFinished(ledger.close);
  const fleet = await startFleet({ ...given, mongoUrl });
  onTestFinished(fleet.remove);
  await connectLedger(fleet.api, ledger.url);
  await deployFlow(fleet.api, orderedFlow('entries'));
  return {
    fleet,
    ledger,
    send() {
      const sender = sendEntries({ urls: () => fleet.servers.map(({ url }) => url), flow: 'entries', groups, perGroup });
      onTestFinished(sender.stop);
      return sender;
    },
  };
}

/** Every acknowledged message has ended well, has had its effect once, and those of a key had it in their order. */
async function expectWhole({ fleet, ledger }: Setting, sender: EntrySender): Promise<void> {
  await sender.done;
  expect(sender.acknowledged.size).toBe(entries);
  await until(
    'all effects',
    () => ledger.effects().length,
    (count) => count >= entries,
    { within: 120_000 },
  );
  const runs = await until(
    'all runs to end',
    () => allRuns(fleet.api),
    (all) => all.every(isFinal),
    { within: 60_000 },
  );
  expect(statuses(runs)).toEqual({ done: entries });
  const ids = new Set(runs.map((run) => run.id));
  expect([...sender.acknowledged.values()].filter((id) => !ids.has(id))).toEqual([]);
  expect(ledger.effects()).toHaveLength(entries);
  const inOrder = Array.from({ length: perGroup }, (_, i) => i + 1);
  for (let i = 0; i < groups; i++)
    expect(
      ledger
        .effects()
        .filter(({ group }) => group === `g${i}`)
        .map(({ sequence }) => sequence),
    ).toEqual(inOrder);
}

describe.skipIf(mongoUrl === '' || ownRedisIsMissing !== null)('servers and workers on MongoDB and Redis', () => {
  test(`${entries} messages in ${groups} keys, though processes are killed ${kills} times (seed ${seed})`, async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const all = await setting({ redisUrl: redis.url, servers: 2, workers: 2, isIntakeOnly: true });
    all.ledger.behave(({ sequence, isRepeat }) => (sequence % 7 === 0 && !isRepeat ? 'drop' : 'answer'));
    const sender = all.send();
    const random = randomFrom(seed);
    for (let i = 1; i <= kills; i++) {
      await until(
        `${i} of ${kills} parts`,
        () => all.ledger.effects().length,
        (count) => count >= (entries * i) / (kills + 2),
        { within: 60_000 },
      );
      const members = all.fleet.members();
      const victim = members[Math.floor(random() * members.length)];
      await victim?.kill();
      await victim?.start();
    }
    await expectWhole(all, sender);
  }, 300_000);

  test('Redis is flushed, killed and started again, and a worker is killed meanwhile', async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const all = await setting({ redisUrl: redis.url, workers: 2 });
    const sender = all.send();
    const effects = (part: number) =>
      until(
        `${part * 100} % of the effects`,
        () => all.ledger.effects().length,
        (count) => count >= entries * part,
        { within: 60_000 },
      );
    await effects(0.2);
    await redis.flush();
    await effects(0.4);
    await redis.kill();
    await all.fleet.workers[0]?.kill();
    await redis.start();
    await all.fleet.workers[0]?.start();
    await effects(0.6);
    await redis.flush();
    await expectWhole(all, sender);
  }, 240_000);

  test('a worker that is frozen until it counts as dead, and comes back, sends nothing more of what others took over', async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const all = await setting({ redisUrl: redis.url, workers: 2 });
    const sender = all.send();
    await until(
      'a third of the effects',
      () => all.ledger.effects().length,
      (count) => count >= entries / 3,
    );
    const [asleep] = all.fleet.workers;
    process.kill(asleep?.pid() ?? 0, 'SIGSTOP');
    onTestFinished(() => void process.kill(asleep?.pid() ?? 0, 'SIGCONT'));
    // The other one takes over after the lease, so all get through while it sleeps.
    await expectWhole(all, sender);
    const before = all.ledger.arrivals().length;
    process.kill(asleep?.pid() ?? 0, 'SIGCONT');
    await until(
      'it to notice',
      () => asleep?.written().err ?? '',
      (err) => err.includes('goes on under a new name'),
    );
    expect(all.ledger.effects()).toHaveLength(entries);
    // What lay in its sockets may still come, with the same keys; new work it gets under its new name.
    expect(
      all.ledger
        .arrivals()
        .slice(before)
        .every(({ isRepeat }) => isRepeat),
    ).toBe(true);
  }, 240_000);

  test('all are stopped and started one after the other under load: nothing is lost, doubled or refused for long', async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const all = await setting({ redisUrl: redis.url, servers: 2, workers: 2, isIntakeOnly: false });
    all.ledger.delay(20);
    const sender = all.send();
    for (const member of all.fleet.members()) {
      const before = all.ledger.effects().length;
      await until(
        'progress',
        () => all.ledger.effects().length,
        (count) => count > before || count >= entries,
      );
      expect(await member.stop()).toEqual({ code: 0, signal: null });
      await member.start();
    }
    await expectWhole(all, sender);
    // Handed back, not orphaned: nobody had to be declared dead.
    for (const member of all.fleet.members()) expect(member.written().err).not.toContain('died');
  }, 240_000);
});

describe.skipIf(mongoUrl === '')('servers and workers on MongoDB alone', () => {
  test('feed themselves from the store, and one is killed', async () => {
    const all = await setting({ servers: 1, workers: 2, isIntakeOnly: true });
    const sender = all.send();
    await until(
      'a third of the effects',
      () => all.ledger.effects().length,
      (count) => count >= entries / 3,
      { within: 60_000 },
    );
    await all.fleet.workers[1]?.kill();
    await expectWhole(all, sender);
  }, 240_000);
});
