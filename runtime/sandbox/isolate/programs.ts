import type IsolatedVm from 'isolated-vm';
import type { Failure } from './frames.ts';

/** The output, or why there is none. */
export type Answer = readonly [output: string] | readonly [failure: Failure, message: string];

type Source = { readonly memoryMb: number; readonly source: string };
type Loaded =
  | { readonly isolate: IsolatedVm.Isolate; readonly run: IsolatedVm.Reference; readonly memoryBytes: number; usedBytes: number }
  | { readonly failed: Answer };

/** The programs a process knows, each in an isolate of its own that holds the bundle and is kept for the next call. */
export function programs(ivm: typeof IsolatedVm, bundle: string) {
  const sources = new Map<number, Source>();
  const loaded = new Map<number, Loaded>();
  // Compiling the bundle costs more than running it, so later isolates take over what the first one compiled.
  let cache: IsolatedVm.ExternalCopy<ArrayBuffer> | undefined;

  return { add, forget, load, call };

  function add(id: number, source: Source): void {
    sources.set(id, source);
  }

  function forget(id: number): void {
    dispose(id);
    sources.delete(id);
  }

  /** Makes the program's isolate if there is none; returns whether it did. */
  function load(id: number): boolean {
    const at = loaded.get(id);
    if (at && ('failed' in at || !at.isolate.isDisposed)) return false;
    loaded.set(id, make(sources.get(id) as Source));
    return true;
  }

  function call(id: number, input: readonly string[], outputLimit: number, timeoutMs: number): Answer {
    const program = loaded.get(id) as Loaded;
    if ('failed' in program) return program.failed;
    const { isolate, run } = program;
    const startedAt = performance.now();
    try {
      const answer = answerOf(run, input, outputLimit, timeoutMs + graceMs, startedAt);
      if (performance.now() - startedAt < quickMs) return answer;
      // isolated-vm looks only when garbage is collected; a large call may be over by then.
      program.usedBytes = isolate.getHeapStatisticsSync().used_heap_size;
      if (program.usedBytes > program.memoryBytes) {
        isolate.dispose();
        return outOfMemory;
      }
      shrink(program);
      return answer;
    } catch (error) {
      return failure(isolate, error);
    }
  }

  /** Inside an array, text is copied by structured clone: a third to a thirtieth of what isolated-vm's external strings cost. */
  function answerOf(run: IsolatedVm.Reference, input: readonly string[], outputLimit: number, timeout: number, startedAt: number): Answer {
    try {
      return run.applySync(undefined, [[outputLimit, ...input]], { ...copied, timeout }) as Answer;
    } catch {
      if (performance.now() - startedAt >= timeout) process.exit(1);
      // The linked function catches all; what comes here is a rejected promise that nobody looked at, or the end of the isolate.
      return run.applySync(undefined, [], copied) as Answer;
    }
  }

  function make({ source, memoryMb }: Source): Loaded {
    const isolate = new ivm.Isolate({ memoryLimit: Math.max(8, memoryMb), onCatastrophicError: giveUp });
    try {
      const context = isolate.createContextSync();
      const script = isolate.compileScriptSync(bundle, {
        filename: 'crossdock',
        ...(cache ? { cachedData: cache } : { produceCachedData: true }),
      });
      cache ??= (script as { cachedData?: IsolatedVm.ExternalCopy<ArrayBuffer> }).cachedData;
      const linkProgram = script.runSync(context, { reference: true }) as IsolatedVm.Reference;
      // As the body of a function, so that no text can break out of its place and declare something that stays.
      const factory = context.evalClosureSync(`"use strict";return(${source}\n)`, [], {
        filename: 'program',
        columnOffset: -'"use strict";return('.length,
        result: { reference: true },
      });
      const run = linkProgram.applySync(undefined, [factory.derefInto()], { result: { reference: true } }) as IsolatedVm.Reference;
      return { isolate, run, memoryBytes: memoryMb * 2 ** 20, usedBytes: 0 };
    } catch (error) {
      const failed = failure(isolate, error);
      if (!isolate.isDisposed) isolate.dispose();
      return { failed };
    }
  }

  /** An isolate that rests collects no garbage: the largest are made anew when all together hold too much. */
  function shrink(current: Loaded): void {
    const resting = [...loaded].flatMap(([id, program]) =>
      'isolate' in program && program !== current ? [{ id, bytes: program.usedBytes }] : [],
    );
    let sum = resting.reduce((bytes, program) => bytes + program.bytes, 0);
    for (const { id, bytes } of resting.sort((a, b) => b.bytes - a.bytes)) {
      if (sum <= restingBytesAtMost) return;
      dispose(id);
      sum -= bytes;
    }
  }

  function dispose(id: number): void {
    const program = loaded.get(id);
    if (program && 'isolate' in program && !program.isolate.isDisposed) program.isolate.dispose();
    loaded.delete(id);
  }
}

const restingBytesAtMost = 256 * 2 ** 20;
/** Calls that take less cannot have filled an isolate. */
const quickMs = 10;
/**
 * The parent kills a call at its deadline. When it has died itself nobody does, so after this much longer the process ends on its own: code that V8
 * can interrupt, at least. Milliseconds.
 */
const graceMs = 2_000;
const outOfMemory = ['MEMORY', 'The program needed more memory than it may use.'] as const;
const copied = { arguments: { copy: true }, result: { copy: true } } as const;

function failure(isolate: IsolatedVm.Isolate, error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  if (isolate.isDisposed || /memory limit/i.test(message)) return outOfMemory;
  if (error instanceof SyntaxError) return ['SYNTAX', message];
  return ['THREW', message];
}

/** V8 has lost control over an isolate; the process is of no further use. */
function giveUp(message: string): never {
  process.stderr.write(message);
  process.abort();
}
