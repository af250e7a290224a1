import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const place = '/dev/shm';

/** What has to be free for it, of the file system and of the memory of this container or machine. The tests hold some hundred megabytes at a time. */
const wanted = 6 * 1024 ** 3;

/**
 * A folder in memory for what the tests write, because they wait for the disk many thousand times otherwise; what they prove of a process that is killed holds
 * there, too. Null where TMPDIR names a place, or where there is too little memory. `remove` takes it away with all in it.
 */
export function memoryFolder() {
  if (process.env.TMPDIR) return null;
  try {
    const { type, bavail, bsize } = statfsSync(place);
    const isTmpfs = type === 0x01021994;
    if (!isTmpfs || bavail * bsize < wanted || (process.availableMemory?.() ?? 0) < wanted) return null;
    const path = mkdtempSync(join(place, 'crossdock-tests-'));
    return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
  } catch {
    // None, as on other systems, or not ours to write to.
    return null;
  }
}
