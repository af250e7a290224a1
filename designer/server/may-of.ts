import type { Session } from './shapes.ts';

/** What a route asks for, such as `flows.edit`. */
export type Permission = `${string}.${string}`;

/** Whether somebody has a permission: of the installation, or in the environment; without one, in any. */
export function mayOf(session: Session, permission: Permission, env?: string): boolean {
  const given = (session as { permissions?: { installation: string[]; environments: Record<string, string[]> } }).permissions;
  if (!given) return true;
  if (given.installation.includes(permission)) return true;
  return env === undefined
    ? Object.values(given.environments).some((permissions) => permissions.includes(permission))
    : (given.environments[env]?.includes(permission) ?? false);
}
