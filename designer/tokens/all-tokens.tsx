import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import classes from '../people/people.module.css';
import { SidePanel } from '../people/side-panel.tsx';
import type { ApiToken } from '../server/access-shapes.ts';
import { usePeople, useTokens } from '../server/people-queries.ts';
import { useSignedIn } from '../server/session.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';
import { NewToken, type Owner } from './new-token.tsx';
import { TokenDetails } from './token-details.tsx';
import { stateOf } from './token-state.ts';
import { tokenColumns } from './token-table.tsx';

const idOf = (token: ApiToken) => token.id;
const newId = 'new';

/** The tokens of everybody, those that end soon warned of. */
export function AllTokens({ open: openId, onOpen }: { open: string | null; onOpen: (id: string | null) => void }) {
  const tokens = useTokens('everybody');
  const phase = useLoadingPhase(tokens.isPending);
  const owners = useOwners();
  const { environments } = useSignedIn();
  const rows = tokens.data ?? [];
  const open = rows.find((token) => token.id === openId) ?? null;
  const isNew = openId === newId;
  const isNarrow = open !== null || isNew;
  const columns = useMemo(
    () =>
      tokenColumns(
        environments.map(({ name }) => name),
        isNarrow,
      ),
    [environments, isNarrow],
  );
  const soon = rows.filter((token) => stateOf(token, Date.now()) === 'soon').length;
  const commands = useMemo<Command[]>(
    () => [
      { id: 'tokens.new', title: texts.newToken, icon: 'plus', group: texts.tokens, shortcut: 'n', run: () => onOpen(newId) },
      {
        id: 'tokens.close',
        title: texts.close,
        icon: 'x',
        group: texts.tokens,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => openId !== null || texts.none,
        run: () => onOpen(null),
      },
    ],
    [openId, onOpen],
  );
  useCommands('tokens', commands);
  const add = (isPrimary: boolean) => (
    <Button variant={isPrimary ? 'filled' : 'default'} leftSection={<Glyph name="plus" size={14} />} onClick={() => onOpen(newId)}>
      {texts.newToken}
    </Button>
  );
  return (
    <div className={classes.columns}>
      <div className={classes.list}>
        <PageHeader
          title={texts.tokens}
          hint={rows.length > 0 && <span className="number">{rows.length}</span>}
          actions={add(rows.length > 0 && !isNarrow)}
        />
        {tokens.isError && (
          <div className={classes.note}>
            <FailureNote what={texts.notLoaded} failure={tokens.error} onRetry={() => void tokens.refetch()} />
          </div>
        )}
        {soon > 0 && (
          <div className={classes.note}>
            <Note family="warn" icon="alert-triangle">
              <strong>{texts.soonNote(soon)}</strong> {texts.soonText}
            </Note>
          </div>
        )}
        <div className={classes.table}>
          {phase === 'skeleton' && <Skeleton rows={8} rowHeight={43} what={texts.theTokens} hasHead />}
          {phase === 'ready' && tokens.data && rows.length === 0 && (
            <EmptyState title={texts.none} action={add(!isNew)}>
              {texts.noneText}
            </EmptyState>
          )}
          {phase === 'ready' && rows.length > 0 && (
            <DataTable
              label={texts.tokens}
              columns={columns}
              rows={rows}
              rowId={idOf}
              rowHeight={43}
              selectedId={open?.id ?? null}
              onSelect={(token) => onOpen(token.id)}
              onOpen={(token) => onOpen(token.id)}
              minWidth={isNarrow ? 520 : 860}
            />
          )}
        </div>
      </div>
      {isNew && (
        <SidePanel title={texts.newToken} onClose={() => onOpen(null)}>
          <NewToken owners={owners} onClose={() => onOpen(null)} onDone={(token) => onOpen(token.id)} />
        </SidePanel>
      )}
      {open && (
        <SidePanel key={open.id} title={open.name} onClose={() => onOpen(null)}>
          <TokenDetails token={open} />
        </SidePanel>
      )}
    </div>
  );
}

/** Oneself, and the service accounts. */
function useOwners(): readonly Owner[] {
  const { user } = useSignedIn();
  const { data } = usePeople();
  return useMemo(
    () => [
      ...(user.kind === 'installation' ? [] : [{ id: null, name: texts.me(user.name) }]),
      ...(data ?? []).filter(({ kind, state }) => kind === 'service' && state !== 'disabled').map(({ id, name }) => ({ id, name })),
    ],
    [user, data],
  );
}
