import type { CollectionSchema, Store } from '../../store/store.ts';
import { DuplicateKey } from '../../store/store.ts';
import { queueOf, readyIn } from './due.ts';

/** One queue and priority that runs have waited in. Kept for good: there are as many as channels. */
type LaneDocument = {
  /** `env/lane/priority` */
  readonly id: string;
  readonly env: string;
  readonly lane: string;
  readonly priority: number;
  /** Runs of the lane at once per worker; null: as many as the worker takes. */
  readonly width: number | null;
};

export const laneCollection: CollectionSchema<LaneDocument> = {
  name: 'lanes',
  fields: { env: 'text', lane: 'text', priority: 'number', width: 'number' },
};

export type KnownLane = {
  /** `env/lane` */
  readonly name: string;
  readonly env: string;
  readonly lane: string;
  readonly width: number | null;
  /** The `ready` values of its runs, the most urgent first. */
  readonly ready: readonly string[];
};

/** The queues of the installation. A lane is known in the store before its first run is, so that every feeder and worker finds it. */
export type Lanes = {
  /** undefined: known already, nothing to await. */
  know(lane: {
    readonly env: string;
    readonly lane: string;
    readonly priority: number;
    readonly width: number | null;
  }): Promise<void> | undefined;
  all(): readonly KnownLane[];
  get(name: string): KnownLane | undefined;
  /** Reads what other processes have made known. */
  read(): Promise<void>;
};

/** @param tell tells the other processes that there is a new lane */
export function createLanes(store: Store, tell: () => void = () => {}): Lanes {
  const documents = store.collection(laneCollection);
  const known = new Map<string, LaneDocument>();
  let byName = new Map<string, KnownLane>();

  function keep(document: LaneDocument): void {
    known.set(document.id, document);
    const lanes = new Map<string, KnownLane>();
    for (const one of [...known.values()].sort((a, b) => a.priority - b.priority)) {
      const name = queueOf(one);
      const before = lanes.get(name);
      lanes.set(name, { name, env: one.env, lane: one.lane, width: before?.width ?? one.width, ready: [...(before?.ready ?? []), one.id] });
    }
    byName = lanes;
  }

  return {
    know({ env, lane, priority, width }) {
      const id = readyIn({ env, lane, priority });
      if (known.get(id)?.width === width) return undefined;
      const document = { id, env, lane, priority, width };
      const write = known.has(id) ? documents.upsert(document) : documents.insert(document).catch(unlessKnown);
      return write.then(() => {
        keep(document);
        tell();
      });
    },
    all: () => [...byName.values()],
    get: (name) => byName.get(name),
    async read() {
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof documents.find>> = await documents.find({ limit: 1000, after });
        for (const document of page.items) if (known.get(document.id)?.width !== document.width) keep(document);
        after = page.next;
      } while (after !== null);
    },
  };
}

function unlessKnown(error: unknown): void {
  if (!(error instanceof DuplicateKey)) throw error;
}
