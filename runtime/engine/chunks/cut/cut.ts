/** A part of a text, from one record's beginning to another's end. Bytes of its UTF-8 form; lines count from 1, rows from 0. */
export type Cut = {
  readonly from: number;
  readonly to: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly firstLine: number;
  /** The line behind it. */
  readonly nextLine: number;
};

/** Where cutting goes on: between two records. */
export type Cursor = {
  readonly offset: number;
  readonly row: number;
  readonly line: number;
  /** What stands before the first record has been passed: a byte order mark, the header, the way to the list. */
  readonly isInside: boolean;
  /** Where the header stands, and how many lines it has; null without one. */
  readonly header: { readonly from: number; readonly to: number; readonly lines: number } | null;
};

export const startOfText: Cursor = { offset: 0, row: 0, line: 1, isInside: false, header: null };

/** How large a chunk becomes: it ends with the record that reaches either. */
export type ChunkSize = { readonly bytes: number; readonly rows: number };

/** Finds the borders of records in bytes that come piece by piece. Deterministic: the same bytes give the same cuts, however they come. */
export type Cutter = {
  /** Takes the next bytes; gives the chunks that end within them. */
  write(bytes: Uint8Array): readonly Cut[];
  /** The rest, once the text has ended. */
  end(): readonly Cut[];
  /** Where the last chunk given ended. */
  cursor(): Cursor;
};

/** A text that cannot be cut any further; the chunks before it stand. */
export class CutError extends Error {
  override readonly name = 'CutError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A record may have so many bytes. A quote that is never closed would make one of all the rest. */
export const recordLimit = 4 * 1024 * 1024;
