import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { Column } from '../kit/data-table/column.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useLookups } from '../server/queries.ts';
import type { Lookup } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { lookupTexts as texts } from '../texts/lookups.ts';
import classes from './lookups.module.css';

const namesOf = (lookup: Lookup, isKey: boolean) =>
  lookup.columns
    .filter((column) => column.isKey === isKey)
    .map((column) => column.name)
    .join(', ');

const columns: Column<Lookup>[] = [
  {
    id: 'name',
    title: texts.name,
    width: 'minmax(220px, 2.4fr)',
    render: (lookup) => (
      <div className={classes.lead}>
        <span className={`mono ${classes.name}`}>{lookup.name}</span>
        <span className={classes.purpose}>{lookup.purpose}</span>
      </div>
    ),
  },
  { id: 'keys', title: texts.keys, width: 'minmax(120px, 1fr)', render: (lookup) => <span className="mono">{namesOf(lookup, true)}</span> },
  {
    id: 'values',
    title: texts.values,
    width: 'minmax(140px, 1.2fr)',
    render: (lookup) => <span className="mono">{namesOf(lookup, false)}</span>,
  },
  {
    id: 'rows',
    title: texts.rows,
    width: '84px',
    align: 'right',
    render: (lookup) => <span className="number">{formatCount(lookup.rows)}</span>,
  },
  {
    id: 'version',
    title: texts.version,
    width: '128px',
    align: 'right',
    render: ({ version, draft }) => (
      <span className="mono">
        {version > 0 && texts.v(version)}
        {draft && (
          <span className={classes.draft} title={texts.draft.list}>
            {texts.draft.chip(draft.version)}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'used',
    title: texts.usedBy,
    width: '96px',
    align: 'right',
    render: ({ usedBy, usedByOthers }) => {
      const count = usedBy.length + usedByOthers;
      return (
        <span title={usedBy.map((use) => use.name).join(', ')} className={count === 0 ? classes.hint : undefined}>
          {count === 0 ? texts.notUsed : texts.flows(count)}
        </span>
      );
    },
  },
  {
    id: 'changed',
    title: texts.changed,
    width: '170px',
    render: (lookup) => (
      <div className={classes.lead}>
        <RelativeTime at={lookup.updatedAt} />
        <span className={classes.purpose}>{lookup.updatedBy}</span>
      </div>
    ),
  },
];
const nameOf = (lookup: Lookup) => lookup.name;

/** The tables of an environment that translate the codes of one system into those of another. */
export function LookupsPage() {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const lookups = useLookups(environment.name);
  const phase = useLoadingPhase(lookups.isPending);
  const mayEdit = useMay()('lookups.edit', environment.name);
  const [text, setText] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const all = lookups.data ?? [];
  const wanted = text.trim().toLowerCase();
  const rows = all.filter((lookup) =>
    [lookup.name, lookup.purpose, ...lookup.columns.map((column) => column.name)].some((word) => word.toLowerCase().includes(wanted)),
  );
  useCommands(
    'lookups',
    useMemo<Command[]>(
      () =>
        !mayEdit
          ? []
          : [
              {
                id: 'lookups.new',
                title: texts.newLookup,
                icon: 'plus',
                group: texts.lookups,
                shortcut: 'n',
                run: () => go('/lookups/new'),
              },
            ],
      [mayEdit, go],
    ),
  );
  const newButton = mayEdit && (
    <Button variant="filled" leftSection={<Glyph name="plus" size={14} />} onClick={() => go('/lookups/new')}>
      {texts.newLookup}
    </Button>
  );
  return (
    <Page crumbs={[{ title: texts.lookups }]}>
      <div className={classes.body}>
        <PageHeader
          title={texts.lookups}
          hint={all.length > 0 && <span className="number">{all.length}</span>}
          actions={
            all.length > 0 && (
              <>
                <TextInput
                  className={classes.search ?? ''}
                  aria-label={texts.filter}
                  placeholder={texts.filter}
                  leftSection={<Glyph name="filter" size={14} />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                {newButton}
              </>
            )
          }
        />
        {lookups.isError && (
          <div className={classes.note}>
            <FailureNote what={texts.loadFailed} failure={lookups.error} onRetry={() => void lookups.refetch()} />
          </div>
        )}
        <div className={classes.table}>
          {phase === 'skeleton' && <Skeleton rows={6} rowHeight={43} what={texts.theLookups} hasHead />}
          {phase === 'ready' && lookups.data && all.length === 0 && (
            <EmptyState title={texts.emptyTitle(environment.name)} action={newButton}>
              {texts.emptyHelp} <code className={classes.example}>{'{{ lookup("sku-to-item", item.sku) }}'}</code>
            </EmptyState>
          )}
          {phase === 'ready' && all.length > 0 && rows.length === 0 && <EmptyState title={texts.noneMatch(text)} />}
          {phase === 'ready' && rows.length > 0 && (
            <DataTable
              label={texts.lookups}
              columns={columns}
              rows={rows}
              rowId={nameOf}
              rowHeight={43}
              selectedId={selected}
              onSelect={(lookup) => setSelected(lookup.name)}
              onOpen={(lookup) => go(`/lookups/${lookup.name}`)}
              opensOnClick
              isDimmed={lookups.isPlaceholderData}
              minWidth={980}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
