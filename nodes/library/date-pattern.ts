import { daysInMonth, fromDays, msPerDay, toDays, weekdayOf } from './calendar.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const symbols = /'[^']*'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|ss|SSS|a|XXX|XX|T|Z|[A-Za-z]+|[^A-Za-z']+/g;

/** Prints local milliseconds (as if they were UTC) in a pattern of Unicode date symbols (UTS 35). */
export function formatPattern(local: number, offset: number, pattern: string): string {
  const days = Math.floor(local / msPerDay);
  const { year, month, day } = fromDays(days);
  const rest = local - days * msPerDay;
  const [hour, minute, second] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60];
  const print = (symbol: string): string => {
    switch (symbol) {
      case 'yyyy':
        return pad(year, 4);
      case 'yy':
        return pad(year % 100, 2);
      case 'MMMM':
        return months[month - 1] ?? '';
      case 'MMM':
        return (months[month - 1] ?? '').slice(0, 3);
      case 'MM':
        return pad(month, 2);
      case 'M':
        return String(month);
      case 'dd':
        return pad(day, 2);
      case 'd':
        return String(day);
      case 'EEEE':
        return weekdays[weekdayOf(days) - 1] ?? '';
      case 'EEE':
        return (weekdays[weekdayOf(days) - 1] ?? '').slice(0, 3);
      case 'HH':
        return pad(hour, 2);
      case 'H':
        return String(hour);
      case 'hh':
        return pad(hour % 12 || 12, 2);
      case 'h':
        return String(hour % 12 || 12);
      case 'mm':
        return pad(minute, 2);
      case 'ss':
        return pad(second, 2);
      case 'SSS':
        return pad(rest % 1000, 3);
      case 'a':
        return hour < 12 ? 'AM' : 'PM';
      case 'XXX':
        return offset === 0 ? 'Z' : showOffset(offset, ':');
      case 'XX':
        return offset === 0 ? 'Z' : showOffset(offset, '');
      default:
        return plain(symbol, pattern);
    }
  };
  return (pattern.match(symbols) ?? []).map(print).join('');
}

/** Reads text in a pattern; undefined when it does not fit. `local` is in ms as if it were UTC. Two-digit years are 1970 to 2069. */
export function parsePattern(
  text: string,
  pattern: string,
): { readonly local: number; readonly hasTime: boolean; readonly offset?: number } | undefined {
  const found: Record<string, string> = {};
  const names: string[] = [];
  const source = (pattern.match(symbols) ?? [])
    .map((symbol) => {
      const form = forms[symbol];
      if (form === undefined) return plain(symbol, pattern).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(symbol);
      return `(${form})`;
    })
    .join('');
  const match = new RegExp(`^${source}$`, 'i').exec(text);
  if (!match) return undefined;
  names.forEach((name, i) => {
    found[name] = match[i + 1] ?? '';
  });

  const year = found.yyyy !== undefined ? Number(found.yyyy) : found.yy !== undefined ? centuryOf(Number(found.yy)) : undefined;
  const month = monthIn(found);
  const day = Number(found.dd ?? found.d ?? 1);
  if (year === undefined || month === undefined || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const twelve = found.hh ?? found.h;
  const isPm = found.a?.toUpperCase() === 'PM';
  const hour = twelve !== undefined ? (Number(twelve) % 12) + (isPm ? 12 : 0) : Number(found.HH ?? found.H ?? 0);
  const [minute, second, ms] = [Number(found.mm ?? 0), Number(found.ss ?? 0), Number(found.SSS ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || Number(twelve ?? 1) > 12) return undefined;
  const local = toDays({ year, month, day }) * msPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  const zone = found.XXX ?? found.XX;
  const hasTime = names.some((name) => /^[HhmsSX]/.test(name));
  return zone === undefined ? { local, hasTime } : { local, hasTime, offset: readOffset(zone) };
}

const forms: Readonly<Record<string, string>> = {
  yyyy: '\\d{4}',
  yy: '\\d{2}',
  MMMM: months.join('|'),
  MMM: months.map((name) => name.slice(0, 3)).join('|'),
  MM: '\\d{2}',
  M: '\\d{1,2}',
  dd: '\\d{2}',
  d: '\\d{1,2}',
  EEEE: weekdays.join('|'),
  EEE: weekdays.map((name) => name.slice(0, 3)).join('|'),
  HH: '\\d{2}',
  H: '\\d{1,2}',
  hh: '\\d{2}',
  h: '\\d{1,2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
  SSS: '\\d{3}',
  a: 'AM|PM',
  XXX: 'Z|[+-]\\d{2}:?\\d{2}',
  XX: 'Z|[+-]\\d{2}:?\\d{2}',
};

/** Quoted or punctuation. `T` and `Z` stand for themselves, as in ISO 8601; other letters must be quoted. */
function plain(symbol: string, pattern: string): string {
  if (symbol.startsWith("'")) return symbol === "''" ? "'" : symbol.slice(1, -1);
  if (/[A-Za-z]/.test(symbol) && !/^[TZ]$/.test(symbol))
    throw new RangeError(`"${symbol}" in the pattern "${pattern}" means nothing; put letters that stand for themselves into '...'`);
  return symbol;
}

function monthIn(found: Readonly<Record<string, string>>): number | undefined {
  const digits = found.MM ?? found.M;
  if (digits !== undefined) return Number(digits);
  const name = found.MMMM ?? found.MMM;
  if (name === undefined) return undefined;
  return months.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

function centuryOf(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year;
}

function readOffset(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function showOffset(offset: number, between: string): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${between}${pad(minutes % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
