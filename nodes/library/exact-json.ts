/**
 * `JSON.parse` that loses no digits: integers beyond 2^53, decimals of more than 15 significant digits and numbers out of a double's range
 * become text, digit for digit as they were written. Everything else is a number as usual. Throws SyntaxError as `JSON.parse` does.
 */
export function parseExact(text: string): unknown {
  const value = parse(text);
  if (value !== null && typeof value === 'object') sources.set(value, text);
  return value;
}

/** Which text an object or list was read from, as a whole; undefined for all others. Saves writing down again what lies there already. */
export function sourceOf(value: object): string | undefined {
  return sources.get(value);
}

const sources = new WeakMap<object, string>();

function parse(text: string): unknown {
  const places = suspiciousPlaces(text);
  if (places.length === 0) return JSON.parse(text);
  const quick = quoteAfterKeys(text, places);
  if (quick !== undefined)
    try {
      return JSON.parse(quick);
    } catch {
      // Either the text is no JSON, or a string held what looks like a key: the careful way tells.
    }
  return JSON.parse(quoteLongNumbers(text, places));
}

/**
 * A value of sixteen digits and points in a row is what a double may not carry; an exponent of three digits leads out of its range. Looking only behind
 * what may stand before a value lets the search skip nearly all of the text.
 */
const suspicious = /[:,[]\s*-?(?:[\d.]{16}|[\d.]{1,15}[eE][+-]?\d{3})/g;
const bareNumber = /^\s*-?\d/;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Where a number may stand that needs care, ascending: a place anywhere within it. One pass of a regular expression, which is faster than any loop here. */
function suspiciousPlaces(text: string): number[] {
  if (bareNumber.test(text)) return [text.search(/\d/)];
  const places: number[] = [];
  suspicious.lastIndex = 0;
  while (suspicious.test(text)) places.push(suspicious.lastIndex - 1);
  return places;
}

function isDigitOrPoint(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

/**
 * Quotes numbers that stand behind `":`, which nearly all do, without looking for strings. Where that was in truth inside of a string, the quotes end
 * it early and make the text invalid, so a wrong guess is never a wrong value. Undefined when a number stands elsewhere.
 */
function quoteAfterKeys(text: string, places: readonly number[]): string | undefined {
  let out = '';
  let copied = 0;
  for (const place of places) {
    if (place < copied) continue;
    const [start, end] = token(text, place);
    const number = text.slice(start, end);
    if (!standsAsValue(text, start, end) || !jsonNumber.test(number) || isExact(number)) continue;
    if (!standsAfterKey(text, start)) return undefined;
    out += `${text.slice(copied, start)}"${number}"`;
    copied = end;
  }
  return out + text.slice(copied);
}

function standsAfterKey(text: string, start: number): boolean {
  let at = start - 1;
  while (isSpace(text.charCodeAt(at))) at--;
  if (text.charCodeAt(at) !== 58) return false;
  at--;
  while (isSpace(text.charCodeAt(at))) at--;
  return text.charCodeAt(at) === 34 && text.charCodeAt(at - 1) !== 92;
}

function quoteLongNumbers(text: string, places: readonly number[]): string {
  let out = '';
  let copied = 0;
  // Where the search for strings has come to, always outside of one; it never goes back.
  let outside = 0;
  for (const place of places) {
    if (place < copied || place < outside) continue;
    const [start, end] = token(text, place);
    const number = text.slice(start, end);
    if (!standsAsValue(text, start, end) || !jsonNumber.test(number) || isExact(number)) continue;
    for (let open = text.indexOf('"', outside); open >= 0 && open < start; open = text.indexOf('"', outside))
      outside = endOfString(text, open + 1);
    if (outside > start) continue;
    outside = end;
    out += `${text.slice(copied, start)}"${number}"`;
    copied = end;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** The characters around a place that can belong to a number. */
function token(text: string, place: number): [start: number, end: number] {
  const belongs = (code: number) => isDigitOrPoint(code) || code === 43 || code === 45 || code === 69 || code === 101;
  let start = place;
  while (start > 0 && belongs(text.charCodeAt(start - 1))) start--;
  let end = place;
  while (end < text.length && belongs(text.charCodeAt(end))) end++;
  return [start, end];
}

/** Whether what stands before and behind lets it be a value. Most digits inside strings are told apart by this alone. */
function standsAsValue(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (before >= 0 && isSpace(text.charCodeAt(before))) before--;
  let behind = end;
  while (behind < text.length && isSpace(text.charCodeAt(behind))) behind++;
  return (before < 0 || '[:,'.includes(text.charAt(before))) && (behind === text.length || ',]}'.includes(text.charAt(behind)));
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The index behind the closing quote. */
function endOfString(text: string, from: number): number {
  for (let close = text.indexOf('"', from); close >= 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text[close - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return close + 1;
  }
  return text.length;
}

/** Whether a double carries what this JSON number says. */
export function isExact(number: string): boolean {
  const value = Number(number);
  if (!Number.isFinite(value)) return false;
  if (/^-?\d+$/.test(number)) return Number.isSafeInteger(value);
  const [mantissa = ''] = number.split(/[eE]/);
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
  const significant = mantissa.includes('.') ? digits.replace(/0+$/, '') : digits;
  if (significant === '') return true;
  return significant.length <= 15 && value !== 0 && !isSubnormal(value);
}

/** Below 2.2e-308 a double has fewer than 15 digits. */
function isSubnormal(value: number): boolean {
  return Math.abs(value) < 2.2250738585072014e-308;
}
