import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';

/** Bytes that are not text in the charset that was named. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

/** More bytes than may come. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Passes bytes on until there are more than `limit`; then throws TooLarge. */
export async function* upTo(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const bytes of source) {
    length += bytes.length;
    if (length > limit) throw new TooLarge(`more than ${limit} bytes`);
    yield bytes;
  }
}

/** Unpacks gzip. Throws NotText when it is none. */
export async function* gunzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const feeding = (async () => {
    for await (const bytes of source) if (!gunzip.write(bytes)) await new Promise((resolve) => gunzip.once('drain', resolve));
    gunzip.end();
  })().catch((error: unknown) => gunzip.destroy(error as Error));
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
    await feeding;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new NotText('it is not gzip, or was cut off on its way', { cause: error });
    throw error;
  } finally {
    gunzip.destroy();
  }
}

/** The same text in UTF-8. `charset` as in Content-Type; without one it must be UTF-8. Throws NotText at the first bytes that are not. */
export async function* inUtf8(source: AsyncIterable<Uint8Array>, charset: string | undefined): AsyncGenerator<Uint8Array> {
  const decoder = charset === undefined || /^utf-?8$/i.test(charset) ? undefined : decoderOf(charset);
  if (decoder) {
    for await (const bytes of source) yield Buffer.from(decode(decoder, bytes));
    yield Buffer.from(decode(decoder));
    return;
  }
  let passed = 0;
  let rest: Uint8Array = new Uint8Array();
  for await (const bytes of source) {
    const held = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = held.length - tornBytes(held);
    const whole = held.subarray(0, end);
    if (!isUtf8(whole)) throw new NotText(`it is not UTF-8 between byte ${passed} and byte ${passed + end}`);
    yield whole;
    passed += end;
    rest = held.subarray(end);
  }
  if (rest.length > 0) throw new NotText('it ends within a character');
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw new NotText(`its charset "${charset.slice(0, 40)}" is not known`);
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new NotText(`it is not ${decoder.encoding}`);
  }
}

/** Bytes at the end that begin a character and do not end it: at most 3 (RFC 3629). */
function tornBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
