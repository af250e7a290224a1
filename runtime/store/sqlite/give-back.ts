import type { DatabaseSync } from 'node:sqlite';
import { pageBytes } from './open-database.ts';
import type { WriteGroup } from './write-group.ts';

/** Pages moved per slice: some 2 ms, so that nobody waits noticeably. */
const slicePages = 64;
const keptPages = (1024 * 1024) / pageBytes;

export type GiveBack = {
  /** Something was removed: gives free pages back to the disk, slice by slice between the groups. */
  start(): void;
};

/** Shrinks the file while more than 5 % of it, and at least 1 MB, is free. What is kept is used again by the next writes. */
export function giveBack(db: DatabaseSync, group: WriteGroup): GiveBack {
  const freePages = db.prepare('PRAGMA freelist_count', { returnArrays: true });
  const allPages = db.prepare('PRAGMA page_count', { returnArrays: true });
  const first = (statement: typeof freePages) => Number((statement.get() as unknown as number[] | undefined)?.[0]);
  let isRunning = false;

  function slice(): 'more' | 'done' {
    const spare = first(freePages) - Math.max(keptPages, first(allPages) / 20);
    if (spare <= 0) return 'done';
    db.exec(`PRAGMA incremental_vacuum(${Math.ceil(Math.min(slicePages, spare))})`);
    return 'more';
  }

  async function run(): Promise<void> {
    let isWorthIt = false;
    while ((await group.between(slice)) === 'more') isWorthIt = true;
    // Only a checkpoint makes the file itself shorter.
    if (isWorthIt) await group.between(() => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      run()
        // Housekeeping: the next removal tries again, and a store that cannot be written says so to its callers.
        .catch(() => undefined)
        .finally(() => {
          isRunning = false;
        });
    },
  };
}
