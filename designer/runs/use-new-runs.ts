import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isUnderWay } from '../kit/status.ts';
import { client, reply } from '../server/client.ts';
import { runQuery } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys, type RunFilter } from '../server/query-keys.ts';
import type { LiveEvent, RunSummary } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { matchesFilter } from './run-filter.ts';
import { firstPage, insertRows, type RunPages, rowsOf, spanUnderWay, updateRows } from './run-pages.ts';

/** Reports are taken together for so long, in milliseconds: a busy flow reports hundreds a second. */
const batchFor = 250;
/** In a rush the server leaves reports out; after a batch of so many the newest page and the rows under way are read, so that none keeps an old state. */
const rush = 40;
const readAfter = 1500;
/** A report may be lost on its way from another process: as long as rows are under way they are read so often, in milliseconds. */
const lookEvery = 10_000;

/**
 * Keeps a list of runs alive: rows change where they stand, and runs that came since are counted until somebody asks to see them,
 * so that nothing moves under the pointer. `isRush`: there may be more than were counted.
 */
export function useNewRuns(filter: RunFilter, rows: readonly RunSummary[]) {
  const [fresh, setFresh] = useState<ReadonlyMap<string, RunSummary>>(new Map());
  const [isRush, setRush] = useState(false);
  const reported = useRef(new Map<string, RunSummary>());
  const heard = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const reading = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = JSON.stringify(filter);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new belongs to one filter
  useEffect(() => {
    setFresh(new Map());
    setRush(false);
    reported.current.clear();
    return () => {
      clearTimeout(timer.current);
      clearTimeout(reading.current);
      timer.current = undefined;
      reading.current = undefined;
    };
  }, [key]);

  const list = useMemo(() => {
    /** The newest page, and the rows that are under way. */
    async function read(): Promise<void> {
      reading.current = undefined;
      const span = spanUnderWay(rowsOf(queryClient.getQueryData<RunPages>(queryKeys.runList(filter))));
      const queries = [runQuery(filter, null, Date.now()), ...(span ? [{ env: filter.env, limit: 500, ...span }] : [])];
      const pages = await Promise.all(queries.map((query) => reply(client.GET('/api/runs', { params: { query } })).catch(() => null)));
      for (const run of pages.flatMap((page) => page?.items ?? [])) reported.current.set(run.id, run);
      timer.current ??= setTimeout(flush, 0);
    }

    function flush(): void {
      timer.current = undefined;
      const queryKey = queryKeys.runList(filter);
      const pages = queryClient.getQueryData<RunPages>(queryKey);
      const batch = new Map(reported.current);
      // A page under way may have been written before these reports: they are kept for when it is here.
      if (queryClient.getQueryState(queryKey)?.fetchStatus === 'fetching') timer.current = setTimeout(flush, batchFor);
      else reported.current.clear();
      if (!pages) return;
      const known = new Set(rowsOf(pages).map((run) => run.id));
      const oldest = rowsOf(pages).at(-1)?.createdAt ?? '';
      const unknown = [...batch.values()].filter((run) => !known.has(run.id) && run.createdAt > oldest && matchesFilter(run, filter));
      const updated = updateRows(pages, batch);
      if (known.size === 0 && unknown.length > 0) {
        queryClient.setQueryData(queryKey, insertRows(updated, unknown));
        return;
      }
      queryClient.setQueryData(queryKey, updated);
      setFresh((waiting) => withReports(waiting, unknown, batch));
      if (heard.current >= rush) {
        setRush(true);
        reading.current ??= setTimeout(() => void read(), readAfter);
      }
      heard.current = 0;
    }
    return { flush, read };
  }, [filter]);

  const isMoving = rows.some((run) => isUnderWay(run.status));
  useEffect(() => {
    if (!isMoving) return;
    const looking = setInterval(() => document.hidden || void list.read(), lookEvery);
    return () => clearInterval(looking);
  }, [isMoving, list]);

  const onEvent = (event: LiveEvent) => {
    if (event.event !== 'run') return;
    heard.current++;
    reported.current.set(event.data.id, event.data);
    timer.current ??= setTimeout(list.flush, batchFor);
  };
  const live = useLiveEvents({ env: filter.env, ...(filter.flow !== '' && { flow: filter.flow }) }, onEvent);

  const show = useCallback(() => {
    const queryKey = queryKeys.runList(filter);
    queryClient.setQueryData<RunPages>(queryKey, (pages) => pages && insertRows(firstPage(pages), [...fresh.values()]));
    setFresh(new Map());
    setRush(false);
    void queryClient.invalidateQueries({ queryKey });
  }, [filter, fresh]);

  const count = useMemo(() => {
    const known = new Set(rows.map((run) => run.id));
    return [...fresh.keys()].filter((id) => !known.has(id)).length;
  }, [fresh, rows]);
  return { count, isRush, show, live };
}

function withReports(waiting: ReadonlyMap<string, RunSummary>, unknown: readonly RunSummary[], batch: ReadonlyMap<string, RunSummary>) {
  if (unknown.length === 0 && ![...batch.keys()].some((id) => waiting.has(id))) return waiting;
  const next = new Map(waiting);
  for (const [id, run] of batch) if (next.has(id)) next.set(id, run);
  for (const run of unknown) next.set(run.id, run);
  return next;
}
