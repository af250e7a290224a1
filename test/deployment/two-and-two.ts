import { inject } from 'vitest';
import { type Fleet, startFleet } from '../support/fleet.ts';
import { ownRedisIsMissing, startOwnRedis } from '../support/servers/redis.ts';
import { type Partner, startPartner } from './partner.ts';

const mongoUrl = inject('mongoUrl') ?? '';

/** What a fleet can stand on here. */
export const backings = [
  { on: 'MongoDB and Redis', hasRedis: true },
  { on: 'MongoDB alone', hasRedis: false },
].filter(({ hasRedis }) => mongoUrl !== '' && (!hasRedis || ownRedisIsMissing === null));

export type TwoAndTwo = { readonly fleet: Fleet; readonly partner: Partner; close(): Promise<void> };

/** Two servers that only take in, two workers, and a system outside that dev knows as `partner`. */
export async function startTwoAndTwo(
  hasRedis: boolean,
  more: Omit<Partial<Parameters<typeof startFleet>[0]>, 'mongoUrl' | 'redisUrl'> = {},
): Promise<TwoAndTwo> {
  const redis = hasRedis ? await startOwnRedis() : null;
  const partner = await startPartner();
  const fleet = await startFleet({ mongoUrl, redisUrl: redis?.url, servers: 2, workers: 2, ...more });
  await connectPartner(fleet.api, partner);
  return {
    fleet,
    partner,
    async close() {
      await fleet.remove();
      await Promise.all([redis?.stop(), partner.close()]);
    },
  };
}

export async function connectPartner(
  api: Fleet['api'],
  partner: Pick<Partner, 'address'>,
  policy: Record<string, unknown> = {},
  name = 'partner',
): Promise<void> {
  await api.put(`/connections/dev/${name}`, {
    system: 'http',
    address: partner.address,
    auth: { kind: 'none' },
    policy: { concurrency: 64, timeoutSeconds: 5, breaker: null, ...policy },
  });
}
