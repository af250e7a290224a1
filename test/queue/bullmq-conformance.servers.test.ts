import { setTimeout as pass } from 'node:timers/promises';
import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';
import { describeQueue } from '@crossdock/runtime/queue/conformance';
import { afterAll, describe } from 'vitest';
import { redisIsMissing, startRedis } from '../support/servers/redis.ts';

describe.skipIf(redisIsMissing)('on a real Redis', async () => {
  const redis = redisIsMissing ? null : await startRedis();
  afterAll(() => redis?.stop());
  let count = 0;
  describeQueue('the queue on BullMQ', {
    create: () =>
      bullmqQueue({ url: redis?.url ?? '', clock: systemClock, log: silentLog, prefix: `crossdock-test-${process.pid}-${count++}` }),
    // The delays are Redis's and BullMQ's, which know only the time of the world.
    advance: (ms) => pass(ms),
  });
});
