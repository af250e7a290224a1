import { describe, expect, it } from 'vitest';
import {
  endFrame,
  frameReader,
  headerBytes,
  readText,
  readTexts,
  roomFor,
  roomForAll,
  writeHeader,
  writeText,
  writeTexts,
} from './frames.ts';

function frame(kind: number, number: number, text: string): Buffer {
  const buffer = Buffer.alloc(headerBytes + roomFor(text));
  writeHeader(buffer, 0, kind, number);
  return buffer.subarray(0, endFrame(buffer, 0, writeText(buffer, headerBytes, text)));
}

const texts = ['', 'x', 'é', '数量', 'a\ud800b', '\0', 'x'.repeat(3_000), '🚚'.repeat(500)];
const stream = Buffer.concat(texts.map((text, i) => frame(i + 1, i * 1_000_003, text)));

describe('frames', () => {
  it.each([1, 2, 3, 7, 64, 1_000, stream.length])('come out whole from chunks of %i bytes in memory that is used again', (size) => {
    const read: unknown[] = [];
    const take = frameReader((kind, number, body, at, end) => read.push([kind, number, readText(body, at, end)]));
    const chunk = Buffer.alloc(size);
    for (let at = 0; at < stream.length; at += size) {
      const bytes = stream.copy(chunk, 0, at, Math.min(at + size, stream.length));
      take(chunk.subarray(0, bytes));
    }
    expect(read).toEqual(texts.map((text, i) => [i + 1, (i * 1_000_003) >>> 0, text]));
  });

  it('take one byte for a character of ASCII', () => {
    expect(frame(1, 1, 'x'.repeat(100))).toHaveLength(headerBytes + 1 + 100);
  });

  it('carry several texts, of which bytes are read as UTF-8', () => {
    const given = [...texts, Buffer.from('Müller 数量'), new Uint8Array(0)];
    const buffer = Buffer.alloc(roomForAll(given) + 10);
    const end = writeTexts(buffer, 10, given);
    expect(readTexts(buffer, 10, end)).toEqual([...texts, 'Müller 数量', '']);
  });

  it('are refused when they claim to be longer than any text', () => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(0xffff_ffff);
    expect(() => frameReader(() => {})(length)).toThrow(RangeError);
  });
});
