import type { Session } from '../access/sessions.ts';
import type { Who } from './promotion.ts';

/** The session as promotions look at it. A token may do less than its owner. */
export function whoOf({
  user,
  grants,
  may,
}: Pick<Session, 'grants' | 'may'> & { readonly user: Pick<Session['user'], 'id' | 'name'> }): Who {
  const decides = (env: string, channels: readonly string[]) =>
    channels.length === 0 ? may('promotions.decide', { env }) : channels.every((channel) => may('promotions.decide', { env, channel }));
  const isAdmin = (env: string, channels: readonly string[]) =>
    grants.some(
      (grant) =>
        grant.role === 'admin' &&
        (grant.envs === 'all' || grant.envs.includes(env)) &&
        (grant.channels === 'all' || (channels.length > 0 && channels.every((channel) => grant.channels.includes(channel)))),
    );
  return {
    id: user.id || user.name,
    name: user.name,
    has: (role, env, channels) => decides(env, channels) && (role === 'approver' || isAdmin(env, channels)),
    sees: (env, channel) => may('promotions.read', { env, ...(channel === null ? {} : { channel }) }),
    readsPayloads: (env, channels) =>
      channels.length === 0 ? may('payloads.read', { env }) : channels.every((channel) => may('payloads.read', { env, channel })),
    mayDeploy: (env, channels) =>
      channels.length === 0 ? may('promotions.deploy', { env }) : channels.every((channel) => may('promotions.deploy', { env, channel })),
  };
}
