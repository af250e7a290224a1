import { statfs } from 'node:fs/promises';
import type { Clock } from '../clock/clock.ts';

/** Sees when the disk of the data folder runs full, so that messages are refused while there is still room to finish what was accepted. */
export type DiskGuard = { readonly isLow: () => boolean; close(): void };

/** What is kept free: so much, or this part of a smaller disk. */
const reserve = { bytes: 256 * 1024 * 1024, part: 0.05 } as const;
const lookEvery = 2000;

export async function watchDisk({ folder, clock }: { readonly folder: string; readonly clock: Clock }): Promise<DiskGuard> {
  let isLow = false;
  let cancel: (() => void) | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    try {
      const { bsize, blocks, bavail } = await statfs(folder);
      isLow = bavail * bsize < Math.min(reserve.bytes, blocks * bsize * reserve.part);
    } catch {
      // Whether it can be written is told by writing.
    }
    if (!isClosed) cancel = clock.after(lookEvery, () => void look());
  }

  await look();
  return {
    isLow: () => isLow,
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
