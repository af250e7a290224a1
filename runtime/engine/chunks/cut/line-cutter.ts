import { checkRecord, chunkBuilder } from './chunk-builder.ts';
import type { ChunkSize, Cursor, Cutter } from './cut.ts';

const lineFeed = 10;

/** Borders of lines; one that holds nothing but spaces, tabs and carriage returns is no record. */
export function lineCutter(size: ChunkSize, start: Cursor): Cutter {
  const chunks = chunkBuilder(size, start);
  let base = start.offset;
  let lineStart = start.offset;
  let line = start.line;
  let hasContent = false;

  function endLine(end: number): void {
    if (hasContent) chunks.record(lineStart, end, line, line + 1);
    line++;
    lineStart = end;
    hasContent = false;
  }

  return {
    write(bytes) {
      for (let i = 0; i < bytes.length; ) {
        const found = bytes.indexOf(lineFeed, i);
        const end = found < 0 ? bytes.length : found;
        hasContent ||= holdsContent(bytes, i, end, base === 0 && i === 0);
        if (found >= 0) endLine(base + end + 1);
        i = end + 1;
      }
      base += bytes.length;
      checkRecord(lineStart, base, line, 'Each record must stand on a line of its own.');
      return chunks.take();
    },
    end() {
      if (lineStart < base) endLine(base);
      chunks.end();
      return chunks.take();
    },
    cursor: chunks.cursor,
  };
}

function holdsContent(bytes: Uint8Array, from: number, to: number, isStart: boolean): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte === 32 || byte === 9 || byte === 13) continue;
    if (isStart && i < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) continue;
    return true;
  }
  return false;
}
