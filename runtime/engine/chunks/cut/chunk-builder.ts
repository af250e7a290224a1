import { type ChunkSize, type Cursor, type Cut, CutError, recordLimit } from './cut.ts';

/** Gathers records into chunks. */
export type ChunkBuilder = {
  /** A record from `start` to `end`, on the line `line`. */
  record(start: number, end: number, line: number, nextLine: number): void;
  /** The chunks since the last call. */
  take(): readonly Cut[];
  /** Ends the chunk under way. */
  end(): void;
  passed(header: Cursor['header'], offset: number, line: number): void;
  cursor(): Cursor;
};

export function chunkBuilder(size: ChunkSize, start: Cursor): ChunkBuilder {
  let cursor = start;
  let made: Cut[] = [];
  let from = -1;
  let to = 0;
  let rows = 0;
  let firstLine = 0;
  let nextLine = start.line;

  function end(): void {
    if (rows === 0) return;
    made.push({ from, to, firstRow: cursor.row, rows, firstLine, nextLine });
    cursor = { ...cursor, offset: to, row: cursor.row + rows, line: nextLine, isInside: true };
    from = -1;
    rows = 0;
  }

  return {
    record(recordStart, recordEnd, line, lineAfter) {
      if (from < 0) {
        from = recordStart;
        firstLine = line;
      }
      to = recordEnd;
      nextLine = lineAfter;
      rows++;
      if (rows >= size.rows || to - from >= size.bytes) end();
    },
    take() {
      const taken = made;
      made = [];
      return taken;
    },
    end,
    passed(header, offset, line) {
      cursor = { ...cursor, isInside: true, header, offset, line };
    },
    cursor: () => cursor,
  };
}

/** Throws when a record has grown beyond all measure. */
export function checkRecord(start: number, at: number, line: number, hint: string): void {
  if (at - start > recordLimit)
    throw new CutError(
      'RECORD_TOO_LONG',
      `The record that begins in line ${line} is longer than ${recordLimit / 1_048_576} MB. ${hint} What stands before it was worked on; nothing behind it was.`,
    );
}
