// Missing text (null, undefined) is empty text here; numbers and booleans are printed; records and lists are refused.

function trim(value: unknown): string {
  return asText(value, 'trim').trim();
}

function upper(value: unknown): string {
  return asText(value, 'upper').toUpperCase();
}

function lower(value: unknown): string {
  return asText(value, 'lower').toLowerCase();
}

/** Fills up in front: `text.padStart("42", 6, "0")` is "000042". Counts code points. */
function padStart(value: unknown, length: number, fill = ' '): string {
  const given = asText(value, 'padStart');
  return filler(given, length, fill) + given;
}

function padEnd(value: unknown, length: number, fill = ' '): string {
  const given = asText(value, 'padEnd');
  return given + filler(given, length, fill);
}

/** At most so many code points; never cuts one in half. With an ending, such as "…", the ending counts. */
function truncate(value: unknown, length: number, ending = ''): string {
  const given = asText(value, 'truncate');
  if (given.length <= length) return given;
  const points = [...given];
  if (points.length <= length) return given;
  const room = Math.max(0, length - [...ending].length);
  return points.slice(0, room).join('').trimEnd() + ending;
}

/** NFC form, no control characters, each run of white space one blank, trimmed. */
function normalise(value: unknown): string {
  return asText(value, 'normalise')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}|\p{Cf}/gu, '')
    .trim();
}

const replacements: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', þ: 'th', Þ: 'Th', ı: 'i' },
  ...{ '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '…': '...', '€': 'EUR', '£': 'GBP' },
};

/** Latin letters without accents; what has no counterpart in ASCII is left out. For systems that take nothing else. */
function ascii(value: unknown): string {
  return asText(value, 'ascii')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (letter) => replacements[letter] ?? (/\s/.test(letter) ? ' ' : ''));
}

/** Lower-case letters, digits and dashes: `text.slug("Größe 12/L")` is "grosse-12-l". */
function slug(value: unknown): string {
  return ascii(value)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Only the digits. */
function digits(value: unknown): string {
  return asText(value, 'digits').replace(/\D+/g, '');
}

/** Breaks at blanks into lines of at most `width` code points; with `most`, the last line is cut. For address fields of 35 characters. */
function wrap(value: unknown, width: number, most = 1000): string[] {
  if (!Number.isInteger(width) || width < 1) throw new RangeError('text.wrap: the width must be a whole number above 0');
  const lines: string[] = [];
  let line: string[] = [];
  const close = () => {
    if (line.length > 0) lines.push(line.join(''));
    line = [];
  };
  for (const word of normalise(value).split(' ')) {
    let points = [...word];
    if (points.length === 0) continue;
    if (line.length > 0 && line.length + 1 + points.length > width) close();
    if (line.length > 0) line.push(' ');
    while (points.length > width) {
      lines.push(points.slice(0, width).join(''));
      points = points.slice(width);
    }
    line.push(...points);
  }
  close();
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), truncate(lines.slice(most - 1).join(' '), width)];
}

/** Missing, empty or only white space. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The first value that is not blank, as text; empty when all are. */
function firstOf(...values: readonly unknown[]): string {
  const found = values.find((value) => !isBlank(value));
  return found === undefined ? '' : asText(found, 'firstOf').trim();
}

/** Joins what is not blank: `text.join(", ", city, state)`. */
function join(separator: string, ...values: readonly unknown[]): string {
  return values
    .flat()
    .filter((value) => !isBlank(value))
    .map((value) => asText(value, 'join').trim())
    .join(separator);
}

/** What stands before the first occurrence; the whole text when there is none. */
function before(value: unknown, mark: string): string {
  const given = asText(value, 'before');
  const at = given.indexOf(mark);
  return at < 0 ? given : given.slice(0, at);
}

/** What stands after the first occurrence; empty when there is none. */
function after(value: unknown, mark: string): string {
  const given = asText(value, 'after');
  const at = given.indexOf(mark);
  return at < 0 ? '' : given.slice(at + mark.length);
}

/** How many code points. */
function length(value: unknown): number {
  return [...asText(value, 'length')].length;
}

export const text = Object.freeze({
  trim,
  upper,
  lower,
  padStart,
  padEnd,
  truncate,
  normalise,
  ascii,
  slug,
  digits,
  wrap,
  isBlank,
  firstOf,
  join,
  before,
  after,
  length,
});

function asText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'object' || typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(
      `text.${name}: a ${Array.isArray(value) ? 'list' : 'record'} was given where text is wanted; name one of its fields`,
    );
  return String(value);
}

function filler(given: string, length: number, fill: string): string {
  if (length > 100_000) throw new RangeError('text.pad: at most 100,000 characters');
  const missing = length - [...given].length;
  if (missing <= 0 || fill === '') return '';
  return [...fill.repeat(Math.ceil(missing / [...fill].length))].slice(0, missing).join('');
}
