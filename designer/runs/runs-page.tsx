import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf, formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useRuns } from '../server/queries.ts';
import type { RunFilter } from '../server/query-keys.ts';
import type { RunSummary } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { runsTexts as texts } from '../texts/runs.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { BulkStrip } from './bulk-strip.tsx';
import { KeyBox } from './key-box.tsx';
import { NoRuns } from './no-runs.tsx';
import { fewRunColumns, runColumns } from './run-columns.tsx';
import { addressOfFilter, filterFromAddress } from './run-filter.ts';
import { RunFilters } from './run-filters.tsx';
import { rowsOf } from './run-pages.ts';
import { RunPanel } from './run-panel.tsx';
import classes from './runs-page.module.css';
import { useNewRuns } from './use-new-runs.ts';

const idOf = (run: RunSummary) => run.id;

/** All runs of an environment, newest first, found by a business key or by filters that stand in the address. */
export function RunsPage() {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFromAddress(search, environment.name), [search, environment.name]);
  const selected = search.get('run');
  const runs = useRuns(filter);
  const phase = useLoadingPhase(runs.isPending);
  const rows = useMemo(() => rowsOf(runs.data), [runs.data]);
  const news = useNewRuns(filter, rows);
  const [version, setVersion] = useState(0);
  const [isBulk, setBulk] = useState(false);
  const mayReplay = useMay()('runs.replay', environment.name);

  const change = useCallback((next: RunFilter) => setSearch(addressOfFilter(next, null)), [setSearch]);
  const select = useCallback((id: string | null) => setSearch(addressOfFilter(filter, id), { replace: true }), [filter, setSearch]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = runs;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'runs.open',
        title: texts.openRunAsAPage,
        icon: 'external-link',
        group: texts.runs,
        shortcut: 'o',
        isEnabled: () => selected !== null || 'No run is selected',
        run: () => selected !== null && go(`/runs/${selected}`),
      },
      {
        id: 'runs.close',
        title: texts.closeTheRunBesideThe,
        icon: 'x',
        group: texts.runs,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => selected !== null || 'No run is open',
        run: () => select(null),
      },
    ],
    [selected, select, go],
  );
  useCommands('runs', commands);
  useEffect(() => {
    if (selected === null) document.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  }, [selected]);

  const showNew = () => {
    news.show();
    setVersion((count) => count + 1);
  };

  return (
    <Page crumbs={[{ title: texts.runs }]} hasSearch={false} actions={<LiveMark state={news.live} />}>
      <h1 className="visually-hidden">{texts.runs}</h1>
      <div className={classes.columns}>
        <div className={classes.list}>
          <div className={classes.top}>
            <KeyBox
              value={filter.key}
              onChange={(key) => change({ ...filter, key })}
              found={runs.data ? foundText(rows.length, runs.hasNextPage) : ''}
            />
            <div className={classes.filterRow}>
              <RunFilters filter={filter} onChange={change} />
              {filter.tests !== 'only' && mayReplay && (
                <Button size="xs" leftSection={<Glyph name="refresh" size={12} />} onClick={() => setBulk(true)}>
                  {texts.replayWhatFailed}
                </Button>
              )}
            </div>
          </div>
          <BulkStrip env={filter.env} />
          {runs.isError && (
            <div className={classes.note}>
              <FailureNote
                what={texts.runsCouldNotBeLoaded}
                failure={runs.error}
                kept={texts.filtersAreKept}
                onRetry={() => void runs.refetch()}
              />
            </div>
          )}
          <div className={classes.table}>
            {news.count > 0 && (
              <Button className={classes.news ?? ''} size="xs" leftSection={<Glyph name="chevron-up" size={12} />} onClick={showNew}>
                {news.isRush ? texts.moreThanCount(countOf(news.count, 'new run')) : countOf(news.count, 'new run')}
              </Button>
            )}
            {phase === 'skeleton' && <Skeleton rows={14} rowHeight={34} what={texts.theRuns} hasHead />}
            {phase === 'ready' && runs.data && rows.length === 0 && !runs.isPlaceholderData && <NoRuns filter={filter} onChange={change} />}
            {phase === 'ready' && rows.length > 0 && (
              <DataTable
                key={version}
                label={texts.runs}
                columns={selected === null ? runColumns : fewRunColumns}
                rows={rows}
                rowId={idOf}
                selectedId={selected}
                onSelect={(run) => select(run.id)}
                onOpen={(run) => go(`/runs/${run.id}`)}
                onEndReached={loadMore}
                isDimmed={runs.isPlaceholderData}
                minWidth={selected === null ? 860 : 760}
              />
            )}
          </div>
        </div>
        <BulkDialog filter={filter} isProd={environment.class === 'prod'} isOpen={isBulk} onClose={() => setBulk(false)} />
        {selected !== null && <RunPanel key={selected} runId={selected} env={filter.env} onClose={() => select(null)} />}
      </div>
    </Page>
  );
}

function LiveMark({ state }: { state: 'connecting' | 'open' | 'lost' }) {
  return (
    <span className={classes.live} data-state={state} role="status">
      <i aria-hidden />
      {state === 'open' ? texts.live : state === 'lost' ? texts.connectionLostTryingAgain : texts.connecting}
    </span>
  );
}

function foundText(count: number, hasMore: boolean): string {
  return hasMore ? `${formatCount(count)} and more` : countOf(count, 'run');
}
