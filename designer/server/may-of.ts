import type { Roles } from './access-shapes.ts';
import type { Session } from './shapes.ts';

type Given = Session['permissions'];

/** What a route asks for, such as `flows.edit`. */
export type Permission = Given['installation'][number];

/** Where something is: an environment, the channel of a flow. Left out: anywhere. */
export type Where = { readonly env?: string | undefined; readonly channel?: string | undefined };

type Holder = Pick<Session, 'permissions' | 'grants' | 'environments'>;

/**
 * Whether somebody has a permission: of the installation, or in the environment; without one, in any. `table` is the one of `GET /api/roles`; with it
 * also roles for some channels are told apart.
 */
export function mayOf(holder: Holder, permission: Permission, { env, channel }: Where = {}, table?: Roles): boolean {
  if (!isGivenIn(holder.permissions, permission, env)) return false;
  return channel === undefined || table === undefined || isGivenFor(holder, permission, { env, channel }, table);
}

function isGivenIn({ installation, environments }: Given, permission: Permission, env: string | undefined): boolean {
  if (installation.includes(permission)) return true;
  if (env !== undefined) return environments[env]?.includes(permission) ?? false;
  return Object.values(environments).some((given) => given.includes(permission));
}

function isGivenFor({ grants, environments }: Holder, permission: Permission, { env, channel }: Where, table: Roles): boolean {
  const row = table.permissions.find((known) => known.permission === permission);
  const kind = environments.find(({ name }) => name === env)?.class;
  return grants.some(({ role, envs, channels }) => {
    if (channels !== 'all' && !channels.includes(channel ?? '')) return false;
    if (row?.of === 'environment' && env !== undefined && envs !== 'all' && !envs.includes(env)) return false;
    const classes = row?.roles[role] ?? [];
    return role === 'admin' || (kind === undefined ? classes.length > 0 : classes.includes(kind));
  });
}
