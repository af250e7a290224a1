import type { Text } from './isolate/frames.ts';
import { type Limits, type Program, SandboxError } from './sandbox.ts';

/** One call on its way through the processes. Programs are pure, so it may be begun again elsewhere. */
export type Call = {
  readonly program: Program;
  /** Calls with the same name here may share an isolate: the program and its memory limit. */
  readonly isolate: string;
  readonly input: readonly Text[];
  /** Characters and bytes of all input together. */
  readonly inputSize: number;
  readonly limits: Limits;
  /** How many processes have died with this call possibly on their hands. */
  deaths: number;
  readonly resolve: (output: string) => void;
  readonly reject: (error: SandboxError) => void;
};

export const defaultLimits: Limits = { timeoutMs: 5_000, memoryMb: 128, outputLimit: 32 * 1024 * 1024, suspect: false };

export function closed(): SandboxError {
  return new SandboxError('CLOSED', 'The sandbox is shutting down.');
}

export function timedOut(call: Call): SandboxError {
  return new SandboxError('TIMEOUT', `The program gave no answer within ${call.limits.timeoutMs} ms and was stopped.`);
}

/** The verdict on a call that has taken down two processes; `words` is what the last one wrote when it died. */
export function died(words: string): SandboxError {
  return /out.of.memory|allocation failed|oom|heap limit/i.test(words)
    ? new SandboxError('MEMORY', 'The program needed more memory than it may use; its process ended.')
    : new SandboxError('CRASHED', 'The program crashed the process it ran in, twice.');
}

export function neverStarts(words: string): SandboxError {
  return new SandboxError('CRASHED', `The sandbox process does not start: ${words.slice(0, 500) || 'it ended without a word'}.`);
}
