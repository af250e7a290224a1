import { pipeline } from 'node:stream/promises';
import { type Collection, GridFSBucket, type GridFSFile, ObjectId } from 'mongodb';
import { blobId } from '../blob-id.ts';
import type { Blobs } from '../blobs.ts';
import { StoreUnavailable } from '../store.ts';
import type { MongoConnection } from './connect.ts';
import { startsWith } from './filter-query.ts';
import { storeError } from './mongo-errors.ts';

const bucketName = 'blobs';
/** An upload that began so long ago ended with its process. Milliseconds. */
const oldestUpload = 24 * 3_600_000;

type Upload = { readonly _id: ObjectId; readonly at: number };
type File = GridFSFile & { readonly metadata?: { readonly revision: number } };

/**
 * Blobs in GridFS, as other tools read it: `blobs.files` and `blobs.chunks`. A file's entry is written after its last chunk, so a blob is whole or not there. A put of the same id
 * is a new file with the next revision, and then the older ones go. What a dead process left half uploaded is removed a day later.
 */
export async function gridFsBlobs({ db, place }: MongoConnection): Promise<Blobs> {
  const bucket = new GridFSBucket(db, { bucketName });
  const files: Collection<File> = db.collection<File>(`${bucketName}.files`);
  const chunks = db.collection(`${bucketName}.chunks`);
  const uploads = db.collection<Upload>(`${bucketName}.uploads`);
  let isClosed = false;

  async function use<T>(perform: () => Promise<T>): Promise<T> {
    if (isClosed) throw new StoreUnavailable('the blobs are closed');
    try {
      return await perform();
    } catch (error) {
      throw storeError(error, place);
    }
  }

  /** By revision, and where two were put at the same moment by their ids, so that all agree on one. */
  async function newest(id: string): Promise<File | null> {
    return files.findOne({ filename: id }, { sort: { 'metadata.revision': -1, _id: -1 } });
  }

  /** Chunks first: what a crash leaves of a file is found by its entry. */
  async function drop(ids: readonly ObjectId[]): Promise<void> {
    if (ids.length === 0) return;
    await chunks.deleteMany({ files_id: { $in: [...ids] } });
    await files.deleteMany({ _id: { $in: [...ids] } });
  }

  async function upload(id: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
    const revision = ((await newest(id))?.metadata?.revision ?? 0) + 1;
    const _id = new ObjectId();
    await uploads.insertOne({ _id, at: Date.now() });
    const stream = bucket.openUploadStreamWithId(_id, id, { metadata: { revision } });
    try {
      await pipeline(bytes instanceof Uint8Array ? [bytes] : bytes, stream);
    } catch (error) {
      await drop([_id])
        .then(() => uploads.deleteOne({ _id }))
        .catch(() => {});
      throw error;
    }
    const older = { filename: id, $or: [{ 'metadata.revision': { $lt: revision } }, { 'metadata.revision': revision, _id: { $lt: _id } }] };
    const replaced = await files.find(older, { projection: { _id: 1 } }).toArray();
    await Promise.all([drop(replaced.map((file) => file._id)), uploads.deleteOne({ _id })]);
    return stream.length;
  }

  async function removeLeftOvers(): Promise<void> {
    for await (const { _id } of uploads.find({ at: { $lt: Date.now() - oldestUpload } })) {
      // Its entry is there when it died between the last byte and its own note.
      if ((await files.findOne({ _id })) === null) await drop([_id]);
      await uploads.deleteOne({ _id });
    }
  }

  await use(() =>
    Promise.all([files.createIndex({ filename: 1, uploadDate: 1 }), chunks.createIndex({ files_id: 1, n: 1 }, { unique: true })]),
  );
  // In the background: nothing depends on it, the next start tries again.
  void removeLeftOvers().catch(() => {});

  return {
    put: async (id, bytes) => {
      const name = blobId(id);
      return use(async () => ({ bytes: await upload(name, bytes) }));
    },
    get: async (id) => {
      const name = blobId(id);
      return use(async () => {
        const file = await newest(name);
        if (!file) return null;
        const bytes = new Uint8Array(file.length);
        let at = 0;
        for await (const chunk of bucket.openDownloadStream(file._id) as AsyncIterable<Uint8Array>) {
          bytes.set(chunk, at);
          at += chunk.byteLength;
        }
        return bytes;
      });
    },
    async *stream(id, from = 0) {
      const name = blobId(id);
      const file = await use(() => newest(name));
      if (!file) throw new Error(`there is no blob ${name}`);
      if (from >= file.length) return;
      try {
        yield* bucket.openDownloadStream(file._id, { start: from, end: file.length }) as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw storeError(error, place);
      }
    },
    remove: async (idPrefix) => {
      const prefix = blobId(idPrefix.replace(/\/$/, '')) + (idPrefix.endsWith('/') ? '/' : '');
      return use(async () => {
        for (;;) {
          const found = await files.find({ filename: startsWith(prefix) }, { projection: { _id: 1 }, limit: 500 }).toArray();
          if (found.length === 0) return;
          await drop(found.map((file) => file._id));
        }
      });
    },
    async close() {
      isClosed = true;
    },
  };
}
