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
  badge?: 'approvals';
};

const destinations: readonly Destination[] = [
  { title: 'Flows', path: '/flows', icon: 'topology-star-3', group: 'Build', shortcut: 'g f' },
  { title: 'Contracts', path: '/contracts', icon: 'file-certificate', group: 'Build', shortcut: 'g c' },
  { title: 'Reference', path: '/reference', icon: 'book-2', group: 'Build', shortcut: 'g h' },
  { title: 'Runs', path: '/runs', icon: 'list-search', group: 'Operate', shortcut: 'g r' },
  { title: 'Approvals', path: '/approvals', icon: 'user-check', group: 'Operate', shortcut: 'g a', badge: 'approvals' },
  { title: 'Connections', path: '/connections', icon: 'plug-connected', group: 'Manage', shortcut: 'g n' },
  { title: 'Systems', path: '/systems', icon: 'server-2', group: 'Manage', shortcut: 'g s', isDemo: true },
];

export function destinationsFor({ hasDemo }: { hasDemo: boolean }): readonly Destination[] {
  return destinations.filter((destination) => hasDemo || destination.isDemo !== true);
}

/** Whether a page lies below a destination: `/flows/shopify` below `/flows`. */
export function isBelow(path: string, destination: Destination): boolean {
  return path === destination.path || path.startsWith(`${destination.path}/`) || (path === '/' && destination.path === '/flows');
}
