import { setTimeout as moment } from 'node:timers/promises';
import { describeBulletin } from '@crossdock/runtime/bulletin/conformance';
import { redisBulletin } from '@crossdock/runtime/bulletin/redis-bulletin';
import { silentLog } from '@crossdock/runtime/engine/log';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ownRedisIsMissing, redisIsMissing, startOwnRedis, startRedis } from '../support/servers/redis.ts';
import { until } from '../support/until.ts';

describe.skipIf(redisIsMissing)('on a real Redis', async () => {
  const redis = redisIsMissing ? null : await startRedis();
  afterAll(() => redis?.stop());
  let count = 0;
  describeBulletin('the bulletin on Redis', {
    create() {
      const options = { url: redis?.url ?? '', log: silentLog, prefix: `crossdock-test-${process.pid}-${count++}` };
      return Promise.all([redisBulletin(options), redisBulletin(options)]);
    },
    pass: () => moment(1),
  });

  it('installations in different databases of one server do not hear each other', async () => {
    const prefix = `crossdock-test-${process.pid}-databases`;
    const open = async (database: number) => {
      const bulletin = await redisBulletin({ url: `${redis?.url}/${database}`, log: silentLog, prefix });
      onTestFinished(bulletin.close);
      return bulletin;
    };
    const [one, same, other] = await Promise.all([open(1), open(1), open(2)]);
    const heard: string[] = [];
    same.subscribe('due', (text) => heard.push(`same ${text}`));
    other.subscribe('due', (text) => heard.push(`other ${text}`));
    one.publish('due', '1');
    other.publish('due', '2');
    await until(
      'both',
      () => heard.length,
      (total) => total >= 2,
    );
    expect(heard.toSorted()).toEqual(['other 2', 'same 1']);
  });
});

describe.skipIf(ownRedisIsMissing)('a Redis that goes away', () => {
  it('each process hears itself meanwhile, and all of them the others afterwards, after they were told to look', async () => {
    const redis = await startOwnRedis();
    onTestFinished(redis.stop);
    const [one, other] = await Promise.all([
      redisBulletin({ url: redis.url, log: silentLog }),
      redisBulletin({ url: redis.url, log: silentLog }),
    ]);
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()]);
    });
    const own: string[] = [];
    const heard: string[] = [];
    one.subscribe('deployments', (text) => own.push(text));
    other.subscribe('deployments', (text) => heard.push(text));
    one.publish('deployments', 'before');
    await until(
      'the other',
      () => heard,
      (texts) => texts.includes('before'),
    );
    await redis.kill();
    one.publish('deployments', 'meanwhile');
    await until(
      'itself',
      () => own,
      (texts) => texts.includes('meanwhile'),
    );
    await redis.start();
    await until(
      'the word to look again',
      () => [own, heard],
      ([a, b]) => a?.includes('') === true && b?.includes('') === true,
    );
    await until(
      'the other again',
      () => {
        one.publish('deployments', 'after');
        return heard;
      },
      (texts) => texts.includes('after'),
    );
    expect(heard).not.toContain('meanwhile');
  });
});
