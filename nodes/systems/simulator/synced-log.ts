import fs from 'node:fs';
import { promisify } from 'node:util';

const write = promisify(fs.write);
const read = promisify(fs.read);
const fdatasync = promisify(fs.fdatasync);
const ftruncate = promisify(fs.ftruncate);
const closeFile = promisify(fs.close);

/** Where a line lies in the file; `bytes` is without its newline. */
export type LinePlace = { readonly offset: number; readonly bytes: number };

/** An append-only file of lines. A line is on the disk before its `append` resolves; lines that wait together share one write and one sync. */
export type SyncedLog = {
  /** `line` without newline. Rejects when the disk refuses; nothing of its group is kept then. */
  append(line: string): Promise<LinePlace>;
  read(place: LinePlace): Promise<string>;
  close(): Promise<void>;
};

/**
 * Opens or makes the file and hands each whole line to `onLine`, oldest first. What stands behind the last newline was torn by a crash before
 * anybody was told of it, and is cut off.
 */
export async function openSyncedLog(path: string, onLine: (line: string, place: LinePlace) => void): Promise<SyncedLog> {
  const fd = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
  let end = await readLines(fd, onLine);
  await ftruncate(fd, end);

  type Waiting = { line: string; bytes: number; resolve: (place: LinePlace) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let isClosed = false;

  async function flush(): Promise<void> {
    // The requests of this turn of the event loop join the group.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeAll(fd, Buffer.from(group.map((entry) => `${entry.line}\n`).join('')), end);
        await fdatasync(fd);
        for (const entry of group) {
          entry.resolve({ offset: end, bytes: entry.bytes });
          end += entry.bytes + 1;
        }
      } catch (error) {
        await ftruncate(fd, end).catch(() => {});
        for (const entry of group) entry.reject(error);
      }
    }
    flushing = null;
  }

  return {
    append(line) {
      if (isClosed) return Promise.reject(new Error(`${path} is closed`));
      return new Promise((resolve, reject) => {
        waiting.push({ line, bytes: Buffer.byteLength(line), resolve, reject });
        flushing ??= flush();
      });
    },
    async read({ offset, bytes }) {
      const buffer = Buffer.alloc(bytes);
      await read(fd, buffer, 0, bytes, offset);
      return buffer.toString('utf8');
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await flushing;
      await closeFile(fd);
    },
  };
}

async function writeAll(fd: number, buffer: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < buffer.length) written += (await write(fd, buffer, written, buffer.length - written, position + written)).bytesWritten;
}

/** Returns the length of the file up to and with its last newline. */
async function readLines(fd: number, onLine: (line: string, place: LinePlace) => void): Promise<number> {
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  let lineStart = 0;
  let position = 0;
  for (;;) {
    const { bytesRead } = await read(fd, chunk, 0, chunk.length, position);
    if (bytesRead === 0) return lineStart;
    position += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let from = 0;
    for (let newline = rest.indexOf(10); newline >= 0; newline = rest.indexOf(10, from)) {
      const bytes = newline - from;
      onLine(rest.toString('utf8', from, newline), { offset: lineStart, bytes });
      lineStart += bytes + 1;
      from = newline + 1;
    }
    rest = rest.subarray(from);
  }
}
