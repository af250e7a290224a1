const day = 86_400_000;

/** What the audit is narrowed to; empty strings mean no limit. */
export type AuditFilter = {
  readonly q: string;
  readonly by: string;
  /** `flow.published`, or all of a kind: `flow.` */
  readonly act: string;
  readonly subject: string;
  readonly env: string;
  /** So many days back from now; empty: `from` and `to` say it. */
  readonly days: string;
  /** Days like `2026-11-21` in the zone of the browser, both inclusive. */
  readonly from: string;
  readonly to: string;
};

const names = ['q', 'by', 'act', 'subject', 'env', 'days', 'from', 'to'] as const;
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The filter that an address names; what it does not name, or names wrongly, is open. */
export function filterFromAddress(search: URLSearchParams): AuditFilter {
  const [q, by, act, subject, env, days, from, to] = names.map((name) => search.get(name) ?? '') as [string, ...string[]];
  return {
    q,
    by: by ?? '',
    act: act ?? '',
    subject: subject ?? '',
    env: env ?? '',
    days: /^\d{1,4}$/.test(days ?? '') ? (days ?? '') : '',
    from: isDay(from ?? '') ? (from ?? '') : '',
    to: isDay(to ?? '') ? (to ?? '') : '',
  };
}

/** The address of a filter, without what is open; `line` is the one that is shown beside the list. */
export function addressOfFilter(filter: AuditFilter, line: string | null): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of names) if (filter[name] !== '') search.set(name, filter[name]);
  if (line !== null) search.set('line', line);
  return search;
}

export const isFiltered = (filter: AuditFilter): boolean => names.some((name) => filter[name].trim() !== '');

/** The query of `GET /api/audit` and of its export. Days become times of the browser's zone, the last day to its end. */
export function queryOf(filter: AuditFilter, now: number): Record<string, string> {
  const from = filter.days === '' ? startOf(filter.from, 0) : new Date(now - Number(filter.days) * day).toISOString();
  const to = filter.days === '' ? startOf(filter.to, 1) : '';
  const given = { q: filter.q.trim(), by: filter.by, act: filter.act, subject: filter.subject, env: filter.env, from, to };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** The day in the zone of the browser, so many before today: `2026-11-20`. */
export function dayBack(now: number, days: number): string {
  const at = new Date(now);
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() - days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Midnight of a day in the zone of the browser, or of so many days after it; a day is not always 24 h long. */
function startOf(text: string, later: number): string {
  if (text === '') return '';
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
