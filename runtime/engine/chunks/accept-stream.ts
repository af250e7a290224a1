import { createHash } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { Blobs } from '../../store/blobs.ts';
import { type Accepted, type Arriving, inlineLimit } from '../accept/accept.ts';
import { newRunId } from '../run/run-id.ts';
import type { Seal } from '../run/seal.ts';
import { textId } from './chunk-reference.ts';
import { readableHead } from './chunk-text.ts';
import { sealStream } from './sealed-stream.ts';
import type { Uploads } from './uploads.ts';

/** A message whose text comes as a stream of UTF-8, for a flow that works on it in chunks. */
export type ArrivingStream = Omit<Arriving, 'text' | 'bytes' | 'bodyHash' | 'stream'> & {
  /** Rejecting ends it: nothing is accepted and nothing kept. */
  readonly source: AsyncIterable<Uint8Array>;
  /** SHA-256 of what was sent, hex, known when the source has ended. Default: that of the text. */
  readonly bodyHash?: (() => string) | undefined;
};

/** Bytes that are kept in memory to draw keys from. */
const headLength = 65_536;

/**
 * Takes a text in without ever holding it whole: sealed into Blobs as it comes, hashed on the way, accepted only once it is durable there. One that turns out to be
 * small is accepted as any other message.
 */
export async function acceptStream(
  resources: {
    readonly blobs: Blobs;
    readonly clock: Clock;
    readonly seal: Seal;
    readonly uploads: Uploads;
    readonly accept: (arriving: Arriving) => Promise<Accepted>;
  },
  arriving: ArrivingStream,
): Promise<Accepted> {
  const { source, bodyHash, ...message } = arriving;
  const hash = createHash('sha256');
  const hashed = bodyHash ?? (() => hash.digest('hex'));
  const pieces = source[Symbol.asyncIterator]();
  try {
    const begun: Uint8Array[] = [];
    let length = 0;
    const next = async () => {
      const { value, done } = await pieces.next();
      if (done) return undefined;
      length += value.length;
      if (!bodyHash) hash.update(value);
      return value as Uint8Array;
    };
    while (length <= inlineLimit) {
      const piece = await next();
      if (!piece) {
        const text = Buffer.concat(begun);
        return await resources.accept({ ...message, text, bytes: length, bodyHash: hashed() });
      }
      begun.push(piece);
    }
    const head = Buffer.concat(begun).subarray(0, headLength);
    const id = newRunId(resources.clock.now());
    await resources.uploads.begin(id);
    try {
      const all = async function* () {
        yield* begun.splice(0);
        for (let piece = await next(); piece; piece = await next()) yield piece;
      };
      const name = textId(id);
      await resources.blobs.put(name, sealStream(all(), { seal: resources.seal, env: arriving.env, id: name }));
      return await resources.accept({
        ...message,
        // Its answer would take longer than anybody waits: the sender gets the run's address.
        plan: { ...message.plan, waitsForAnswer: false },
        text: readableHead(Buffer.from(head), length),
        bytes: length,
        bodyHash: hashed(),
        stream: { runId: id, length },
      });
    } finally {
      // Should that fail too, the sweep does it later.
      await resources.uploads.end(id).catch(() => {});
    }
  } finally {
    await pieces.return?.();
  }
}
