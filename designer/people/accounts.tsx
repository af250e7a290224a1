import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { Column } from '../kit/data-table/column.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import type { PersonAccount } from '../server/access-shapes.ts';
import { usePeople } from '../server/people-queries.ts';
import { useSignedIn } from '../server/session.ts';
import { useMay } from '../server/use-may.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { AccountPanel } from './account-panel.tsx';
import { accountLooks, signsInBy } from './account-words.ts';
import { findPeople } from './find-people.ts';
import { grantSentences } from './grants/grant-words.ts';
import { NewAccount } from './new-account.tsx';
import classes from './people.module.css';

const idOf = (person: PersonAccount) => person.id;
const newId = 'new';

type Props = { kind: PersonAccount['kind']; open: string | null; onOpen: (id: string | null) => void };

/** People or service accounts with what they may do, and the one that is open beside the list. */
export function Accounts({ kind, open: openId, onOpen }: Props) {
  const people = usePeople();
  const may = useMay();
  const { user, environments } = useSignedIn();
  const phase = useLoadingPhase(people.isPending);
  const rows = useMemo(() => people.data?.filter((person) => person.kind === kind) ?? [], [people.data, kind]);
  const [text, setText] = useState('');
  const open = rows.find((person) => person.id === openId) ?? null;
  const isNew = openId === newId && may('people.invite');
  const isService = kind === 'service';
  const order = useMemo(() => environments.map(({ name }) => name), [environments]);
  const found = useMemo(() => findPeople(rows, text, order), [rows, text, order]);
  const columns = useMemo(() => columnsFor(user.id, order, open !== null || isNew), [user.id, order, open, isNew]);
  const newTitle = isService ? texts.addService : texts.invite;
  const canAdd = may('people.invite');

  const commands = useMemo<Command[]>(
    () => [
      ...(canAdd
        ? [
            {
              id: 'people.new',
              title: newTitle,
              icon: 'user-plus',
              group: texts.people,
              shortcut: 'n',
              run: () => onOpen(newId),
            },
          ]
        : []),
      {
        id: 'people.close',
        title: texts.closePanel,
        icon: 'x',
        group: texts.people,
        shortcut: 'escape',
        isKeyOnly: true,
        isEnabled: () => openId !== null || texts.nothingOpen,
        run: () => onOpen(null),
      },
    ],
    [canAdd, newTitle, openId, onOpen],
  );
  useCommands('people', commands);

  const add = (isPrimary: boolean) => (
    <Button variant={isPrimary ? 'filled' : 'default'} leftSection={<Glyph name="user-plus" size={14} />} onClick={() => onOpen(newId)}>
      {newTitle}
    </Button>
  );
  return (
    <div className={classes.columns}>
      <div className={classes.list}>
        <PageHeader
          title={texts.sections[isService ? 'services' : 'accounts']}
          hint={rows.length > 0 && <span className="number">{rows.length}</span>}
          actions={
            <>
              {rows.length > 6 && (
                <TextInput
                  w={open || isNew ? 204 : 240}
                  aria-label={texts.find}
                  placeholder={texts.find}
                  leftSection={<Glyph name="filter" size={14} />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                  onKeyDown={(event) => event.key === 'Escape' && setText('')}
                />
              )}
              {canAdd && add(rows.length > 0 && !open && !isNew)}
            </>
          }
        />
        {people.isError && (
          <div className={classes.note}>
            <FailureNote what={texts.peopleNotLoaded} failure={people.error} onRetry={() => void people.refetch()} />
          </div>
        )}
        <div className={classes.table}>
          {phase === 'skeleton' && <Skeleton rows={8} rowHeight={43} what={texts.thePeople} hasHead />}
          {phase === 'ready' && people.data && rows.length === 0 && (
            <EmptyState title={isService ? texts.noServices : texts.noPeople} action={canAdd && add(!isNew)}>
              {isService ? texts.noServicesText : texts.noPeopleText}
            </EmptyState>
          )}
          {phase === 'ready' && rows.length > 0 && found.length === 0 && (
            <EmptyState title={texts.noneFound(text)} action={<Button onClick={() => setText('')}>{texts.showAll}</Button>} />
          )}
          {phase === 'ready' && found.length > 0 && (
            <DataTable
              label={texts.sections[isService ? 'services' : 'accounts']}
              columns={columns}
              rows={found}
              rowId={idOf}
              rowHeight={43}
              selectedId={open?.id ?? null}
              onSelect={(person) => onOpen(person.id)}
              onOpen={(person) => onOpen(person.id)}
              minWidth={open || isNew ? 520 : 900}
            />
          )}
        </div>
      </div>
      {isNew && <NewAccount kind={kind} onClose={() => onOpen(null)} onMade={(id) => onOpen(id)} />}
      {open && <AccountPanel key={open.id} person={open} onClose={() => onOpen(null)} />}
    </div>
  );
}

function columnsFor(ownId: string, order: readonly string[], isNarrow: boolean): Column<PersonAccount>[] {
  const all: Column<PersonAccount>[] = [
    {
      id: 'name',
      title: texts.name,
      width: 'minmax(180px, 1.4fr)',
      render: (person) => (
        <div className={classes.lead}>
          <span className={classes.name}>{person.name}</span>
          {person.id === ownId && <span className={classes.tag}>{texts.you}</span>}
          {person.isLastAdmin && <span className={classes.tag}>{texts.lastAdmin}</span>}
          <span className={classes.under}>{person.login ?? person.email}</span>
        </div>
      ),
    },
    { id: 'may', title: texts.may, width: 'minmax(220px, 2.4fr)', render: (person) => <May person={person} order={order} /> },
    {
      id: 'by',
      title: texts.signsInBy,
      width: 'minmax(120px, 1fr)',
      render: (person) => <span className={classes.secondary}>{signsInBy(person)}</span>,
    },
    {
      id: 'state',
      title: texts.state,
      width: '112px',
      render: (person) => <StatusBadge look={accountLooks[person.state]} variant={person.state === 'active' ? 'quiet' : 'plain'} />,
    },
    {
      id: 'seen',
      title: texts.lastSeen,
      width: '138px',
      render: ({ lastSeenAt }) =>
        lastSeenAt === null ? (
          <span className={classes.hint}>{texts.never}</span>
        ) : (
          <RelativeTime at={lastSeenAt} className={classes.secondary ?? ''} />
        ),
    },
  ];
  return isNarrow ? all.filter(({ id }) => id !== 'by' && id !== 'seen') : all;
}

/** The role that may most, and how many more there are. */
function May({ person, order }: { person: PersonAccount; order: readonly string[] }) {
  const [first, second, ...others] = grantSentences(person.grants, order);
  if (first === undefined) return <span className={classes.hint}>{texts.noRoles}</span>;
  return (
    <div className={classes.lead} title={[first, second, ...others].filter(Boolean).join('\n')}>
      {first}
      {second !== undefined && <span className={classes.under}>{others.length === 0 ? second : texts.andMore(second, others.length)}</span>}
    </div>
  );
}
