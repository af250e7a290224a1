import { roles } from './grants.ts';
import { environmentPermissions, installationPermissions, type Permission, rowOf, whereMay } from './permissions.ts';

/** The table of permissions as a page shows it, in Markdown; a test keeps `docs/access.md` to it. */
export function accessTable(): string {
  return [
    '### Of the installation',
    '',
    tableOf(Object.keys(installationPermissions) as Permission[], (permission) => (rowOf(permission).isWhole ? ' ¹' : '')),
    '',
    '¹ only with a role for all environments and all channels',
    '',
    '### Of an environment',
    '',
    tableOf(Object.keys(environmentPermissions) as Permission[], () => ''),
  ].join('\n');
}

function tableOf(names: readonly Permission[], mark: (permission: Permission) => string): string {
  const head = `| permission | may ... | ${roles.join(' | ')} |`;
  const rows = names.map((permission) => {
    const cells = roles.map((role) => cellOf(permission, whereMay(role, permission)));
    return `| \`${permission}\`${mark(permission)} | ${rowOf(permission).words} | ${cells.join(' | ')} |`;
  });
  return [head, `|${' --- |'.repeat(2 + roles.length)}`, ...rows].join('\n');
}

/** Of an environment: in which classes; else yes or no. */
function cellOf(permission: Permission, where: readonly string[]): string {
  if (where.length === 0) return '';
  return where.length === 3 || permission in installationPermissions ? 'yes' : where.join(', ');
}
