import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useAudit } from '../server/audit-queries.ts';
import { useFlows } from '../server/queries.ts';
import type { AuditEntry } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { auditTexts as texts } from '../texts/audit.ts';
import classes from './audit.module.css';
import { auditColumns, fewAuditColumns } from './audit-columns.tsx';
import { type AuditFilter, addressOfFilter, filterFromAddress, isFiltered, queryOf } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditLine } from './audit-line.tsx';
import { ChainNote, useChainCheck } from './chain-note.tsx';
import { ExportMenu } from './export-menu.tsx';

const idOf = (line: AuditEntry) => line.id;

/** Everything that was done, newest first, found by filters that stand in the address. */
export function AuditPage() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFromAddress(search), [search]);
  const openId = search.get('line');
  const lines = useAudit(filter, () => queryOf(filter, Date.now()));
  const phase = useLoadingPhase(lines.isPending);
  const rows = useMemo(() => lines.data?.pages.flatMap((page) => page.items) ?? [], [lines.data]);
  const open = rows.find((line) => line.id === openId) ?? null;
  const flowNames = useFlowNames();
  const columns = useMemo(() => (open ? fewAuditColumns(flowNames) : auditColumns(flowNames)), [open, flowNames]);
  const check = useChainCheck();
  const may = useMay();

  const change = useCallback((next: AuditFilter) => setSearch(addressOfFilter(next, null)), [setSearch]);
  const select = useCallback((id: string | null) => setSearch(addressOfFilter(filter, id), { replace: true }), [filter, setSearch]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = lines;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const { mutate: verify } = check;
  const commands = useMemo<Command[]>(
    () => [
      { id: 'audit.verify', title: texts.verify, icon: 'shield-check', group: texts.audit, run: () => verify() },
      {
        id: 'audit.close',
        title: texts.close,
        icon: 'x',
        group: texts.audit,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => openId !== null || texts.noLineOpen,
        run: () => select(null),
      },
    ],
    [verify, openId, select],
  );
  useCommands('audit', commands);

  return (
    <Page crumbs={[{ title: texts.audit }]}>
      <h1 className="visually-hidden">{texts.audit}</h1>
      <div className={classes.columns}>
        <div className={classes.list}>
          <div className={classes.top}>
            <div className={classes.searchRow}>
              <SearchBox value={filter.q} onChange={(q) => change({ ...filter, q })} />
              <Button leftSection={<Glyph name="shield-check" size={14} />} loading={check.isPending} onClick={() => verify()}>
                {texts.verify}
              </Button>
              {may('audit.export') && <ExportMenu filter={filter} />}
            </div>
            <AuditFilters filter={filter} rows={rows} onChange={change} />
          </div>
          <ChainNote check={check} onShow={(sequence) => change({ ...filterFromAddress(new URLSearchParams()), q: String(sequence) })} />
          {lines.isError && (
            <div className={classes.note}>
              <FailureNote what={texts.notLoaded} failure={lines.error} kept={texts.filtersAreKept} onRetry={() => void lines.refetch()} />
            </div>
          )}
          <div className={classes.table}>
            {phase === 'skeleton' && <Skeleton rows={16} rowHeight={34} what={texts.theAudit} hasHead />}
            {phase === 'ready' && lines.data && rows.length === 0 && !lines.isPlaceholderData && (
              <Nothing filter={filter} onClear={() => change(filterFromAddress(new URLSearchParams()))} />
            )}
            {phase === 'ready' && rows.length > 0 && (
              <DataTable
                label={texts.lines}
                columns={columns}
                rows={rows}
                rowId={idOf}
                selectedId={open?.id ?? null}
                onSelect={(line) => select(line.id)}
                onOpen={(line) => select(line.id)}
                onEndReached={loadMore}
                isDimmed={lines.isPlaceholderData}
                minWidth={open ? 620 : 940}
              />
            )}
          </div>
        </div>
        {open && <AuditLine key={open.id} line={open} flowNames={flowNames} onFilter={change} onClose={() => select(null)} />}
      </div>
    </Page>
  );
}

/** The names of the flows, for lines that only know their ids. */
function useFlowNames(): ReadonlyMap<string, string> {
  const { data } = useFlows(useEnvironment().name);
  return useMemo(() => new Map(data?.map((flow) => [flow.id, flow.name])), [data]);
}

/** Words to find; the list follows a moment after the last key. */
function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      className={classes.search ?? ''}
      aria-label={texts.search}
      placeholder={texts.searchHint}
      leftSection={<Glyph name="search" size={14} />}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}

function Nothing({ filter, onClear }: { filter: AuditFilter; onClear: () => void }) {
  if (!isFiltered(filter)) return <EmptyState title={texts.nothingYet}>{texts.nothingYetText}</EmptyState>;
  return (
    <EmptyState title={texts.nothingFound} action={<Button onClick={onClear}>{texts.clearFilters}</Button>}>
      {texts.nothingFoundText}
    </EmptyState>
  );
}
