import { useSearchParams } from 'wouter';

/** `draft`, or the number of a version. */
export type Which = 'draft' | number;

/** What of the versions is looked at, as the address says it. */
export type VersionView = {
  readonly version: Which;
  /** null: the one before it. */
  readonly against: Which | null;
  /** One flow by itself rather than what differs. */
  readonly isFlow: boolean;
  /** The chosen step or change. */
  readonly chosen: string | null;
};

export function readView(search: URLSearchParams): VersionView {
  return {
    version: which(search.get('version')) ?? 'draft',
    against: which(search.get('against')),
    isFlow: search.get('show') === 'flow',
    chosen: search.get('node'),
  };
}

/** The address of a view, within a flow's versions: `version=12&against=11&node=map`. What goes without saying is left out. */
export function writeView({ version, against, isFlow, chosen }: VersionView): string {
  const search = new URLSearchParams();
  if (version !== 'draft' || against !== null || isFlow) search.set('version', String(version));
  if (against !== null) search.set('against', String(against));
  if (isFlow) search.set('show', 'flow');
  if (chosen !== null) search.set('node', chosen);
  return search.toString();
}

export function versionsPath(flowId: string, view: Partial<VersionView> = {}): string {
  const search = writeView({ version: 'draft', against: null, isFlow: false, chosen: null, ...view });
  return `/flows/${flowId}/versions${search === '' ? '' : `?${search}`}`;
}

export function useVersionView(): [VersionView, (change: Partial<VersionView>) => void] {
  const [search, setSearch] = useSearchParams();
  const view = readView(search);
  // Walking through changes is no step of the browser's history; choosing another version is.
  return [view, (change) => setSearch(new URLSearchParams(writeView({ ...view, ...change })), { replace: change.version === undefined })];
}

function which(text: string | null): Which | null {
  if (text === 'draft') return 'draft';
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
