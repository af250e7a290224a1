const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `<1 ms`, `4 ms`, `1.2 s`, `18 m 20 s`, `3 h 5 m`: at most two units, never more than needed. */
export function formatDuration(ms: number): string {
  if (ms < 0.5) return '<1 ms';
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < 9.95 * second) return `${(ms / second).toFixed(1)} s`;
  if (ms < minute) return `${Math.min(59, Math.round(ms / second))} s`;
  if (ms < hour) return twoUnits(Math.floor(ms / minute), 'm', Math.floor((ms % minute) / second), 's');
  if (ms < day) return twoUnits(Math.floor(ms / hour), 'h', Math.floor((ms % hour) / minute), 'm');
  return twoUnits(Math.floor(ms / day), 'd', Math.floor((ms % day) / hour), 'h');
}

/** A duration that counts up or down: whole seconds, so that no digit flickers. */
export function formatSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / second));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * second);
}

/** Groups the digits of a decimal given as text, without passing through a float: `1115.85` gives `1,115.85`. */
export function formatDecimal(decimal: string): string {
  const [whole = '', ...rest] = decimal.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Relative up to one hour (`now`, `40 s ago`, `12 m ago`), then local time, with the day when it is another one. */
export function formatTime(iso: string, now: number): string {
  const at = new Date(iso);
  const age = now - at.getTime();
  // The clock of the page ticks once a second, so what has just happened may lie ahead of it.
  if (age > -second && age < 5 * second) return 'now';
  if (age >= 0 && age < minute) return `${Math.floor(age / second)} s ago`;
  if (age >= 0 && age < hour) return `${Math.floor(age / minute)} m ago`;
  if (age < 0 && -age < hour) return `in ${formatSeconds(-age)}`;
  return `${isSameDay(at, new Date(now)) ? '' : `${formatDay(at, new Date(now))}, `}${formatClock(at)}`;
}

/** `14:03:25`, in the zone of the browser. */
export function formatClock(at: Date): string {
  return at.toLocaleTimeString('en-GB');
}

/** `Nov 20`, with the year when it is another one. */
export function formatDay(at: Date, now: Date): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return at.toLocaleDateString('en-US', { month: 'short', day: 'numeric', ...year });
}

/** The tooltip of a time: local with zone, and ISO. */
export function formatFullTime(iso: string): string {
  const at = new Date(iso);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${formatDay(at, new Date(0))}, ${formatClock(at)} ${zone}, ${at.toISOString()}`;
}

/** `1,184` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 item`, `34 items`; the plural is the singular with an s unless given. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `820 B`, `1.4 kB`, `2.0 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function isSameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}
