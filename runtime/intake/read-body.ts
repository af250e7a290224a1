import type { IncomingMessage } from 'node:http';

/** Reads the whole body; null when it is larger than `limit` bytes. Rejects when the sender goes away before its end. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      request.resume();
      resolve(null);
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    let isOver = false;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else isOver = true;
    });
    request.on('end', () => resolve(isOver ? null : chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('aborted', () => reject(new Error('the sender went away')));
    request.on('error', reject);
  });
}
