import type { CutRule } from '@crossdock/nodes/contract/chunks';
import type { ChunkProgress } from './chunk-progress.ts';
import { type ChunkReference, chunkReference } from './chunk-reference.ts';
import type { ChunkSize, Cut, Cutter } from './cut/cut.ts';
import { CutError } from './cut/cut.ts';
import { createCutter } from './cut/cutter.ts';

/** What a pass of cutting came to. */
export type CutPass = { readonly chunks: ChunkProgress; readonly made: readonly ChunkReference[] };

/** Bytes between two looks at whether enough has been cut. */
const lookEvery = 65_536;

/**
 * Cuts on from where the cursor stands, until there are `wanted` more chunks (a few more, when many end in the same bytes) or the text has ended. Pure but for the reading: the
 * caller makes the chunks exist and only then keeps the new cursor.
 */
export async function cutChunks(given: {
  readonly chunks: ChunkProgress;
  readonly of: string;
  readonly rule: CutRule;
  readonly size: ChunkSize;
  readonly wanted: number;
  readonly read: (from: number) => AsyncIterable<Uint8Array>;
}): Promise<CutPass> {
  const { chunks: before, of, rule } = given;
  const cutter = createCutter(rule, given.size, before.cursor);
  const made: ChunkReference[] = [];
  const add = (cuts: readonly Cut[]) => {
    for (const cut of cuts)
      made.push(
        chunkReference(rule, { of, number: before.count + made.length, length: before.length, cut, header: cutter.cursor().header }),
      );
  };
  const state = (isCut: boolean): ChunkProgress => ({ ...before, cursor: cutter.cursor(), count: before.count + made.length, isCut });
  try {
    for await (const bytes of pieces(given.read(before.cursor.offset))) {
      add(cutter.write(bytes));
      if (made.length >= given.wanted) return { chunks: state(false), made };
    }
    add(cutter.end());
    return { chunks: state(true), made };
  } catch (error) {
    if (!(error instanceof CutError)) throw error;
    add(rest(cutter));
    return { chunks: { ...state(true), failure: { code: error.code, message: error.message } }, made };
  }
}

/** The chunks that were complete when the text turned out to be broken. */
function rest(cutter: Cutter): readonly Cut[] {
  return cutter.write(new Uint8Array());
}

async function* pieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) for (let at = 0; at < bytes.length; at += lookEvery) yield bytes.subarray(at, at + lookEvery);
}
