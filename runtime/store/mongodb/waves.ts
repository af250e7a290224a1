import type { Write } from './write.ts';

/** Writes that go to one collection in one command, or side by side where each needs a command of its own. */
export type Batch<W extends Write = Write> = { readonly collection: string; readonly kind: BatchKind; readonly writes: W[] };
type BatchKind = 'insert' | 'update' | 'remove' | 'increase';

/** What one command may hold; the server takes 100,000 writes and 16 MiB. */
const largest = { writes: 1_000, bytes: 12 * 1024 * 1024 };

/**
 * Puts a group of writes into waves; what is in one wave is sent at the same time, a wave begins when the one before has ended. Writes to one document
 * keep the order of their calls, one a wave. Inserts come before updates, so that what an update names is there when it is. What may take a value of a unique field
 * and what may free one keep their order too. Everything else may change places: nobody can tell.
 */
export function wavesOf<W extends Write>(writes: readonly W[]): Batch<W>[][] {
  const waves: Batch<W>[][] = [];
  const open = new Map<string, { batch: Batch<W>; bytes: number }>();
  const last = new Map<string, { readonly wave: number; readonly write: W }>();
  const taken = new Map<string, number>();
  const freed = new Map<string, number>();
  let inserted = -1;

  for (const write of writes) {
    const { collection, id } = write;
    const document = `${collection}\n${id}`;
    const before = last.get(document);
    const isEarly = write.kind === 'insert' || write.kind === 'increase';
    let wave = isEarly && !write.follows ? 0 : Math.max(1, inserted + 1);
    // Increases of one number are one increase.
    if (before) wave = Math.max(wave, isSameNumber(before.write, write) ? before.wave : before.wave + 1);
    if (write.takes) wave = Math.max(wave, (freed.get(collection) ?? -1) + 1);
    if (write.frees) wave = Math.max(wave, (taken.get(collection) ?? -1) + 1);
    if (write.kind === 'insert') inserted = Math.max(inserted, wave);
    last.set(document, { wave, write });
    if (write.takes) taken.set(collection, Math.max(wave, taken.get(collection) ?? 0));
    if (write.frees) freed.set(collection, Math.max(wave, freed.get(collection) ?? 0));
    add(wave, write);
  }
  return waves.filter((batches) => batches !== undefined);

  function add(wave: number, write: W): void {
    const kind = write.kind === 'replace' ? 'update' : write.kind;
    const key = `${wave} ${kind} ${write.collection}`;
    let place = open.get(key);
    if (!place || place.batch.writes.length >= largest.writes || place.bytes + write.bytes > largest.bytes) {
      place = { batch: { collection: write.collection, kind, writes: [] }, bytes: 0 };
      open.set(key, place);
      waves[wave] ??= [];
      waves[wave].push(place.batch);
    }
    place.batch.writes.push(write);
    place.bytes += write.bytes;
  }
}

function isSameNumber(a: Write, b: Write): boolean {
  return a.kind === 'increase' && b.kind === 'increase' && a.field === b.field;
}
