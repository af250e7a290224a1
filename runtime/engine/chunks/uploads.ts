import type { Clock } from '../../clock/clock.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Collection, CollectionSchema } from '../../store/store.ts';
import type { RunDocument } from '../run/run-document.ts';

/** A text on its way into Blobs, whose run does not exist yet. */
export type UploadDocument = { readonly id: string /** ms */; readonly startedAt: number };

export const uploadCollection: CollectionSchema<UploadDocument> = {
  name: 'uploads',
  fields: { startedAt: 'number' },
  indexes: [{ fields: ['startedAt'] }],
};

/** An upload takes at most so long, ms; what is older was left by a process that died. */
const longest = 24 * 3_600_000;

/** Names texts before they are written, so that none that nobody acknowledged fills the disk for good. */
export type Uploads = {
  begin(id: string): Promise<void>;
  /** It has ended: a text whose run exists stays as long as that does, any other is removed. */
  end(id: string): Promise<void>;
  /** Removes what processes left behind that are gone. `age` in ms; 0 when this process is the only one. Resolves to how many. */
  sweep(age?: number): Promise<number>;
};

export function createUploads(resources: {
  readonly uploads: Collection<UploadDocument>;
  readonly runs: Collection<RunDocument>;
  readonly blobs: Blobs;
  readonly clock: Clock;
}): Uploads {
  const { uploads, runs, blobs, clock } = resources;
  const end = async (id: string) => {
    if ((await runs.count({ id }, 1)) === 0) await blobs.remove(`${id}/`);
    await uploads.remove(id);
  };
  return {
    begin: (id) => uploads.insert({ id, startedAt: clock.now() }),
    end,
    async sweep(age = longest) {
      const { items } = await uploads.find({ where: { startedAt: { lte: clock.now() - age } }, limit: 1000 });
      for (const { id } of items) await end(id);
      return items.length;
    },
  };
}
