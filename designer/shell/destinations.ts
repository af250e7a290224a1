import type { Permission } from '../server/may-of.ts';
import { shellTexts as texts } from '../texts/shell.ts';

/** A screen of the product that the rail, the palette and the `G` shortcuts lead to. */
export type Destination = {
  title: string;
  path: string;
  icon: string;
  group: 'Build' | 'Operate' | 'Manage';
  shortcut: string;
  /** Only where the demo systems run. */
  isDemo?: boolean;
  /** What is counted beside it. */
  badge?: 'approvals' | 'promotions' | 'connections';
  /** Who may not is not shown the way there. */
  permission?: Permission;
};

const destinations: readonly Destination[] = [
  { title: texts.flows, path: '/flows', icon: 'topology-star-3', group: texts.build, shortcut: 'g f' },
  { title: texts.lookups, path: '/lookups', icon: 'arrows-exchange', group: texts.build, shortcut: 'g l', permission: 'lookups.read' },
  { title: texts.variables, path: '/variables', icon: 'variable', group: texts.build, shortcut: 'g v', permission: 'variables.read' },
  { title: texts.contracts, path: '/contracts', icon: 'file-certificate', group: texts.build, shortcut: 'g c' },
  { title: texts.reference, path: '/reference', icon: 'book-2', group: texts.build, shortcut: 'g h' },
  { title: texts.runs, path: '/runs', icon: 'list-search', group: texts.operate, shortcut: 'g r', permission: 'runs.read' },
  {
    title: texts.approvals,
    path: '/approvals',
    icon: 'user-check',
    group: texts.operate,
    shortcut: 'g a',
    badge: 'approvals',
    permission: 'approvals.read',
  },
  {
    title: texts.promotion,
    path: '/promotion',
    icon: 'git-pull-request',
    group: texts.manage,
    shortcut: 'g p',
    badge: 'promotions',
    permission: 'promotions.read',
  },
  {
    title: texts.connections,
    path: '/connections',
    icon: 'plug-connected',
    group: texts.manage,
    shortcut: 'g n',
    badge: 'connections',
    permission: 'connections.read',
  },
  { title: texts.systems, path: '/systems', icon: 'server-2', group: texts.manage, shortcut: 'g s', isDemo: true, permission: 'demo.use' },
  { title: texts.environments, path: '/environments', icon: 'stack-2', group: texts.manage, shortcut: 'g m' },
  { title: texts.files, path: '/files', icon: 'git-branch', group: texts.manage, shortcut: 'g i', permission: 'files.read' },
  { title: texts.people, path: '/people', icon: 'users', group: texts.manage, shortcut: 'g e', permission: 'people.read' },
  { title: texts.audit, path: '/audit', icon: 'history', group: texts.manage, shortcut: 'g u', permission: 'audit.read' },
];

/** Where somebody may go. */
export function destinationsFor({ hasDemo }: { hasDemo: boolean }, may: (permission: Permission) => boolean): readonly Destination[] {
  return destinations.filter(({ isDemo, permission }) => (hasDemo || isDemo !== true) && (permission === undefined || may(permission)));
}

/** Whether a page lies below a destination: `/flows/shopify` below `/flows`. */
export function isBelow(path: string, destination: Destination): boolean {
  return path === destination.path || path.startsWith(`${destination.path}/`) || (path === '/' && destination.path === '/flows');
}
