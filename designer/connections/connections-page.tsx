import { Button, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useConnectionKinds, useConnections } from '../server/connection-queries.ts';
import type { Connection } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { chooseEnvironment, useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { connectionColumns, fewConnectionColumns } from './connection-columns.tsx';
import { ConnectionDetail } from './connection-detail.tsx';
import { ConnectionEditor } from './connection-editor.tsx';
import classes from './connections.module.css';
import { ExpiryStrip } from './expiry-strip.tsx';
import { NotHere } from './not-here.tsx';
import { useConnectionsEverywhere } from './use-connections-everywhere.ts';

const nameOf = (connection: Connection) => connection.name;
const newName = 'new';

/** The systems of an environment by name, with the one that is open beside the list. */
export function ConnectionsPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const canEdit = useMay()('connections.edit', environment.name);
  const connections = useConnections(environment.name);
  const kinds = useConnectionKinds().data;
  const everywhere = useConnectionsEverywhere();
  // Whoever comes back from the sign-in at a system lands in the environment they left from.
  const [cameBackTo] = useState(() => new URLSearchParams(location.search).get('env'));
  useEffect(() => {
    if (cameBackTo !== null) chooseEnvironment(cameBackTo);
  }, [cameBackTo]);
  const phase = useLoadingPhase(connections.isPending);
  const [text, setText] = useState('');
  const all = connections.data ?? [];
  const rows = useMemo(() => matching(connections.data ?? [], text), [connections.data, text]);
  const open = all.find((connection) => connection.name === name) ?? null;
  const isNew = name === newName && open === null && canEdit;
  // Only who has the list knows that it is not in it.
  const isElsewhere = name !== null && open === null && !isNew && connections.data !== undefined && !connections.isPlaceholderData;
  const hasSide = open !== null || isNew || isElsewhere;
  const columns = useMemo(
    () => (hasSide ? fewConnectionColumns : connectionColumns(kinds ?? [], everywhere)),
    [hasSide, kinds, everywhere],
  );
  useCommands(
    'connections',
    useMemo<Command[]>(
      () => [
        {
          id: 'connections.new',
          title: texts.newConnection,
          icon: 'plus',
          group: texts.connections,
          shortcut: 'n',
          isEnabled: () => canEdit || texts.mayNotEdit,
          run: () => go(`/connections/${newName}`),
        },
        {
          id: 'connections.close',
          title: texts.closeTheConnection,
          icon: 'x',
          group: texts.connections,
          shortcut: 'escape',
          isKeyOnly: true,
          isEnabled: () => name !== null || texts.noneIsOpen,
          run: () => go('/connections'),
        },
      ],
      [go, name, canEdit],
    ),
  );
  const newButton = canEdit && (
    <Button
      variant={hasSide ? 'default' : 'filled'}
      leftSection={<Glyph name="plus" size={14} />}
      onClick={() => go(`/connections/${newName}`)}
    >
      {hasSide ? texts.newShort : texts.newConnection}
    </Button>
  );
  return (
    <Page crumbs={[{ title: texts.connections, path: '/connections' }, ...(open ? [{ title: open.name }] : [])]}>
      <div className={classes.columns}>
        <div className={classes.list} data-narrow={hasSide || undefined}>
          <PageHeader
            title={texts.connections}
            hint={all.length > 0 && <span className="number">{all.length}</span>}
            actions={
              <>
                {all.length > 6 && !hasSide && (
                  <TextInput
                    aria-label={texts.list.filter}
                    placeholder={texts.list.filter}
                    leftSection={<Glyph name="filter" size={14} />}
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                  />
                )}
                {all.length > 0 && newButton}
              </>
            }
          />
          {connections.isError && (
            <div className={classes.note}>
              <FailureNote
                what={texts.connectionsCouldNotBeLoaded}
                failure={connections.error}
                onRetry={() => void connections.refetch()}
              />
            </div>
          )}
          {!hasSide && <ExpiryStrip connections={all} env={environment.name} />}
          <div className={classes.table}>
            {phase === 'skeleton' && <Skeleton rows={6} rowHeight={43} what={texts.theConnections} hasHead />}
            {phase === 'ready' && connections.data && all.length === 0 && (
              <EmptyState title={texts.noConnectionsIn(environment.name)} action={newButton}>
                {texts.aConnectionIsANamed}
              </EmptyState>
            )}
            {phase === 'ready' && all.length > 0 && rows.length === 0 && <EmptyState title={texts.list.noMatch(text)} />}
            {phase === 'ready' && rows.length > 0 && (
              <DataTable
                label={texts.connections}
                columns={columns}
                rows={rows}
                rowId={nameOf}
                rowHeight={43}
                selectedId={open?.name ?? null}
                onSelect={(connection) => go(`/connections/${connection.name}`)}
                onOpen={(connection) => go(`/connections/${connection.name}`)}
                isDimmed={connections.isPlaceholderData}
                minWidth={hasSide ? 260 : 1060}
              />
            )}
          </div>
        </div>
        {open && phase === 'ready' && (
          <ConnectionDetail
            key={`${environment.name}/${open.name}`}
            environment={environment}
            connection={open}
            everywhere={everywhere}
            onClose={() => go('/connections')}
          />
        )}
        {isNew && phase === 'ready' && (
          <ConnectionEditor
            key={`${environment.name}/new`}
            environment={environment}
            known={all.map(nameOf)}
            onClose={() => go('/connections')}
            onSaved={(saved) => go(`/connections/${saved}`, { replace: true })}
          />
        )}
        {isElsewhere && phase === 'ready' && <NotHere name={name} environment={environment} everywhere={everywhere} />}
      </div>
    </Page>
  );
}

function matching(connections: readonly Connection[], text: string): readonly Connection[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return connections;
  return connections.filter(({ name, system, address }) => [name, system, address].some((word) => word.toLowerCase().includes(wanted)));
}
