import type { IncomingMessage } from 'node:http';

/** So many times the limit is read and thrown away: a sender that is cut off while it writes never sees the answer that tells it why. */
const drained = 4;

/** So long a body may take, ms. */
const patience = 60_000;

/** Reads the whole body; null when it is larger than `limit` bytes. Rejects when the sender goes away before its end. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const slow = setTimeout(() => request.destroy(new Error('the sender is too slow')), patience);
    const settled = () => clearTimeout(slow);
    request.once('close', settled);
    const chunks: Buffer[] = [];
    let length = 0;
    const giveUp = () => {
      request.resume();
      resolve(null);
    };
    if (Number(request.headers['content-length'] ?? 0) > limit * drained) return giveUp();
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        if (length > limit * drained) giveUp();
      }
    });
    request.on('end', () => {
      settled();
      resolve(length > limit ? null : chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    request.on('aborted', () => reject(new Error('the sender went away')));
    request.on('error', reject);
  });
}
