import { checkRecord, chunkBuilder } from './chunk-builder.ts';
import { type ChunkSize, type Cursor, CutError, type Cutter } from './cut.ts';

const lineFeed = 10;
const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Borders of the elements of a JSON list, found by brackets and quotes. Values are not looked into; what lies outside of the list is passed over. */
export function jsonArrayCutter(path: readonly string[], size: ChunkSize, start: Cursor): Cutter {
  const chunks = chunkBuilder(size, start);
  let base = start.offset;
  let line = start.line;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let isInList = start.isInside;
  let hasEnded = false;
  let elementStart = -1;
  let elementLine = 0;
  /** Behind the last byte of the element under way that is no space. */
  let elementEnd = 0;
  // On the way to the list: how much of the path is walked, and the name that was read last.
  let walked = 0;
  let name: number[] | null = null;
  let lastName = '';
  let awaitsValue = false;

  /** A byte outside of the list that is part of no text. */
  function walk(byte: number, at: number): void {
    if (byte === colon) {
      awaitsValue = depth === walked + 1 && lastName === path[walked];
      return;
    }
    const isWanted = walked === path.length ? depth === 0 : awaitsValue;
    if (byte === openBrace || byte === openBracket) {
      if (byte === openBracket && (path.length === 0 ? depth === 0 : isWanted && walked === path.length - 1)) {
        isInList = true;
        depth = 0;
        chunks.passed(null, at + 1, line);
        return;
      }
      if (isWanted && byte === openBrace && path.length > 0) walked++;
      depth++;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth--;
      walked = Math.max(0, Math.min(walked, depth - 1));
    }
    awaitsValue = false;
  }

  function endElement(nextLine: number): void {
    if (elementStart >= 0) chunks.record(elementStart, elementEnd, elementLine, nextLine);
    elementStart = -1;
  }

  return {
    write(bytes) {
      for (let i = 0; i < bytes.length && !hasEnded; i++) {
        const byte = bytes[i] as number;
        if (byte === lineFeed) line++;
        if (isString) {
          if (isEscaped) isEscaped = false;
          else if (byte === backslash) isEscaped = true;
          else if (byte === quote) {
            isString = false;
            if (name) lastName = Buffer.from(name).toString('utf8');
            name = null;
          } else name?.push(byte);
          elementEnd = base + i + 1;
          continue;
        }
        if (byte === 32 || byte === 9 || byte === 13 || byte === lineFeed) continue;
        if (!isInList) {
          if (byte === quote) {
            isString = true;
            name = [];
          } else walk(byte, base + i);
          continue;
        }
        if (depth === 0 && (byte === comma || byte === closeBracket)) {
          endElement(line);
          hasEnded = byte === closeBracket;
          continue;
        }
        if (elementStart < 0) {
          elementStart = base + i;
          elementLine = line;
        }
        elementEnd = base + i + 1;
        if (byte === quote) isString = true;
        else if (byte === openBracket || byte === openBrace) depth++;
        else if (byte === closeBracket || byte === closeBrace) {
          if (depth === 0)
            throw new CutError(
              'NOT_JSON',
              `The list is broken in line ${line}: a bracket is closed that was not opened. Elements before it were worked on.`,
            );
          depth--;
        }
      }
      base += bytes.length;
      if (elementStart >= 0 && !hasEnded)
        checkRecord(elementStart, base, elementLine, 'A quote or bracket that is opened there may never be closed.');
      return chunks.take();
    },
    end() {
      if (!isInList)
        throw new CutError(
          'NO_RECORDS',
          `The file has no list ${path.length === 0 ? 'as its whole' : `at "${path.join('.')}"`}. Correct "List is at" in the step that reads it.`,
        );
      if (!hasEnded)
        throw new CutError(
          'NOT_JSON',
          `The list is not closed: the file ends in line ${line}, within it. It may have been cut off on its way; have it sent again.`,
        );
      chunks.end();
      return chunks.take();
    },
    cursor: chunks.cursor,
  };
}
