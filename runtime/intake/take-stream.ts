import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Accepted, inlineLimit } from '../engine/accept/accept.ts';
import type { ArrivingStream } from '../engine/chunks/accept-stream.ts';
import { gunzipped, inUtf8, NotText, TooLarge, upTo } from '../engine/chunks/text-stream.ts';
import { refuse } from './replies.ts';

/** A sender that says nothing for so long has gone away. Milliseconds. */
const silence = 60_000;

/** Whether a message may be larger than what a run holds, also once it is unpacked: then it is never read into memory. */
export function mayBeBig({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return encoding === 'gzip';
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > inlineLimit;
}

/**
 * Takes an authenticated message as a stream and has it accepted once it is durable. Undefined: it was refused, and the sender told why; nothing of it is kept.
 * Rejects when the sender goes away or the store fails.
 */
export async function takeStream(
  request: IncomingMessage,
  response: ServerResponse,
  given: {
    readonly arriving: Omit<ArrivingStream, 'source' | 'bodyHash'>;
    /** Bytes. */
    readonly limit: number;
    readonly accept: (arriving: ArrivingStream) => Promise<Accepted>;
  },
): Promise<Accepted | undefined> {
  const { limit } = given;
  const tooLarge = () =>
    refuse(
      response,
      'BODY_TOO_LARGE',
      `A message to this flow may have ${limit} bytes. Nothing was kept. Send it in parts, or raise CROSSDOCK_MAX_MESSAGE.`,
      { connection: 'close' },
    );
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    await letFinish(request);
    tooLarge();
    return undefined;
  }
  const hash = createHash('sha256');
  // Left alone when the rest is of no use: destroying it would cut the sender off before it sees the answer.
  const bytes = request.iterator({ destroyOnReturn: false });
  const source = inUtf8(upTo(unpacked(request, hashed(bytes, hash)), limit), charsetOf(request));
  request.setTimeout(silence, () => request.destroy(new Error('the sender has gone silent')));
  try {
    return await given.accept({ ...given.arriving, source, bodyHash: () => hash.digest('hex') });
  } catch (error) {
    await letFinish(request);
    if (error instanceof TooLarge) tooLarge();
    else if (error instanceof NotText)
      refuse(
        response,
        'BODY_NOT_TEXT',
        `The body cannot be read as text: ${error.message}. Nothing was kept. Send UTF-8, or name its charset in Content-Type.`,
        { connection: 'close' },
      );
    else if (isFull(error))
      refuse(
        response,
        'STORAGE_FULL',
        'The message does not fit on the disk of this server. Nothing was kept. Make room, then send it again.',
        {
          connection: 'close',
          'retry-after': '300',
        },
      );
    else throw error;
    return undefined;
  } finally {
    request.setTimeout(0);
  }
}

/** Throws away what still comes, for at most this long, ms: a sender that is cut off while it writes never sees the answer that tells it why. */
const lingering = 3000;

function letFinish(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, lingering);
    request.once('end', done);
    request.once('close', done);
    request.resume();
  });
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
}

function unpacked({ headers }: IncomingMessage, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return headers['content-encoding'] === 'gzip' ? gunzipped(source) : source;
}

function charsetOf({ headers }: IncomingMessage): string | undefined {
  return /charset="?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
}

/** No room on the disk, over the quota, or larger than a file may be. */
function isFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(at.code))) return true;
  return false;
}
