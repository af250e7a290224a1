import { isUnderWay } from '../kit/status.ts';
import type { RunPage, RunSummary } from '../server/shapes.ts';

/** The pages of a loaded list, as TanStack Query keeps them. */
export type RunPages = { pages: RunPage[]; pageParams: unknown[] };

/** Rows that are in the list take their new state; the list keeps its order. A report from before the end of a run does not undo its end; only one that failed may go on. */
export function updateRows(pages: RunPages, reported: ReadonlyMap<string, RunSummary>): RunPages {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some((run) => reported.has(run.id))
        ? { ...page, items: page.items.map((run) => laterOf(run, reported.get(run.id))) }
        : page,
    ),
  };
}

function laterOf(run: RunSummary, report: RunSummary | undefined): RunSummary {
  return !report || (run.finishedAt !== null && run.status !== 'failed' && report.finishedAt === null) ? run : report;
}

/** When the rows that are still under way came: what has to be read to learn how they ended. Null: none is. */
export function spanUnderWay(rows: readonly RunSummary[]): { from: string; to: string } | null {
  const times = rows.filter((run) => isUnderWay(run.status)).map((run) => Date.parse(run.createdAt));
  if (times.length === 0) return null;
  return { from: new Date(Math.min(...times)).toISOString(), to: new Date(Math.max(...times) + 1).toISOString() };
}

/** Puts new runs on top, newest first, each once. */
export function insertRows(pages: RunPages, fresh: readonly RunSummary[]): RunPages {
  const [first, ...rest] = pages.pages;
  if (!first) return pages;
  const ids = new Set(fresh.map((run) => run.id));
  const newest = [...fresh].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return { ...pages, pages: [{ ...first, items: [...newest, ...first.items.filter((run) => !ids.has(run.id))] }, ...rest] };
}

export function rowsOf(pages: RunPages | undefined): RunSummary[] {
  const seen = new Set<string>();
  return (pages?.pages ?? []).flatMap((page) => page.items).filter((run) => !seen.has(run.id) && seen.add(run.id));
}

/** Only the first page: what follows is asked for anew, with the cursor of the page as the server gives it next. */
export function firstPage(pages: RunPages): RunPages {
  return { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) };
}
