import type { Session } from './shapes.ts';

type Given = Session['permissions'];

/** What a route asks for, such as `flows.edit`. */
export type Permission = Given['installation'][number];

/** Whether somebody has a permission: of the installation, or in the environment; without one, in any. */
export function mayOf({ permissions }: Pick<Session, 'permissions'>, permission: Permission, env?: string): boolean {
  const { installation, environments } = permissions;
  if (installation.includes(permission)) return true;
  if (env !== undefined) return environments[env]?.includes(permission) ?? false;
  return Object.values(environments).some((given) => given.includes(permission));
}
