/** How deep a document may nest. */
export const maxDepth = 200;

/** Where a text stops being JSON, and why. Lines and columns count from 1. */
export type JsonFault = { readonly line: number; readonly column: number; readonly message: string; readonly remedy: string };

/** Finds the first fault of a text that `JSON.parse` refused, in words that do not depend on the engine; null when there is none. */
export function findJsonFault(text: string): JsonFault | null {
  try {
    readDocument(text);
    return null;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const before = text.slice(0, fault.at);
    return {
      line: before.split('\n').length,
      column: fault.at - before.lastIndexOf('\n'),
      message: fault.message,
      remedy: fault.remedy,
    };
  }
}

class Fault extends Error {
  readonly at: number;
  readonly remedy: string;
  constructor(at: number, message: string, remedy: string) {
    super(message);
    this.at = at;
    this.remedy = remedy;
  }
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
/** Stops at every control character; those above U+001F are allowed in JSON. */
const plainText = /[^"\\\p{Cc}]*/uy;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function readDocument(text: string): void {
  let at = 0;
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };

  const value = (depth: number): void => {
    match(space);
    const c = text[at];
    if (depth > maxDepth) throw new Fault(at, `Values are nested deeper than ${maxDepth} levels`, 'Flatten the document.');
    if (c === '{') members('}', () => entry(depth));
    else if (c === '[') members(']', () => value(depth + 1));
    else if (c === '"') string();
    else if (!match(number) && !match(word)) throw unexpected(text, at);
    match(space);
  };

  const members = (close: string, member: () => void): void => {
    const open = at++;
    match(space);
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      member();
      if (text[at] === close) {
        at++;
        return;
      }
      if (at >= text.length) {
        const opener = text[open] as string;
        throw new Fault(open, `"${opener}" is never closed`, `Add the missing "${close}" at the end of this value.`);
      }
      if (text[at] !== ',') throw separator(text, at, close);
      const comma = at++;
      match(space);
      if (text[at] === close) throw new Fault(comma, `A comma stands before "${close}"`, 'Remove the comma after the last entry.');
    }
  };

  const entry = (depth: number): void => {
    match(space);
    if (text[at] !== '"') throw unexpected(text, at, 'a name in double quotes');
    string();
    match(space);
    if (text[at] !== ':') throw new Fault(at, 'A colon is missing after the name', 'Write the entry as "name": value.');
    at++;
    value(depth + 1);
  };

  const string = (): void => {
    const open = at++;
    for (;;) {
      match(plainText);
      if (text[at] === '"') {
        at++;
        return;
      }
      if (at >= text.length || text[at] === '\n' || text[at] === '\r') {
        throw new Fault(open, 'A text is never closed', 'Add the closing double quote; write a line break inside a text as \\n.');
      }
      if (text[at] === '\\') {
        if (!match(escapeSequence)) throw new Fault(at, 'Unknown escape in a text', 'Write a backslash as \\\\, a double quote as \\".');
      } else if (text.charCodeAt(at) > 0x1f) {
        at++;
      } else {
        throw new Fault(at, 'A control character stands in a text', 'Write a tab as \\t, other control characters as \\u0000.');
      }
    }
  };

  if (text.trim() === '') throw new Fault(0, 'The document is empty', 'Give a flow as JSON: { "format": 1, "id": ..., "name": ... }.');
  value(0);
  if (at < text.length) throw new Fault(at, 'Something follows after the end of the document', 'Remove it, or check the closing brackets.');
}

function unexpected(text: string, at: number, wanted = 'a value'): Fault {
  if (at >= text.length) return new Fault(at, `The document ends where ${wanted} should stand`, 'Complete the document.');
  const c = text[at] as string;
  if (c === "'" || c === '`') return new Fault(at, 'A text stands in the wrong quotes', 'JSON takes double quotes only.');
  if (c === '/' || c === '#') return new Fault(at, 'A comment stands in the document', 'JSON has no comments: remove it.');
  if (c === '\uFEFF') return new Fault(at, 'A byte order mark stands in the document', 'Save the file as UTF-8 without byte order mark.');
  if (/[A-Za-z_$]/.test(c)) {
    const name = /^[\w$]+/.exec(text.slice(at))?.[0] ?? c;
    return new Fault(at, `"${name}" stands where ${wanted} should stand`, `Write it in double quotes: "${name}".`);
  }
  return new Fault(at, `"${c}" stands where ${wanted} should stand`, 'Remove it, or add what is missing before it.');
}

function separator(text: string, at: number, close: string): Fault {
  const c = text[at] as string;
  if (c === '}' || c === ']') return new Fault(at, `"${c}" stands where "${close}" should stand`, `Close this value with "${close}".`);
  return new Fault(at, 'A comma is missing before this entry', 'Separate entries with commas.');
}
