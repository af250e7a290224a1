/** Time zones by their IANA names, UTC first. */
export const zoneNames: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Zones whose city, region or offset holds the words of a search: "new york", "berlin", "+01:00". What begins with it comes first. */
export function zonesFor(search: string, now: number): readonly string[] {
  const wanted = plain(search);
  if (wanted === '') return zoneNames;
  if (/^(utc|gmt)?\s*[-+−]?\d/.test(wanted)) {
    const offset = wanted.replace(/^(utc|gmt)\s*/, '').replace('−', '-');
    return zoneNames.filter((zone) => offsetOf(zone, now).replace('UTC', '').replace('−', '-').startsWith(offset.replace(/^(\d)/, '+$1')));
  }
  const begins = (zone: string) =>
    plain(zone)
      .split('/')
      .some((part) => part.trim().startsWith(wanted));
  const found = zoneNames.filter((zone) => plain(zone).includes(wanted));
  return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** Offsets that were asked for, by zone and quarter of an hour: making a formatter takes a millisecond, and a list shows dozens of zones. */
const offsets = new Map<string, string>();
const quarter = 900_000;

/** `UTC+01:00`; empty for an unknown zone. */
export function offsetOf(zone: string, now: number): string {
  const key = `${zone} ${Math.floor(now / quarter)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 2000) offsets.clear();
  const offset = offsetNow(zone, now);
  offsets.set(key, offset);
  return offset;
}

function offsetNow(zone: string, now: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
  } catch {
    return '';
  }
}

/** "Sat 16:02"; null for an unknown zone. */
export function timeIn(zone: string, now: number): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(now);
  } catch {
    return null;
  }
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ').trim();
}
