import type { Text } from './isolate/frames.ts';

export type { Text };

/**
 * Runs programs that contain code of users: text in, text out. Isolates live in a child process without secrets, environment or descriptors;
 * nothing of one call is left for the next. Kept out on purpose: items, nodes, flows. What a program does with its text is the engine's affair.
 */
export type Sandbox = {
  /**
   * Calls the program's function with `input`: one text, or several, of which bytes are UTF-8. Calls are batched over one pipe and answered in any order.
   * Rejects with SandboxError; a call that dies takes no other with it.
   */
  call(program: Program, input: string | readonly Text[], limits?: Partial<Limits>): Promise<string>;
  /** Memory of all processes of the sandbox, for metrics. */
  stats(): { readonly processes: number; readonly programs: number; readonly calls: number; readonly killed: number };
  close(): Promise<void>;
};

/**
 * JavaScript text of a function `(crossdock) => (...input: string[]) => string`. The outer one is called once per isolate with the frozen sandbox library, which is
 * no global: what user code may not have, the program must not put within its reach.
 */
export type Program = {
  /** Identity: same hash, same source. Sent once per process. */
  readonly hash: string;
  readonly source: string;
};

export type Limits = {
  /** Wall time of one call in milliseconds. Default 5,000. */
  readonly timeoutMs: number;
  /** Heap of the isolate in MB. Default 128. */
  readonly memoryMb: number;
  /** Characters of output. Default 32 Mi. */
  readonly outputLimit: number;
  /** Run alone, in a process of its own, because it is suspected of killing. */
  readonly suspect: boolean;
};

export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  /** `THREW`: the code threw, with its own message. The others: a limit was hit. `CLOSED`: the sandbox is shutting down. */
  readonly code: 'SYNTAX' | 'THREW' | 'TIMEOUT' | 'MEMORY' | 'OUTPUT' | 'CRASHED' | 'CLOSED';
  constructor(code: SandboxError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
