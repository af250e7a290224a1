import type { ChunkReference } from './chunk-reference.ts';
import { textId } from './chunk-reference.ts';
import type { SealedBlobs } from './sealed-stream.ts';

/** Bytes of a big text that stand for it where it is only looked at. */
const headLength = 65_536;

/** The text that a chunk's run reads, in UTF-8: a whole small file, with the header of the big one. */
export async function chunkText(
  texts: SealedBlobs,
  run: { readonly env: string; readonly lineage: string },
  chunk: ChunkReference,
): Promise<Buffer> {
  const blob = { env: run.env, id: textId(run.lineage), length: chunk.length };
  const { header } = chunk;
  const [head, body] = await Promise.all([
    header ? texts.range(blob, header.from, header.to) : null,
    texts.range(blob, chunk.from, chunk.to),
  ]);
  if (chunk.isList) return Buffer.concat([Buffer.from('['), body, Buffer.from(']')]);
  return head ? Buffer.concat([withoutLineEnd(head), Buffer.from('\n'), body]) : body;
}

function withoutLineEnd(line: Buffer): Buffer {
  let end = line.length;
  while (end > 0 && (line[end - 1] === 10 || line[end - 1] === 13)) end--;
  return line.subarray(0, end);
}

/** The beginning of a text, up to the end of a line where there is one. */
export async function headOf(texts: SealedBlobs, run: { readonly env: string; readonly lineage: string }, length: number): Promise<string> {
  const head = await texts.range({ env: run.env, id: textId(run.lineage), length }, 0, Math.min(length, headLength));
  return readableHead(head, length);
}

/** Cuts a beginning behind its last whole line, so that no character and no record is torn. */
export function readableHead(head: Buffer, length: number): string {
  if (length <= head.length) return head.toString('utf8');
  const end = head.lastIndexOf(10);
  return (end > 0 ? head.subarray(0, end + 1) : head).toString('utf8');
}
