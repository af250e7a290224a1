import type { Clock } from './clock/clock.ts';
import type { Log } from './engine/log.ts';
import { createProcessSandbox } from './sandbox/process-sandbox.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

/**
 * A sandbox for chunks of big messages, in a process of its own that lives as long as there are some: thousands of records in one call may take their time, and keep no small
 * message waiting.
 */
export function createChunkSandbox(given: { readonly bundle: string; readonly clock: Clock; readonly log: Log }): Sandbox {
  return createProcessSandbox({ ...given, limits: { timeoutMs: 60_000, memoryMb: 256 }, patienceMs: 60_000, idleMs: 10_000 });
}
