import { type Collection, DuplicateKey, type Store } from '../store/store.ts';
import { type HistoryDocument, historySchema } from './deployment-documents.ts';
import type { HistoryEntry } from './live-state.ts';

export type DeploymentHistory = {
  /** Newest first, of one environment or of all; at most 500. */
  of(flow: string, env?: string): Promise<readonly HistoryEntry[]>;
  /** All that happened in an environment since then, ms; oldest first, at most 5,000. */
  since(env: string, at: number): Promise<readonly HistoryEntry[]>;
  /** The newest line; null: nothing was ever deployed there. */
  newest(env: string): Promise<HistoryEntry | null>;
  /** Writes lines that may have been written before. */
  keep(news: string): Promise<void>;
};

/** @param news what the last change of an environment adds, whether it was written here yet or not */
export function createHistory({
  store,
  news,
}: {
  readonly store: Store;
  readonly news: (env: string) => Promise<string | null>;
}): DeploymentHistory {
  const lines = store.collection(historySchema);
  /** Texts that are known to be written. */
  const kept = new Set<string>();

  async function keep(text: string): Promise<void> {
    if (kept.has(text)) return;
    await Promise.all((JSON.parse(text) as HistoryEntry[]).map((entry) => write(lines, entry)));
    kept.add(text);
    if (kept.size > 50) kept.delete(kept.values().next().value as string);
  }

  /** A process may have died after it changed an environment and before it wrote the line. */
  async function keepNewest(envs: readonly string[]): Promise<void> {
    for (const env of envs) {
      const text = await news(env);
      if (text !== null) await keep(text);
    }
  }

  return {
    keep,
    async of(flow, env) {
      const where = { flow, ...(env !== undefined && { env }) };
      if (env !== undefined) await keepNewest([env]);
      const page = await lines.find({ where, sort: { by: 'at', direction: 'down' }, limit: 500 });
      // Of two in the same millisecond the later number is the newer.
      return page.items.map(entryOf).sort((a, b) => b.at - a.at || b.number - a.number);
    },
    async since(env, at) {
      await keepNewest([env]);
      return (await lines.find({ where: { env, at: { gte: at } }, sort: { by: 'at', direction: 'up' }, limit: 5000 })).items.map(entryOf);
    },
    async newest(env) {
      const [line] = (await lines.find({ where: { env }, sort: { by: 'at', direction: 'down' }, limit: 1 })).items;
      return line ? entryOf(line) : null;
    },
  };
}

async function write(lines: Collection<HistoryDocument>, entry: HistoryEntry): Promise<void> {
  const { env, flow, number, at, kind } = entry;
  try {
    await lines.insert({ id: `${env}/${flow}/${number}`, env, flow, number, at, kind, entry: JSON.stringify(entry) });
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
  }
}

function entryOf({ entry }: HistoryDocument): HistoryEntry {
  return JSON.parse(entry) as HistoryEntry;
}
