import type { RunFilter } from '../server/query-keys.ts';
import type { RunStatus, RunSummary } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';

export const timeSpans = [
  { value: '1', label: texts.lastHour, words: 'in the last hour' },
  { value: '24', label: texts.last24Hours, words: 'in the last 24 hours' },
  { value: '168', label: texts.last7Days, words: 'in the last 7 days' },
  { value: '720', label: texts.last30Days, words: 'in the last 30 days' },
  { value: 'all', label: texts.allTime, words: 'at any time' },
] as const;
/** How far back one looks unless one says otherwise. */
export const usualHours = 720;

export const testChoices = [
  { value: 'with', label: texts.withTestRuns },
  { value: 'without', label: texts.withoutTestRuns },
  { value: 'only', label: texts.onlyTestRuns },
] as const;

const statuses: readonly RunStatus[] = [
  'queued',
  'running',
  'retrying',
  'parked',
  'waiting',
  'done',
  'partial',
  'failed',
  'cancelled',
  'superseded',
];

/** The filter that an address names; what it does not name is open. */
export function filterFromAddress(search: URLSearchParams, env: string): RunFilter {
  const hours = search.get('hours');
  const tests = testChoices.find((choice) => choice.value === search.get('tests'))?.value ?? 'with';
  return {
    env,
    flow: search.get('flow') ?? '',
    status: (search.get('status') ?? '').split(',').filter((status): status is RunStatus => statuses.some((known) => known === status)),
    key: search.get('key') ?? '',
    hours: hours === 'all' ? null : Number(timeSpans.find((span) => span.value === hours)?.value ?? usualHours),
    tests,
  };
}

/** The address of a filter, without what is as it is by default. The environment is not part of it: it belongs to the page. */
export function addressOfFilter(filter: RunFilter, selected: string | null): URLSearchParams {
  const search = new URLSearchParams();
  if (filter.key !== '') search.set('key', filter.key);
  if (filter.flow !== '') search.set('flow', filter.flow);
  if (filter.status.length > 0) search.set('status', filter.status.join(','));
  if (filter.hours !== usualHours) search.set('hours', filter.hours === null ? 'all' : String(filter.hours));
  if (filter.tests !== 'with') search.set('tests', filter.tests);
  if (selected !== null) search.set('run', selected);
  return search;
}

/** Whether a run that was just reported belongs into the list. Keys are compared loosely; the server decides on the next load. */
export function matchesFilter(run: RunSummary, filter: RunFilter): boolean {
  if (run.env !== filter.env) return false;
  if (filter.flow !== '' && run.flow.id !== filter.flow) return false;
  if (filter.status.length > 0 && !filter.status.includes(run.status)) return false;
  if (filter.tests !== 'with' && run.isTest !== (filter.tests === 'only')) return false;
  const key = looseKey(filter.key);
  return key === '' || [run.title, ...run.keys.map((known) => known.value)].some((value) => looseKey(value).startsWith(key));
}

function looseKey(key: string): string {
  return key.toLowerCase().replace(/[\s#]/g, '');
}

export function isFiltered(filter: RunFilter): boolean {
  return filter.flow !== '' || filter.status.length > 0 || filter.key.trim() !== '' || filter.tests !== 'with';
}

export function spanOf(hours: number | null): (typeof timeSpans)[number] {
  return timeSpans.find((span) => span.value === (hours === null ? 'all' : String(hours))) ?? timeSpans[3];
}
