/**
 * The words parent and child speak over the pipes: a 32-bit length of what follows, a kind, a number, then the body. All integers are little endian.
 * Many frames go in one write.
 */
export const kind = {
  /** To the child. Number: the program. Body: memory limit in MB, source. */
  program: 1,
  /** To the child. Number: the program. Its isolate is disposed of. */
  forget: 2,
  /** To the child. Number: `sentAlone` or 0. Body: program, limit of output, time limit in ms, input texts. Answered in this order. */
  call: 3,
  /** From the child: it listens. */
  ready: 10,
  /** From the child: the program of the next call to be answered has just been loaded. */
  loaded: 11,
  /** From the child. Body: output. */
  result: 12,
  /** From the child. Body: place in `failures`, message. */
  failure: 13,
} as const;

export const failures = ['SYNTAX', 'THREW', 'MEMORY', 'OUTPUT', 'CRASHED'] as const;
export type Failure = (typeof failures)[number];

/** Marks a call that was sent alone to a process with nothing to do; its answer waits for no company. */
export const sentAlone = 1;

/** Length, kind and number. */
export const headerBytes = 9;

/** The child answers at the latest after so many calls, so no more than these can have begun without the parent knowing their end. */
export const unansweredAtMost = 16;

/** A text, or its UTF-8 as it came: what is only passed on is never decoded here. */
export type Text = string | Uint8Array;

/** The most bytes `writeTexts` may need. */
export function roomForAll(texts: readonly Text[]): number {
  let room = 0;
  for (const text of texts) room += lengthBytes + 1 + (typeof text === 'string' ? 3 * text.length : text.length);
  return room;
}

/** Writes texts one after another, each with its length; returns the offset behind the last. */
export function writeTexts(to: Buffer, at: number, texts: readonly Text[]): number {
  let end = at;
  for (const text of texts) {
    const start = end;
    end = typeof text === 'string' ? writeText(to, start + lengthBytes, text) : writeUtf8(to, start + lengthBytes, text);
    to.writeUInt32LE(end - start - lengthBytes, start);
  }
  return end;
}

/** Reads what `writeTexts` wrote. */
export function readTexts(from: Buffer, at: number, end: number): string[] {
  const texts: string[] = [];
  for (let start = at; start < end; ) {
    const behind = start + lengthBytes + from.readUInt32LE(start);
    texts.push(readText(from, start + lengthBytes, behind));
    start = behind;
  }
  return texts;
}

function writeUtf8(to: Buffer, at: number, bytes: Uint8Array): number {
  to[at] = encoding.utf8;
  to.set(bytes, at + 1);
  return at + 1 + bytes.length;
}

/** The most bytes `writeText` may need. */
export function roomFor(text: string): number {
  return 1 + 3 * text.length;
}

/** Writes an encoding byte and the text up to the end of its frame; returns the offset behind it. */
export function writeText(to: Buffer, at: number, text: string): number {
  const bytes = to.write(text, at + 1, 'utf8');
  if (bytes === text.length) to[at] = encoding.latin1;
  else if (text.isWellFormed()) to[at] = encoding.utf8;
  // A lone surrogate has no UTF-8, and must arrive as it is.
  else {
    to[at] = encoding.utf16;
    return at + 1 + to.write(text, at + 1, 'utf16le');
  }
  return at + 1 + bytes;
}

/** Reads what `writeText` wrote. */
export function readText(from: Buffer, at: number, end: number): string {
  return from.toString(from[at] === encoding.latin1 ? 'latin1' : from[at] === encoding.utf8 ? 'utf8' : 'utf16le', at + 1, end);
}

export function writeHeader(to: Buffer, at: number, frameKind: number, number: number): void {
  to[at + 4] = frameKind;
  to.writeUInt32LE(number, at + 5);
}

/** Fills in the length once the frame's end is known; returns the end. */
export function endFrame(to: Buffer, at: number, end: number): number {
  to.writeUInt32LE(end - at - 4, at);
  return end;
}

export type FrameHandler = (frameKind: number, number: number, body: Buffer, at: number, end: number) => void;

/** Cuts a stream of chunks into frames. Chunks may be overwritten afterwards: what is not complete is copied, once, into memory of the frame's size. */
export function frameReader(handle: FrameHandler): (chunk: Buffer) => void {
  const length: Buffer = Buffer.alloc(lengthBytes);
  let partial: Buffer = length;
  let filled = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (filled === 0 && chunk.length - at >= lengthBytes) {
        const frameBytes = lengthBytes + chunk.readUInt32LE(at);
        if (chunk.length - at >= frameBytes) {
          pass(chunk, at, frameBytes, handle);
          at += frameBytes;
          continue;
        }
        partial = allocateFrame(frameBytes);
      }
      const copied = chunk.copy(partial, filled, at);
      filled += copied;
      at += copied;
      if (filled < partial.length) continue;
      if (partial === length) {
        partial = allocateFrame(lengthBytes + length.readUInt32LE(0));
        length.copy(partial);
      } else {
        pass(partial, 0, partial.length, handle);
        partial = length;
        filled = 0;
      }
    }
  };
}

function pass(from: Buffer, at: number, frameBytes: number, handle: FrameHandler): void {
  handle(from[at + lengthBytes] as number, from.readUInt32LE(at + lengthBytes + 1), from, at + headerBytes, at + frameBytes);
}

/** No honest frame is larger than the longest string; one that says so comes from a broken process. */
function allocateFrame(bytes: number): Buffer {
  if (bytes > 2 ** 31) throw new RangeError(`a frame of ${bytes} bytes`);
  return Buffer.allocUnsafeSlow(bytes);
}

const lengthBytes = 4;
const encoding = { latin1: 0, utf8: 1, utf16: 2 } as const;
