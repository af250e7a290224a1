import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

let nextId: (() => string) | undefined;

/**
 * Makes ids a function of what the process under way has seen, so that a schedule can be played again and two schedules that come to the same
 * state are known as the same. Random bytes are zeros: ids made of time and bytes differ by their time.
 */
export function pinRandomness(next: () => string): void {
  if (nextId === undefined) {
    crypto.randomUUID = () => (nextId as () => string)() as ReturnType<typeof crypto.randomUUID>;
    crypto.randomFillSync = (<T extends NodeJS.ArrayBufferView>(buffer: T) => {
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).fill(0);
      return buffer;
    }) as typeof crypto.randomFillSync;
    Math.random = () => 0.5;
    syncBuiltinESMExports();
  }
  nextId = next;
}
