/**
 * The sandbox process: a blocking loop that reads calls from standard input and writes answers to standard output. It has no event loop to wait for,
 * so nothing lies between two calls, and it ends when its input ends. Its argument is the path of the isolated-vm addon; the bundle comes as the first frame.
 */
import { readSync, writeSync } from 'node:fs';
import type IsolatedVm from 'isolated-vm';
import {
  endFrame,
  failures,
  frameReader,
  headerBytes,
  kind,
  readText,
  readTexts,
  roomFor,
  sentAlone,
  unansweredAtMost,
  writeHeader,
  writeText,
} from './frames.ts';
import { type Answer, programs } from './programs.ts';

// Before the first isolate: each takes the zone of the process when it is made.
process.env.TZ = 'UTC';

/** Answers wait at most this long for company, so that a call that hangs holds back none that ended before it. Milliseconds. */
const companyMs = 1;
const outputBytes = 64 * 1024;

const input = Buffer.allocUnsafeSlow(256 * 1024);
let output = Buffer.allocUnsafeSlow(2 * outputBytes);
let outputEnd = 0;
let unanswered = 0;
let flushedAt = performance.now();

let loaded: ReturnType<typeof programs> | undefined;
const read = frameReader((frameKind, number, body, at, end) => {
  if (!loaded) loaded = programs(addon(), readText(body, at, end));
  else if (frameKind === kind.program) loaded.add(number, { memoryMb: body.readUInt32LE(at), source: readText(body, at + 4, end) });
  else if (frameKind === kind.forget) loaded.forget(number);
  else {
    const program = body.readUInt32LE(at);
    const isFirst = loaded.load(program);
    if (isFirst) {
      answer(kind.loaded, undefined);
      flush();
    }
    answerCall(loaded.call(program, readTexts(body, at + 12, end), body.readUInt32LE(at + 4), body.readUInt32LE(at + 8)));
    // The parent takes it that this call is the one running, until it hears of its end.
    if (isFirst || number === sentAlone) flush();
  }
});

answer(kind.ready, undefined);
for (;;) {
  flush();
  const bytes = readInput();
  if (bytes === 0) process.exit(0);
  flushedAt = performance.now();
  read(input.subarray(0, bytes));
}

/** 0 at the end, which Windows reports as an error. */
function readInput(): number {
  try {
    return readSync(0, input);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}

function answerCall(reply: Answer): void {
  if (reply.length === 1) answer(kind.result, reply[0]);
  else answer(kind.failure, reply[1], failures.indexOf(reply[0]));
  unanswered++;
  if (unanswered >= unansweredAtMost || outputEnd >= outputBytes || performance.now() - flushedAt > companyMs) flush();
}

function answer(frameKind: number, text: string | undefined, failure?: number): void {
  const room = outputEnd + headerBytes + 1 + roomFor(text ?? '');
  if (room > output.length) {
    flush();
    if (room > output.length) output = Buffer.allocUnsafeSlow(room);
  }
  const start = outputEnd;
  writeHeader(output, start, frameKind, 0);
  let end = start + headerBytes;
  if (failure !== undefined) output[end++] = failure;
  if (text !== undefined) end = writeText(output, end, text);
  outputEnd = endFrame(output, start, end);
}

function flush(): void {
  for (let at = 0; at < outputEnd; ) at += writeSync(1, output, at, outputEnd - at);
  outputEnd = 0;
  unanswered = 0;
  flushedAt = performance.now();
  if (output.length > 1024 * 1024) output = Buffer.allocUnsafeSlow(2 * outputBytes);
}

function addon(): typeof IsolatedVm {
  const holder: { exports: { ivm?: typeof IsolatedVm } } = { exports: {} };
  process.dlopen(holder, process.argv[1] as string);
  if (!holder.exports.ivm) throw new Error('the isolated-vm addon has no export "ivm"');
  return holder.exports.ivm;
}
