import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { EnvChip } from '../kit/env-chip.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { LookOnlyNote } from '../kit/look-only-note.tsx';
import { OtherFlows } from '../kit/other-flows.tsx';
import type { Connection, Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { CallsPanel } from './calls-panel.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { ConnectionFormView } from './connection-form-view.tsx';
import classes from './connections.module.css';
import { CopyConnection } from './copy-connection.tsx';
import { DeleteConnection } from './delete-connection.tsx';
import { ElsewherePanel } from './elsewhere-panel.tsx';
import { FlowNames } from './flow-names.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { TestPanel } from './test-panel.tsx';
import { TrafficPanel } from './traffic-panel.tsx';
import { useConnectionDraft } from './use-connection-draft.ts';
import type { ConnectionsOf } from './use-connections-everywhere.ts';
import { WarningNotes } from './warning-notes.tsx';

type Props = {
  environment: Environment;
  connection: Connection;
  everywhere: readonly ConnectionsOf[];
  onClose: () => void;
};

/** One connection: what can be set of it, and beside it how it does, who uses it, and where else it is. */
export function ConnectionDetail({ environment, connection, everywhere, onClose }: Props) {
  const { name } = connection;
  const may = useMay();
  const canEdit = may('connections.edit', environment.name);
  const editing = useConnectionDraft(environment.name, connection);
  const [isDeleting, setDeleting] = useState(false);
  const [copyTo, setCopyTo] = useState<Environment | null>(null);
  const targets = everywhere.flatMap(({ environment: other, connections }) =>
    other.name !== environment.name && connections?.some((one) => one.name === name) === false && may('connections.edit', other.name)
      ? [other]
      : [],
  );
  return (
    <section className={classes.detail} aria-label={name}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle}>{name}</h2>
        <EnvChip name={environment.name} kind={environment.class} size="sm" />
        <span className={classes.headActions}>
          {!canEdit && <LookOnlyNote />}
          {canEdit && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={30} variant="default" aria-label={texts.more}>
                  <Glyph name="dots" size={14} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {targets.map((other) => (
                  <Menu.Item key={other.name} leftSection={<Glyph name="copy" size={14} />} onClick={() => setCopyTo(other)}>
                    {texts.elsewhere.copy(other.name)}
                  </Menu.Item>
                ))}
                {targets.length > 0 && <Menu.Divider />}
                <Menu.Item leftSection={<Glyph name="trash" size={14} />} onClick={() => setDeleting(true)}>
                  {texts.remove.menu}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
          <Tooltip label={texts.closeEsc}>
            <ActionIcon size={30} onClick={onClose} aria-label={texts.closeTheConnection}>
              <Glyph name="x" />
            </ActionIcon>
          </Tooltip>
        </span>
      </header>
      <div className={classes.detailBody}>
        <ConnectionFormView
          environment={environment}
          connection={connection}
          editing={editing}
          known={[]}
          isReadOnly={!canEdit}
          onSaved={() => {}}
        />
        <aside className={classes.sideColumn} aria-label={texts.beside(name)}>
          <WarningNotes connection={connection} />
          <TrafficPanel connection={connection} environment={environment} />
          <ConnectPanel connection={connection} environment={environment} hasChanges={editing.changes > 0} />
          <CallsPanel hours={connection.calls} />
          <TestPanel connection={connection} hasChanges={editing.changes > 0} />
          <SidePanel title={texts.usedBy}>
            {connection.usedBy.length + connection.usedByOthers === 0 ? (
              <p className={classes.hint}>{texts.noFlowUsesItYet}</p>
            ) : (
              <p>
                <FlowNames ids={connection.usedBy} env={environment.name} />{' '}
                <OtherFlows seen={connection.usedBy.length} others={connection.usedByOthers} className={classes.hint} />
              </p>
            )}
          </SidePanel>
          <ElsewherePanel connection={connection} everywhere={everywhere} onCopy={setCopyTo} />
          <HistoryPanel connection={connection} />
        </aside>
      </div>
      <CopyConnection connection={connection} to={copyTo} onClose={() => setCopyTo(null)} />
      <DeleteConnection
        environment={environment}
        connection={connection}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={onClose}
      />
    </section>
  );
}
