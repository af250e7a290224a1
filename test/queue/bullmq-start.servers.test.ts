import { createServer } from 'node:net';
import { systemClock } from '@crossdock/runtime/clock/clock';
import { silentLog } from '@crossdock/runtime/engine/log';
import { bullmqQueue } from '@crossdock/runtime/queue/bullmq/bullmq-queue';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';

async function whyNot(url: string): Promise<string> {
  try {
    const queue = await bullmqQueue({ url, clock: systemClock, log: silentLog });
    await queue.close();
    return 'it opened';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.name).toBe('StartupError');
    expect(error.message).not.toMatch(/secret|\n/);
    return error.message;
  }
}

describe('a REDIS_URL that cannot be right', () => {
  it.each([
    ['localhost:6379', 'REDIS_URL begins with localhost://; it must be redis://'],
    ['not a url with secret', 'REDIS_URL is no address; it must be redis://'],
    ['http://:secret@localhost', 'REDIS_URL begins with http://; it must be'],
    ['redis://:secret@/0', 'REDIS_URL'],
    ['redis://:secret@localhost/orders', 'REDIS_URL names its database by something else than a number'],
  ])('%s', async (url, line) => {
    expect(await whyNot(url)).toContain(line);
  });

  it('nobody listens there', async () => {
    const port = await freePort();
    const line = await whyNot(`redis://:secret@127.0.0.1:${port}`);
    expect(line).toMatch(
      new RegExp(`^the Redis at 127.0.0.1:${port} cannot be reached \\(.*ECONNREFUSED.*\\); start it or change REDIS_URL$`),
    );
  });

  it('there is no such host', async () => {
    expect(await whyNot('redis://redis.invalid:6379')).toMatch(/^the Redis at redis.invalid:6379 cannot be reached/);
  });

  it('what listens there does not answer', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await whyNot(`redis://:secret@127.0.0.1:${port}`)).toMatch(/cannot be reached \(.+\); start it/);
  });
});

describe.skipIf(ownRedisIsMissing)('a Redis that asks for a password', async () => {
  const redis = ownRedisIsMissing ? null : await startOwnRedis({ password: 'right' });
  afterAll(() => redis?.stop());
  const url = (user: string) => (redis?.url ?? '').replace(':right@', user);

  it.each([
    [':secret@', 'a wrong password'],
    ['', 'none'],
    ['somebody:secret@', 'an unknown user'],
  ])('is given %s', async (user) => {
    expect(await whyNot(url(user))).toMatch(/^the Redis at 127.0.0.1:\d+ refuses the user or password in REDIS_URL$/);
  });

  it('is given the right one', async () => {
    expect(await whyNot(url(':right@'))).toBe('it opened');
  });

  it('has no database of this number', async () => {
    expect(await whyNot(`${url(':right@')}/99`)).toMatch(/\/99 has no database of this number; change REDIS_URL$/);
  });
});
