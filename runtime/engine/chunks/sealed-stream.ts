import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Blobs } from '../../store/blobs.ts';
import type { Seal } from '../run/seal.ts';

/**
 * Bodies that never lie in memory whole, sealed so that any part can be opened on its own.
 *
 * Layout: 1 byte version (2), the blob's own 32-byte key sealed by `Seal` (61 bytes), then segments of 65,536 plain bytes each, the last one shorter, as AES-256-GCM
 * ciphertext and 16-byte tag. Nonce of segment n: 3 zero bytes, 1 for the last segment else 0, n as 8 bytes big-endian; a key serves one blob, so no nonce is used twice. The
 * blob's id is authenticated with each segment: none can be moved, left out, repeated or cut off unnoticed (STREAM, Hoang et al. 2015).
 */
const version = 2;
const keyLength = 32;
const sealedKeyLength = 1 + 12 + keyLength + 16;
const headerLength = 1 + sealedKeyLength;
const segmentLength = 65_536;
const tagLength = 16;

/** Seals what comes, segment by segment. */
export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  { seal, env, id }: { readonly seal: Seal; readonly env: string; readonly id: string },
): AsyncGenerator<Uint8Array> {
  const plainKey = randomBytes(keyLength);
  const sealing = { key: createSecretKey(plainKey), id };
  yield Buffer.concat([Buffer.of(version), seal.close(env, plainKey)]);
  let segment = Buffer.allocUnsafe(segmentLength);
  let filled = 0;
  let number = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; ) {
      // A full segment is kept until more comes: only then is it known not to be the last.
      if (filled === segmentLength) {
        yield sealSegment(segment, sealing, number++, false);
        segment = Buffer.allocUnsafe(segmentLength);
        filled = 0;
      }
      const taken = Math.min(segmentLength - filled, bytes.length - at);
      segment.set(bytes.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield sealSegment(segment.subarray(0, filled), sealing, number, true);
}

export type SealedBlobs = {
  /** The plain bytes from `from` to `to`, piece by piece. `length`: of the whole. Throws when the bytes were changed. */
  read(blob: SealedBlob, from: number, to: number): AsyncGenerator<Buffer>;
  /** The plain bytes from `from` to `to`, at once. */
  range(blob: SealedBlob, from: number, to: number): Promise<Buffer>;
};
export type SealedBlob = { readonly env: string; readonly id: string; readonly length: number };

/** Opened keys that are kept: those of the files under way. */
const keptKeys = 64;
const keysOf = new WeakMap<Blobs, Map<string, KeyObject>>();

export function createSealedBlobs({ blobs, seal }: { readonly blobs: Blobs; readonly seal: Seal }): SealedBlobs {
  const keys = keysOf.get(blobs) ?? new Map<string, KeyObject>();
  keysOf.set(blobs, keys);

  async function keyOf({ env, id }: SealedBlob): Promise<KeyObject> {
    const known = keys.get(id);
    if (known) return known;
    const header = await take(blobs.stream(id), headerLength);
    if (header[0] !== version) throw new Error(`the body ${id} is sealed with format ${header[0]}; this version reads ${version}`);
    const key = createSecretKey(seal.open(env, header.subarray(1)));
    keys.set(id, key);
    if (keys.size > keptKeys) keys.delete(keys.keys().next().value as string);
    return key;
  }

  async function* read(blob: SealedBlob, from: number, to: number): AsyncGenerator<Buffer> {
    const end = Math.min(to, blob.length);
    if (from >= end) return;
    const opening = { key: await keyOf(blob), id: blob.id };
    const last = lastSegment(blob.length);
    let number = Math.floor(from / segmentLength);
    let rest: Buffer = Buffer.alloc(0);
    for await (const bytes of blobs.stream(blob.id, headerLength + number * (segmentLength + tagLength))) {
      const pieces: Buffer[] = [];
      let held = rest.length === 0 ? asBuffer(bytes) : Buffer.concat([rest, bytes]);
      for (;;) {
        const length = number === last ? blob.length - last * segmentLength + tagLength : segmentLength + tagLength;
        if (held.length < length) break;
        const start = number * segmentLength;
        const plain = openSegment(held.subarray(0, length), opening, number, number === last);
        pieces.push(plain.subarray(Math.max(0, from - start), Math.min(plain.length, end - start)));
        held = held.subarray(length);
        number++;
        if (number > last || number * segmentLength >= end) break;
      }
      rest = held;
      yield* pieces;
      if (number > last || number * segmentLength >= end) return;
    }
    throw new Error(`the body ${blob.id} ends before its byte ${end}`);
  }

  return {
    read,
    async range(blob, from, to) {
      const pieces: Buffer[] = [];
      for await (const piece of read(blob, from, to)) pieces.push(piece);
      return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    },
  };
}

function lastSegment(length: number): number {
  return Math.max(0, Math.ceil(length / segmentLength) - 1);
}

type Sealing = { readonly key: KeyObject; readonly id: string };

function sealSegment(plain: Buffer, { key, id }: Sealing, number: number, isLast: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast));
  cipher.setAAD(Buffer.from(id));
  const sealed = cipher.update(plain);
  cipher.final();
  return Buffer.concat([sealed, cipher.getAuthTag()]);
}

function openSegment(sealed: Buffer, { key, id }: Sealing, number: number, isLast: boolean): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
  decipher.final();
  return plain;
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce[3] = isLast ? 1 : 0;
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

/** The first bytes of a stream, which is then left. */
async function take(stream: AsyncIterable<Uint8Array>, length: number): Promise<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const bytes of stream) {
    held = Buffer.concat([held, bytes]);
    if (held.length >= length) return held.subarray(0, length);
  }
  throw new Error('a sealed body is shorter than its header');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
