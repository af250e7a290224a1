/**
 * Calls `take` with the text of each element of a JSON list, and the line it begins on (1 is the first). Finds elements by brackets and quotes alone, so a broken one does
 * not hide the next. Tells whether the list is closed as it should.
 */
export function elementsOf(text: string, take: (element: string, line: number) => void): 'closed' | 'broken' {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let depth = -1;
  let start = -1;
  let startLine = 1;
  let isString = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) line++;
    if (isString) {
      if (code === backslash) at++;
      else if (code === quote) isString = false;
      continue;
    }
    if (code === space || code === tab || code === lineFeed || code === carriageReturn) continue;
    if (depth < 0) {
      if (code !== openBracket) return 'broken';
      depth = 0;
      continue;
    }
    if (depth === 0 && (code === comma || code === closeBracket)) {
      if (start >= 0) take(text.slice(start, at).trimEnd(), startLine);
      start = -1;
      if (code === comma) continue;
      return text.slice(at + 1).trim() === '' ? 'closed' : 'broken';
    }
    if (start < 0) {
      start = at;
      startLine = line;
    }
    if (code === quote) isString = true;
    else if (code === openBracket || code === openBrace) depth++;
    else if (code === closeBracket || code === closeBrace) {
      if (depth === 0) return 'broken';
      depth--;
    }
  }
  return 'broken';
}

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
