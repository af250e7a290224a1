import type { CutRule } from '@crossdock/nodes/contract/chunks';
import type { Cursor, Cut } from './cut/cut.ts';

/** A chunk's part of its parent's text, fixed when it was cut. The text itself stays where it is: a run of a chunk holds no copy. */
export type ChunkReference = Cut & {
  /** The run it is a part of. */
  readonly of: string;
  /** From 0, in the order of the text. */
  readonly number: number;
  /** Bytes of the whole text. */
  readonly length: number;
  /** The header of the text, which stands before the chunk when it is read. */
  readonly header: Cursor['header'];
  /** Added to a line of the chunk's text to get the line of the whole. */
  readonly lineShift: number;
  readonly isList: boolean;
};

export function chunkReference(
  rule: CutRule,
  given: { readonly of: string; readonly number: number; readonly length: number; readonly cut: Cut; readonly header: Cursor['header'] },
): ChunkReference {
  const { cut, header, of, number, length } = given;
  return {
    ...cut,
    of,
    number,
    length,
    header,
    lineShift: cut.firstLine - 1 - (header?.lines ?? 0),
    isList: rule.kind === 'json-array',
  };
}

/** Where cutting goes on behind a chunk. */
export function cursorAfter({ to, firstRow, rows, nextLine, header }: ChunkReference): Cursor {
  return { offset: to, row: firstRow + rows, line: nextLine, isInside: true, header };
}

/** The id of a chunk's run: the same chunk of the same text is the same run, so cutting again after a crash makes nothing twice. */
export function chunkId(parent: string, number: number): string {
  return `${parent}.${number}`;
}

/** Where the text of a run and of its chunks lies. */
export function textId(lineage: string): string {
  return `${lineage}/message`;
}
