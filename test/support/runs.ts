import type { ApiClient } from './api-client.ts';

/** The parts of a run that tests look at. */
export type Run = {
  readonly id: string;
  readonly status: string;
  readonly title: string;
  readonly flow: { readonly id: string; readonly version: number };
  readonly finishedAt: string | null;
  readonly attempt: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly openExceptions: number;
};

export type RunDetail = Run & {
  readonly recoveries: number;
  readonly steps: readonly { readonly nodeId: string; readonly status: string; readonly error: Run['error'] }[];
  readonly effects: readonly {
    readonly nodeId: string;
    readonly key: string;
    readonly outcome: string;
    readonly attempts: number;
    readonly seenBefore: boolean;
  }[];
  readonly exceptions: readonly {
    readonly nodeId: string;
    readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
  }[];
};

/** All runs of dev, page after page. */
export async function allRuns(api: ApiClient, query = ''): Promise<Run[]> {
  const runs: Run[] = [];
  let after = '';
  do {
    const page = await api.get<{ items: Run[]; next: string | null }>(`/runs?env=dev&limit=500${query}${after}`);
    runs.push(...page.items);
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
  } while (after !== '');
  return runs;
}

const final = ['done', 'partial', 'failed', 'cancelled'];

export const isFinal = ({ status }: Run): boolean => final.includes(status);

/** How many runs have which status. */
export function statuses(runs: readonly Run[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of runs) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
