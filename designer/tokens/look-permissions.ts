import type { Roles } from '../server/access-shapes.ts';

/** The permissions that only look: those whose name says so. */
export function lookPermissions({ permissions }: Roles): Roles['permissions'][number]['permission'][] {
  return permissions
    .map(({ permission }) => permission)
    .filter((permission) => permission.endsWith('.read') || permission === 'session.own');
}
