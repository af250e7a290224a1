import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import type { Column } from '../../kit/data-table/column.ts';
import { DataTable } from '../../kit/data-table/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { KeyText } from '../../kit/key-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useLoadingPhase } from '../../kit/use-loading-phase.ts';
import type { SsoProvider } from '../../server/access-shapes.ts';
import { useSsoProviders } from '../../server/people-queries.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import classes from '../people.module.css';
import { SidePanel } from '../side-panel.tsx';
import { ProviderEditor } from './provider-editor.tsx';

const newId = 'new';
const idOf = (provider: SsoProvider) => provider.id;
const columns: Column<SsoProvider>[] = [
  {
    id: 'title',
    title: texts.providerTitle,
    width: 'minmax(160px, 1fr)',
    render: (provider) => <span className={classes.name}>{provider.title}</span>,
  },
  {
    id: 'issuer',
    title: texts.issuer,
    width: 'minmax(220px, 2fr)',
    render: (provider) => <KeyText tone="hint">{provider.issuer}</KeyText>,
  },
  {
    id: 'groups',
    title: texts.groups,
    width: '190px',
    render: ({ groups }) =>
      groups.length === 0 ? <span className={classes.hint}>{texts.noGroups}</span> : texts.groupCount(groups.length),
  },
  {
    id: 'state',
    title: texts.state,
    width: '90px',
    render: ({ isEnabled }) => (
      <StatusBadge
        look={isEnabled ? { word: texts.on, icon: 'circle-check', family: 'good' } : { word: texts.off, icon: 'ban', family: 'idle' }}
        variant="quiet"
      />
    ),
  },
];

/** The providers people sign in with, and what their groups may do. */
export function SignOn({ open: openId, onOpen }: { open: string | null; onOpen: (id: string | null) => void }) {
  const providers = useSsoProviders();
  const phase = useLoadingPhase(providers.isPending);
  const rows = providers.data ?? [];
  const open = rows.find((provider) => provider.id === openId) ?? null;
  const isNew = openId === newId && open === null;
  const commands = useMemo<Command[]>(
    () => [
      { id: 'sign-on.new', title: texts.addProvider, icon: 'plus', group: texts.people, shortcut: 'n', run: () => onOpen(newId) },
      {
        id: 'sign-on.close',
        title: texts.closePanel,
        icon: 'x',
        group: texts.people,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => openId !== null || texts.nothingOpen,
        run: () => onOpen(null),
      },
    ],
    [openId, onOpen],
  );
  useCommands('sign-on', commands);
  const add = (isPrimary: boolean) => (
    <Button variant={isPrimary ? 'filled' : 'default'} leftSection={<Glyph name="plus" size={14} />} onClick={() => onOpen(newId)}>
      {texts.addProvider}
    </Button>
  );
  return (
    <div className={classes.columns}>
      <div className={classes.list}>
        <PageHeader
          title={texts.providers}
          hint={rows.length > 0 && <span className="number">{rows.length}</span>}
          actions={add(rows.length > 0 && !open && !isNew)}
        />
        {providers.isError && (
          <div className={classes.note}>
            <FailureNote what={texts.providersNotLoaded} failure={providers.error} onRetry={() => void providers.refetch()} />
          </div>
        )}
        <div className={classes.table}>
          {phase === 'skeleton' && <Skeleton rows={3} rowHeight={34} what={texts.theProviders} hasHead />}
          {phase === 'ready' && providers.data && rows.length === 0 && (
            <EmptyState title={texts.noProviders} action={add(!isNew)}>
              {texts.noProvidersText}
            </EmptyState>
          )}
          {phase === 'ready' && rows.length > 0 && (
            <DataTable
              label={texts.providers}
              columns={columns}
              rows={rows}
              rowId={idOf}
              selectedId={open?.id ?? null}
              onSelect={(provider) => onOpen(provider.id)}
              onOpen={(provider) => onOpen(provider.id)}
              minWidth={620}
            />
          )}
        </div>
      </div>
      {(open || isNew) && (
        <SidePanel key={open?.id ?? newId} title={open?.title ?? texts.newProvider} onClose={() => onOpen(null)}>
          <ProviderEditor provider={open} onSaved={(id) => onOpen(id)} onRemoved={() => onOpen(null)} />
        </SidePanel>
      )}
    </div>
  );
}
