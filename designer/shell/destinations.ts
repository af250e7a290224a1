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
  badge?: 'approvals';
};

const destinations: readonly Destination[] = [
  { title: texts.flows, path: '/flows', icon: 'topology-star-3', group: texts.build, shortcut: 'g f' },
  { title: texts.lookups, path: '/lookups', icon: 'arrows-exchange', group: texts.build, shortcut: 'g l' },
  { title: texts.contracts, path: '/contracts', icon: 'file-certificate', group: texts.build, shortcut: 'g c' },
  { title: texts.reference, path: '/reference', icon: 'book-2', group: texts.build, shortcut: 'g h' },
  { title: texts.runs, path: '/runs', icon: 'list-search', group: texts.operate, shortcut: 'g r' },
  { title: texts.approvals, path: '/approvals', icon: 'user-check', group: texts.operate, shortcut: 'g a', badge: 'approvals' },
  { title: texts.connections, path: '/connections', icon: 'plug-connected', group: texts.manage, shortcut: 'g n' },
  { title: texts.systems, path: '/systems', icon: 'server-2', group: texts.manage, shortcut: 'g s', isDemo: true },
];

export function destinationsFor({ hasDemo }: { hasDemo: boolean }): readonly Destination[] {
  return destinations.filter((destination) => hasDemo || destination.isDemo !== true);
}

/** Whether a page lies below a destination: `/flows/shopify` below `/flows`. */
export function isBelow(path: string, destination: Destination): boolean {
  return path === destination.path || path.startsWith(`${destination.path}/`) || (path === '/' && destination.path === '/flows');
}
