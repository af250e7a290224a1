import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { Column } from '../kit/data-table/column.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useVariables, useVariablesOf } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { Variable } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { variableTexts as texts } from '../texts/variables.ts';
import { VariableEditor } from './variable-editor.tsx';
import { shownValue } from './variable-form.ts';
import classes from './variables.module.css';

const newName = 'new';

/** A variable by name: as it stands here, and in the other environments. */
type Row = { readonly name: string; readonly here: Variable | null; readonly others: Readonly<Record<string, Variable>> };
const nameOf = (row: Row) => row.name;

/** The values that differ between environments: what stands here, and beside it what stands elsewhere. */
export function VariablesPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const may = useMay();
  const { environments } = useSignedIn();
  const others = useMemo(
    () => environments.filter((other) => other.name !== environment.name && may('variables.read', other.name)),
    [environments, environment, may],
  );
  const variables = useVariables(environment.name);
  const elsewhere = useVariablesOf(others.map((other) => other.name));
  const phase = useLoadingPhase(variables.isPending);
  const [text, setText] = useState('');
  const all = rowsOf(variables.data ?? [], elsewhere);
  const rows = all.filter((row) => matches(row, text.trim().toLowerCase()));
  const open = all.find((row) => row.name === name) ?? null;
  const isNew = name === newName && open === null;
  const mayEdit = may('variables.edit', environment.name);
  const shown = useMemo(() => columnsFor(environment.name, others), [environment.name, others]);
  useCommands(
    'variables',
    useMemo<Command[]>(
      () => [
        ...(mayEdit
          ? [
              {
                id: 'variables.new',
                title: texts.newVariable,
                icon: 'plus',
                group: texts.variables,
                shortcut: 'n',
                run: () => go(`/variables/${newName}`),
              },
            ]
          : []),
        {
          id: 'variables.close',
          title: texts.close,
          icon: 'x',
          group: texts.variables,
          shortcut: 'escape',
          isKeyOnly: true,
          run: () => go('/variables'),
        },
      ],
      [go, mayEdit],
    ),
  );
  const isBeside = open !== null || (isNew && mayEdit);
  const newButton = mayEdit && (
    <Button
      variant={isBeside ? 'default' : 'filled'}
      leftSection={<Glyph name="plus" size={14} />}
      onClick={() => go(`/variables/${newName}`)}
    >
      {texts.newVariable}
    </Button>
  );
  return (
    <Page crumbs={[{ title: texts.variables, path: '/variables' }, ...(open ? [{ title: open.name }] : [])]}>
      <div className={classes.columns}>
        <div className={classes.list}>
          <PageHeader
            title={texts.variables}
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
          {variables.isError && (
            <div className={classes.note}>
              <FailureNote what={texts.loadFailed} failure={variables.error} onRetry={() => void variables.refetch()} />
            </div>
          )}
          <div className={classes.table}>
            {phase === 'skeleton' && <Skeleton rows={6} rowHeight={43} what={texts.theVariables} hasHead />}
            {phase === 'ready' && variables.data && all.length === 0 && (
              <EmptyState title={texts.emptyTitle(environment.name)} action={newButton}>
                {texts.emptyHelp} <code className={classes.example}>{texts.expression('site')}</code>. {texts.emptySecrets}
              </EmptyState>
            )}
            {phase === 'ready' && all.length > 0 && rows.length === 0 && <EmptyState title={texts.noneMatch(text)} />}
            {phase === 'ready' && rows.length > 0 && (
              <DataTable
                label={texts.variables}
                columns={isBeside ? shown.few : shown.all}
                rows={rows}
                rowId={nameOf}
                rowHeight={43}
                selectedId={open?.name ?? null}
                onSelect={(row) => go(`/variables/${row.name}`)}
                onOpen={(row) => go(`/variables/${row.name}`)}
                isDimmed={variables.isPlaceholderData}
                minWidth={isBeside ? 560 : 700 + others.length * 160}
              />
            )}
          </div>
        </div>
        {isBeside && phase === 'ready' && (
          <VariableEditor
            key={`${environment.name}/${open?.name ?? ''}`}
            environment={environment}
            name={open?.name ?? null}
            variable={open?.here ?? null}
            others={others.flatMap((other) => {
              const variable = open?.others[other.name];
              return variable ? [{ environment: other, variable }] : [];
            })}
            known={(variables.data ?? []).map((variable) => variable.name)}
            mayEdit={mayEdit}
            onClose={() => go('/variables')}
            onSaved={(saved) => go(`/variables/${saved}`, { replace: true })}
          />
        )}
      </div>
    </Page>
  );
}

function rowsOf(here: readonly Variable[], elsewhere: Readonly<Record<string, readonly Variable[]>>): Row[] {
  const names = new Set([...here, ...Object.values(elsewhere).flat()].map((variable) => variable.name));
  return [...names].sort().map((name) => ({
    name,
    here: here.find((variable) => variable.name === name) ?? null,
    others: Object.fromEntries(
      Object.entries(elsewhere).flatMap(([env, variables]) => {
        const found = variables.find((variable) => variable.name === name);
        return found ? [[env, found]] : [];
      }),
    ),
  }));
}

function matches({ name, here, others }: Row, wanted: string): boolean {
  const values = [here, ...Object.values(others)].flatMap((one) => (one ? [one.purpose, shownValue(one.type, one.value)] : []));
  return [name, ...values].some((word) => word.toLowerCase().includes(wanted));
}

function columnsFor(env: string, others: readonly { readonly name: string; readonly class: 'dev' | 'test' | 'prod' }[]) {
  const lead: Column<Row> = {
    id: 'name',
    title: texts.name,
    width: 'minmax(180px, 1.6fr)',
    render: ({ name, here, others: found }) => (
      <div className={classes.lead}>
        <span className={`mono ${classes.name}`}>{name}</span>
        <span className={classes.purpose}>{(here ?? Object.values(found)[0])?.purpose}</span>
      </div>
    ),
  };
  const type: Column<Row> = {
    id: 'type',
    title: texts.type,
    width: '100px',
    render: ({ here, others: found }) => {
      const one = here ?? Object.values(found)[0];
      return <span className={classes.secondary}>{one && texts.types[one.type]}</span>;
    },
  };
  const value: Column<Row> = {
    id: 'value',
    title: texts.value,
    width: 'minmax(150px, 1.4fr)',
    render: ({ here }) => <Value variable={here} />,
  };
  const beside = others.map(
    (other): Column<Row> => ({
      id: `in ${other.name}`,
      title: other.name,
      head: <EnvChip name={other.name} kind={other.class} size="sm" />,
      width: 'minmax(120px, 1fr)',
      render: ({ others: found }) => <Value variable={found[other.name] ?? null} isElsewhere />,
    }),
  );
  const used: Column<Row> = {
    id: 'used',
    title: texts.usedBy,
    width: '92px',
    align: 'right',
    render: ({ here }) => {
      const count = (here?.usedBy.length ?? 0) + (here?.usedByOthers ?? 0);
      return <span className={count === 0 ? classes.hint : undefined}>{count === 0 ? texts.notUsed : texts.flows(count)}</span>;
    },
  };
  const changed: Column<Row> = {
    id: 'changed',
    title: texts.changed,
    width: '150px',
    render: ({ here }) =>
      here && (
        <div className={classes.lead}>
          <RelativeTime at={here.updatedAt} />
          <span className={classes.purpose}>{here.updatedBy}</span>
        </div>
      ),
  };
  return { env, all: [lead, type, value, ...beside, used, changed], few: [lead, value] };
}

function Value({ variable, isElsewhere = false }: { variable: Variable | null; isElsewhere?: boolean }) {
  if (!variable) return <span className={classes.hint}>{texts.notSet}</span>;
  const text = shownValue(variable.type, variable.value);
  return (
    <span className={`mono ${isElsewhere ? classes.elsewhere : classes.value}`} title={text}>
      {text}
    </span>
  );
}
