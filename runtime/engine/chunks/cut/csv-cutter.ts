import type { CutRule } from '@crossdock/nodes/contract/chunks';
import { checkRecord, chunkBuilder } from './chunk-builder.ts';
import type { ChunkSize, Cursor, Cutter } from './cut.ts';

const lineFeed = 10;
const carriageReturn = 13;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What the next byte means. */
const fieldStart = 0;
const plain = 1;
const quoted = 2;
/** A quote within quotes: the end, or the first of two. */
const quoteInQuoted = 3;
/** A line feed may follow, which belongs to the same line end. */
const afterReturn = 4;

/** Borders of CSV records by the grammar of the CSV reader of the nodes: a quote opens only at the beginning of a field, and what it encloses may hold line ends. */
export function csvCutter(rule: Extract<CutRule, { kind: 'csv' }>, size: ChunkSize, start: Cursor): Cutter {
  const separator = rule.delimiter.charCodeAt(0);
  const quote = rule.quote === '' ? -1 : rule.quote.charCodeAt(0);
  const chunks = chunkBuilder(size, start);
  let base = start.offset;
  let state = fieldStart;
  let recordStart = start.offset;
  let recordLine = start.line;
  let line = start.line;
  /** Fields before this one, and whether this one holds anything: a line with one empty field is no record. */
  let hasFields = false;
  let hasContent = false;
  let needsHeader = rule.header && !start.isInside;
  let mark = start.offset === 0 ? 0 : -1;

  function endRecord(end: number): void {
    line++;
    if (hasFields || hasContent) {
      if (needsHeader) {
        needsHeader = false;
        chunks.passed({ from: recordStart, to: end, lines: line - recordLine }, end, line);
      } else chunks.record(recordStart, end, recordLine, line);
    }
    recordStart = end;
    recordLine = line;
    hasFields = false;
    hasContent = false;
    state = fieldStart;
  }

  return {
    write(bytes) {
      let i = 0;
      // Only at the very beginning of the text; it may come byte by byte.
      while (mark >= 0 && mark < 3 && i < bytes.length) {
        if (bytes[i] !== byteOrderMark[mark]) {
          mark = -1;
          break;
        }
        mark++;
        i++;
        recordStart = base + i;
      }
      if (mark === 3) mark = -1;
      for (; i < bytes.length; i++) {
        const byte = bytes[i] as number;
        if (state === afterReturn) {
          endRecord(base + i + (byte === lineFeed ? 1 : 0));
          if (byte === lineFeed) continue;
        }
        switch (state) {
          case fieldStart:
            if (byte === quote) {
              state = quoted;
              continue;
            }
            state = plain;
            break;
          case quoted:
            if (byte === quote) state = quoteInQuoted;
            else {
              if (byte === lineFeed) line++;
              hasContent = true;
            }
            continue;
          case quoteInQuoted:
            if (byte === quote) {
              state = quoted;
              hasContent = true;
              continue;
            }
            state = plain;
            break;
        }
        if (byte === separator) {
          hasFields = true;
          state = fieldStart;
        } else if (byte === lineFeed) endRecord(base + i + 1);
        else if (byte === carriageReturn) state = afterReturn;
        else hasContent = true;
      }
      base += bytes.length;
      checkRecord(recordStart, base, recordLine, 'A quote that is opened there may never be closed: correct it, or choose another quote.');
      return chunks.take();
    },
    end() {
      // What has no line end behind it is a record all the same; of a quote that is not closed the reader tells.
      if (recordStart < base) {
        if (state === quoted) hasContent = true;
        endRecord(base);
      }
      chunks.end();
      return chunks.take();
    },
    cursor: chunks.cursor,
  };
}
