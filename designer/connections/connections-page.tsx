import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { Column } from '../kit/data-table/column.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useConnections } from '../server/queries.ts';
import type { Connection } from '../server/shapes.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { ConnectionEditor } from './connection-editor.tsx';
import { authKinds } from './connection-form.ts';
import classes from './connections.module.css';
import { limitsInWords } from './policy-words.ts';
import { trafficLook, waitingInWords } from './traffic-words.ts';

const columns: Column<Connection>[] = [
  {
    id: 'name',
    title: texts.name,
    width: 'minmax(140px, 1.2fr)',
    render: (connection) => <span className={classes.name}>{connection.name}</span>,
  },
  { id: 'system', title: texts.system, width: '110px', render: (connection) => connection.system },
  { id: 'state', title: texts.state, width: '184px', render: (connection) => <Traffic connection={connection} /> },
  {
    id: 'address',
    title: texts.address,
    width: 'minmax(200px, 2fr)',
    render: (connection) => <KeyText tone="hint">{connection.address}</KeyText>,
  },
  { id: 'auth', title: texts.authentication, width: 'minmax(150px, 1.2fr)', render: (connection) => <Auth connection={connection} /> },
  {
    id: 'limits',
    title: texts.limits,
    width: 'minmax(164px, 1.2fr)',
    render: (connection) => <span className={classes.secondary}>{limitsInWords(connection.policy)}</span>,
  },
  { id: 'used', title: texts.usedBy, width: '96px', align: 'right', render: (connection) => countOf(connection.usedBy.length, 'flow') },
  {
    id: 'changed',
    title: texts.changed,
    width: '138px',
    render: (connection) => <RelativeTime at={connection.updatedAt} className={classes.secondary ?? ''} />,
  },
];
/** Beside an open connection there is room for what tells them apart. */
const fewColumns = columns.filter((column) => ['name', 'system', 'state', 'address'].includes(column.id));
const nameOf = (connection: Connection) => connection.name;
const newName = 'new';

/** The systems of an environment by name, with the one that is open beside the list. */
export function ConnectionsPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const connections = useConnections(environment.name);
  const phase = useLoadingPhase(connections.isPending);
  const rows = connections.data ?? [];
  const open = rows.find((connection) => connection.name === name) ?? null;
  const isNew = name === newName && open === null;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'connections.new',
        title: texts.newConnection,
        icon: 'plus',
        group: texts.connections,
        shortcut: 'n',
        run: () => go(`/connections/${newName}`),
      },
      {
        id: 'connections.close',
        title: texts.closeTheConnection,
        icon: 'x',
        group: texts.connections,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => name !== null || 'No connection is open',
        run: () => go('/connections'),
      },
    ],
    [go, name],
  );
  useCommands('connections', commands);

  return (
    <Page crumbs={[{ title: texts.connections, path: '/connections' }, ...(open ? [{ title: open.name }] : [])]}>
      <div className={classes.columns}>
        <div className={classes.list}>
          <PageHeader
            title={texts.connections}
            hint={rows.length > 0 && <span className="number">{rows.length}</span>}
            actions={
              <Button
                variant={isNew || open ? 'default' : 'filled'}
                leftSection={<Glyph name="plus" size={14} />}
                onClick={() => go(`/connections/${newName}`)}
              >
                {texts.newConnection}
              </Button>
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
          <div className={classes.table}>
            {phase === 'skeleton' && <Skeleton rows={6} rowHeight={34} what={texts.theConnections} hasHead />}
            {phase === 'ready' && connections.data && rows.length === 0 && (
              <EmptyState title={texts.noConnectionsIn(environment.name)}>{texts.aConnectionIsANamed}</EmptyState>
            )}
            {phase === 'ready' && rows.length > 0 && (
              <DataTable
                label={texts.connections}
                columns={open || isNew ? fewColumns : columns}
                rows={rows}
                rowId={nameOf}
                selectedId={open?.name ?? null}
                onSelect={(connection) => go(`/connections/${connection.name}`)}
                onOpen={(connection) => go(`/connections/${connection.name}`)}
                isDimmed={connections.isPlaceholderData}
                minWidth={open || isNew ? 600 : 1080}
              />
            )}
          </div>
        </div>
        {(open || isNew) && phase === 'ready' && (
          <ConnectionEditor
            key={`${environment.name}/${open?.name ?? ''}`}
            environment={environment}
            connection={open}
            known={rows.map(nameOf)}
            onClose={() => go('/connections')}
            onSaved={(saved) => go(`/connections/${saved}`, { replace: true })}
          />
        )}
      </div>
    </Page>
  );
}

function Traffic({ connection: { traffic } }: { connection: Connection }) {
  return (
    <StatusBadge
      look={trafficLook(traffic)}
      variant={traffic.state === 'closed' ? 'quiet' : 'plain'}
      detail={waitingInWords(traffic.waiting) || undefined}
    />
  );
}

function Auth({ connection }: { connection: Connection }) {
  const kind = authKinds.find((known) => known.value === connection.auth.kind)?.label ?? connection.auth.kind;
  if (connection.auth.kind === 'none') return <span className={classes.secondary}>{kind}</span>;
  if (connection.auth.hasSecret) return kind;
  return (
    <span className={classes.missing}>
      <Glyph name="alert-triangle" size={14} />
      {texts.secretNotSet(kind)}
    </span>
  );
}
