import { canonicalText } from '@crossdock/flows/document/canonical';
import { contentHash } from '@crossdock/flows/document/content-hash';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import { type VersionDocument, versionSchema } from './draft-documents.ts';
import { invalidFlow } from './refusals.ts';

export type PublishedVersion = {
  readonly flow: Flow;
  readonly number: number;
  readonly hash: string;
  readonly note: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
};

export type Versions = {
  /** Stores the document as the flow's next version. Resolves to null when it is the same as the newest. */
  add(flow: Flow, by: string, note: string): Promise<PublishedVersion | null>;
  get(flowId: string, number: number): Promise<PublishedVersion | null>;
  /** Newest first, without the documents. */
  list(flowId: string): Promise<readonly Omit<PublishedVersion, 'flow'>[]>;
};

/** Read documents are kept, because versions never change. */
const kept = 200;

export function createVersions({ store, clock }: { readonly store: Store; readonly clock: Clock }): Versions {
  const versions = store.collection(versionSchema);
  const read = new Map<string, PublishedVersion>();

  async function newest(flowId: string): Promise<{ readonly number: number; readonly hash: string } | null> {
    const page = await versions.find({
      where: { flow: flowId },
      sort: { by: 'number', direction: 'down' },
      limit: 1,
      select: ['id', 'number', 'hash'],
    });
    return page.items[0] ?? null;
  }

  return {
    async add(flow, by, note) {
      const hash = contentHash(flow);
      for (;;) {
        const last = await newest(flow.id);
        if (last?.hash === hash) return null;
        const number = (last?.number ?? 0) + 1;
        const publishedAt = clock.now();
        try {
          await versions.insert({
            id: `${flow.id}@${number}`,
            flow: flow.id,
            number,
            hash,
            note,
            publishedAt,
            publishedBy: by,
            document: canonicalText(flow),
          });
          return { flow, number, hash, note, publishedAt: new Date(publishedAt).toISOString(), publishedBy: by };
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
        }
      }
    },

    async get(flowId, number) {
      const id = `${flowId}@${number}`;
      const known = read.get(id);
      if (known) return known;
      const document = await versions.get(id);
      if (!document) return null;
      const version = { ...headOf(document), flow: flowOf(document) };
      read.set(id, version);
      if (read.size > kept) read.delete(read.keys().next().value ?? '');
      return version;
    },

    async list(flowId) {
      const page = await versions.find({
        where: { flow: flowId },
        sort: { by: 'number', direction: 'down' },
        limit: 1000,
        select: ['id', 'number', 'hash', 'note', 'publishedAt', 'publishedBy'],
      });
      return page.items.map(headOf);
    },
  };
}

function headOf({ number, hash, note, publishedAt, publishedBy }: VersionDocument): Omit<PublishedVersion, 'flow'> {
  return { number, hash, note, publishedAt: new Date(publishedAt).toISOString(), publishedBy };
}

function flowOf(document: VersionDocument): Flow {
  const flow = readFlow(document.document);
  if (!flow.ok) throw invalidFlow(flow.problems);
  return flow.flow;
}
