import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Call } from './call.ts';
import {
  endFrame,
  type Failure,
  failures,
  frameReader,
  headerBytes,
  kind,
  readText,
  roomFor,
  roomForAll,
  sentAlone,
  unansweredAtMost,
  writeHeader,
  writeText,
  writeTexts,
} from './isolate/frames.ts';

export type Reply = { readonly output: string } | { readonly failure: Failure; readonly message: string };

/** The code of a sandbox process and of what it loads into every isolate. */
export type ChildCode = { readonly child: string; readonly bundle: string };

export type Child = {
  readonly pid: number | undefined;
  /** Sent and not answered, in the order in which they are worked on. */
  readonly inFlight: readonly Call[];
  /** Characters of input sent and not answered. */
  readonly inputInFlight: number;
  readonly programs: number;
  /** When the process last gave a sign, or got work after idling, on the monotonic clock; undefined while it starts. */
  readonly lastSign: number | undefined;
  /** How many of the calls in flight may have begun. One, where the process had just loaded its program, or had got nothing else to do. */
  readonly begun: number;
  /** Takes back all calls but so many; answers to them will not be understood, so the process has to be killed after the rest. */
  takeBack(keep: number): Call[];
  /** Sends all in one write. */
  send(calls: readonly Call[]): void;
  /** Ends the process at once. `gone` is still called. */
  kill(): void;
  readonly exited: Promise<void>;
};

export type ChildEvents = {
  now(): number;
  reply(call: Call, reply: Reply): void;
  /** After the replies of one read have been passed on. */
  progress(): void;
  /** The process has ended, for whatever reason. `words` is what it wrote before. */
  gone(words: string): void;
};

/** Starts a sandbox process: no environment, three pipes for its only descriptors, the root folder for its place. */
export function startChild(code: ChildCode, events: ChildEvents): Child {
  const spawned = spawn(process.execPath, [...flags, '--eval', boot, addonPath()], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const inFlight: Call[] = [];
  const programs = new Map<string, number>();
  const spare: Buffer[] = [];
  let inputInFlight = 0;
  let lastProgram = 0;
  let certain: Call | undefined;
  let lastSign: number | undefined;
  let words = '';
  let isGone = false;
  let exited = () => {};

  const child: Child = {
    pid: spawned.pid,
    inFlight,
    get inputInFlight() {
      return inputInFlight;
    },
    get programs() {
      return programs.size;
    },
    get lastSign() {
      return lastSign;
    },
    get begun() {
      return Math.min(inFlight.length, certain !== undefined && certain === inFlight[0] ? 1 : unansweredAtMost);
    },
    takeBack: (keep) => inFlight.splice(keep),
    send,
    kill() {
      spawned.ref();
      spawned.kill('SIGKILL');
    },
    exited: new Promise((resolve) => {
      exited = resolve;
    }),
  };

  const read = frameReader((frameKind, _number, body, at, end) => {
    if (frameKind === kind.loaded) certain = inFlight[0];
    if (frameKind !== kind.result && frameKind !== kind.failure) return;
    const call = inFlight.shift();
    if (!call) throw new RangeError('an answer without a call');
    inputInFlight -= call.inputSize;
    if (frameKind === kind.result) events.reply(call, { output: readText(body, at, end) });
    else events.reply(call, { failure: failures[body[at] as number] ?? 'CRASHED', message: readText(body, at + 1, end) });
  });
  spawned.stdout.on('data', (chunk: Buffer) => {
    lastSign = events.now();
    try {
      read(chunk);
    } catch {
      // Not the words of our own code: whatever took the process over gets no second sentence.
      child.kill();
      return;
    }
    if (inFlight.length === 0) spawned.unref();
    events.progress();
  });
  spawned.stderr.on('data', (chunk: Buffer) => {
    if (words.length < 4_000) words += chunk.toString();
  });
  // A write to a process that has just died; its end is told by `close`.
  spawned.stdin.on('error', () => {});
  spawned.on('error', (error) => {
    words += error.message;
    if (spawned.pid === undefined) gone();
  });
  spawned.on('close', gone);
  // Nobody waits for an idle child; a call in flight keeps the parent's loop alive.
  spawned.unref();
  for (const pipe of [spawned.stdin, spawned.stdout, spawned.stderr]) (pipe as unknown as { unref(): void }).unref();
  spawned.stdin.write(lengthPrefixed(code.child));
  spawned.stdin.write(bundleFrame(code.bundle));
  return child;

  function gone(): void {
    if (isGone) return;
    isGone = true;
    exited();
    events.gone(words);
  }

  function send(calls: readonly Call[]): void {
    if (inFlight.length === 0) {
      spawned.ref();
      if (lastSign !== undefined) lastSign = events.now();
      certain = calls.length === 1 ? calls[0] : undefined;
    }
    let buffer = takeBuffer(0);
    let at = 0;
    for (const call of calls) {
      const room = callRoom + roomForAll(call.input) + (programs.has(call.isolate) ? 0 : programRoom + roomFor(call.program.source));
      if (at + room > buffer.length) {
        write(buffer, at);
        buffer = takeBuffer(room);
        at = 0;
      }
      at = writeProgram(buffer, at, call);
      writeHeader(buffer, at, kind.call, call === certain ? sentAlone : 0);
      buffer.writeUInt32LE(programs.get(call.isolate) as number, at + headerBytes);
      buffer.writeUInt32LE(call.limits.outputLimit, at + headerBytes + 4);
      buffer.writeUInt32LE(Math.min(call.limits.timeoutMs, 2 ** 31), at + headerBytes + 8);
      at = endFrame(buffer, at, writeTexts(buffer, at + callRoom, call.input));
      inputInFlight += call.inputSize;
      inFlight.push(call);
    }
    write(buffer, at);
  }

  /** Memory once touched is cheaper than new memory: buffers come back when they are written. */
  function takeBuffer(room: number): Buffer {
    return room > bufferBytes ? Buffer.allocUnsafeSlow(room) : (spare.pop() ?? Buffer.allocUnsafeSlow(bufferBytes));
  }

  function write(buffer: Buffer, bytes: number): void {
    spawned.stdin.write(buffer.subarray(0, bytes), () => {
      if (buffer.length === bufferBytes && spare.length < buffersKept) spare.push(buffer);
    });
  }

  /** Tells the process of the call's program unless it knows it; the program unused for longest makes room. */
  function writeProgram(buffer: Buffer, start: number, call: Call): number {
    let at = start;
    const known = programs.get(call.isolate);
    if (known !== undefined) {
      programs.delete(call.isolate);
      programs.set(call.isolate, known);
      return at;
    }
    if (programs.size >= programsAtMost) {
      const [oldest, number] = programs.entries().next().value as [string, number];
      programs.delete(oldest);
      writeHeader(buffer, at, kind.forget, number);
      at = endFrame(buffer, at, at + headerBytes);
    }
    programs.set(call.isolate, ++lastProgram);
    writeHeader(buffer, at, kind.program, lastProgram);
    buffer.writeUInt32LE(call.limits.memoryMb, at + headerBytes);
    return endFrame(buffer, at, writeText(buffer, at + headerBytes + 4, call.program.source));
  }
}

/** The most programs one process keeps. */
const programsAtMost = 32;
const bufferBytes = 256 * 1024;
const buffersKept = 4;
const callRoom = headerBytes + 12;
const programRoom = 2 * headerBytes + 4;

// isolated-vm cannot live with Node's own start-up snapshot. Should code ever get out of its isolate, it finds no files, processes, workers.
const flags = ['--no-node-snapshot', '--no-warnings', '--permission', '--allow-addons', '--allow-fs-read=/proc/self/'];

/**
 * Closes what was inherited by mistake of whoever started the parent (on Linux, where that can be seen: Node's own descriptors are close-on-exec),
 * then reads the process's own code from its input, so that it needs no file.
 */
const boot = `const fs = require('node:fs');
const tried = (work) => { try { return work(); } catch { return undefined; } };
for (const fd of tried(() => fs.readdirSync('/proc/self/fd')) ?? []) {
  const flags = tried(() => /flags:\\s*(\\d+)/.exec(fs.readFileSync('/proc/self/fdinfo/' + fd, 'latin1'))[1]);
  if (fd > 2 && flags && !(parseInt(flags, 8) & 0o2000000)) fs.closeSync(+fd);
}
const fill = (to) => { for (let n = 0; n < to.length;) n += fs.readSync(0, to, n, to.length - n) || process.exit(0); return to; };
new Function('require', fill(Buffer.alloc(fill(Buffer.alloc(4)).readUInt32LE())).toString())(require);`;

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const buffer = Buffer.alloc(4 + bytes);
  buffer.writeUInt32LE(bytes);
  buffer.write(text, 4);
  return buffer;
}

function bundleFrame(bundle: string): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + roomFor(bundle));
  writeHeader(buffer, 0, kind.program, 0);
  return buffer.subarray(0, endFrame(buffer, 0, writeText(buffer, headerBytes, bundle)));
}

/** The prebuilt addon for this platform. */
function addonPath(): string {
  const fromHere = createRequire(import.meta.url).resolve('isolated-vm/package.json');
  const finder = createRequire(fromHere)('node-gyp-build') as { path(folder: string): string };
  return finder.path(dirname(fromHere));
}
