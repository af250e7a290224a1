/** The text of a `datetime-local` field: the zone of the browser, to the minute. */
export function toLocal(ms: number): string {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The next full hour that is at least an hour away, as a proposal. */
export function laterLocal(now: number): string {
  const hour = 3_600_000;
  return toLocal(Math.ceil((now + hour) / hour) * hour);
}

/** The instant that a `datetime-local` field says; null: it says none. */
export function localToIso(text: string): string | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
