import { diff } from '@crossdock/flows/diff/diff';
import { stopsOf } from '@crossdock/flows/diff/stops';
import { canonicalText } from '@crossdock/flows/document/canonical';
import { contentHash } from '@crossdock/flows/document/content-hash';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import { type VersionDocument, versionSchema } from './draft-documents.ts';
import { invalidFlow } from './refusals.ts';

/** How many things of a flow came, went and changed with a version: steps with their wires, settings, notes, test cases. */
export type ChangeCounts = { readonly added: number; readonly removed: number; readonly changed: number };

export type PublishedVersion = {
  readonly flow: Flow;
  readonly number: number;
  readonly hash: string;
  readonly note: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
  /** Against the version before; null: there is none, or it is not known. */
  readonly counts: ChangeCounts | null;
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

  async function get(flowId: string, number: number): Promise<PublishedVersion | null> {
    const id = `${flowId}@${number}`;
    const known = read.get(id);
    if (known) return known;
    const document = await versions.get(id);
    if (!document) return null;
    const version = { ...headOf(document), flow: flowOf(document) };
    read.set(id, version);
    if (read.size > kept) read.delete(read.keys().next().value ?? '');
    return version;
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
          // What was published before this could be read says nothing about what is published now.
          const before = await get(flow.id, number - 1).catch(() => null);
          const counts = before && countsBetween(before.flow, flow);
          await versions.insert({
            id: `${flow.id}@${number}`,
            flow: flow.id,
            number,
            hash,
            note,
            publishedAt,
            publishedBy: by,
            counts: counts && JSON.stringify(counts),
            document: canonicalText(flow),
          });
          return { flow, number, hash, note, publishedAt: new Date(publishedAt).toISOString(), publishedBy: by, counts };
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
        }
      }
    },

    get,

    async list(flowId) {
      const page = await versions.find({
        where: { flow: flowId },
        sort: { by: 'number', direction: 'down' },
        limit: 1000,
        select: ['id', 'number', 'hash', 'note', 'publishedAt', 'publishedBy', 'counts'],
      });
      return page.items.map(headOf);
    },
  };
}

function countsBetween(before: Flow, after: Flow): ChangeCounts {
  const stops = stopsOf(diff(before, after), before, after);
  const of = (kind: keyof ChangeCounts) => stops.filter((stop) => stop.kind === kind).length;
  return { added: of('added'), removed: of('removed'), changed: of('changed') };
}

function headOf({ number, hash, note, publishedAt, publishedBy, counts }: VersionDocument): Omit<PublishedVersion, 'flow'> {
  const known = counts ? (JSON.parse(counts) as ChangeCounts) : null;
  return { number, hash, note, publishedAt: new Date(publishedAt).toISOString(), publishedBy, counts: known };
}

function flowOf(document: VersionDocument): Flow {
  const flow = readFlow(document.document);
  if (!flow.ok) throw invalidFlow(flow.problems);
  return flow.flow;
}
