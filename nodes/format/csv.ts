/** How a CSV text is written (RFC 4180 with the deviations that occur). */
export type CsvDialect = { readonly delimiter: string; readonly quote: string };
/** Takes the fields of the record that begins on `line` (1 is the first), in a list that is used again for the next; `error` when it cannot be read. */
export type TakeRecord = (fields: readonly string[], line: number, error: string | undefined) => void;

const lineFeed = 10;
const carriageReturn = 13;

/** Calls `take` for each record of the text. Quoted fields may hold delimiters, line ends and doubled quotes; empty lines are passed over. */
export function readCsv(text: string, { delimiter, quote }: CsvDialect, take: TakeRecord): void {
  const separator = delimiter.charCodeAt(0);
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  const fields: string[] = [];
  while (at < text.length) {
    const startLine = line;
    fields.length = 0;
    let error: string | undefined;
    let isEnd = false;
    while (!isEnd) {
      if (text.charCodeAt(at) === quoteCode) {
        const close = endOfQuoted(text, at + 1, quoteCode);
        if (close < 0) {
          take(fields, startLine, `the quote of field ${fields.length + 1} is never closed`);
          return;
        }
        const raw = text.slice(at + 1, close);
        const value = raw.includes(quote) ? raw.replaceAll(quote + quote, quote) : raw;
        for (let i = raw.indexOf('\n'); i >= 0; i = raw.indexOf('\n', i + 1)) line++;
        fields.push(value);
        at = close + 1;
        const next = text.charCodeAt(at);
        if (at < text.length && next !== separator && next !== lineFeed && next !== carriageReturn) {
          error ??= `there is text after the closing quote of field ${fields.length}`;
          at = endOfPlain(text, at, separator);
        }
      } else {
        const end = endOfPlain(text, at, separator);
        fields.push(text.slice(at, end));
        at = end;
      }
      if (text.charCodeAt(at) === separator && at < text.length) at++;
      else isEnd = true;
    }
    if (text.charCodeAt(at) === carriageReturn) at++;
    if (text.charCodeAt(at) === lineFeed) at++;
    line++;
    if (fields.length > 1 || fields[0] !== '' || error !== undefined) take(fields, startLine, error);
  }
}

function endOfPlain(text: string, from: number, separator: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === separator || code === lineFeed || code === carriageReturn) return i;
  }
  return text.length;
}

/** The index of the closing quote; a doubled one is text. Negative when there is none. */
function endOfQuoted(text: string, from: number, quote: number): number {
  for (let i = from; i < text.length; i++) {
    if (text.charCodeAt(i) !== quote) continue;
    if (text.charCodeAt(i + 1) !== quote) return i;
    i++;
  }
  return -1;
}
