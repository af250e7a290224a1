import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useContracts } from '../server/queries.ts';
import type { Contract } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { Page } from '../shell/page.tsx';
import { contractTexts as texts } from '../texts/contracts.ts';
import { ContractNav } from './contract-nav.tsx';
import { ContractView } from './contract-view.tsx';
import classes from './contracts.module.css';

/** The documents that flows map to and validate against: canonical ones, and the company's own. */
export function ContractsPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const mayEdit = useMay()('contracts.edit');
  const contracts = useContracts();
  const phase = useLoadingPhase(contracts.isPending);
  const list = contracts.data ?? [];
  const open = list.find((contract) => contract.name === name) ?? list[0];
  useCommands(
    'contracts',
    useMemo<Command[]>(
      () =>
        !mayEdit
          ? []
          : [
              {
                id: 'contracts.new',
                title: texts.newContract,
                icon: 'plus',
                group: texts.contracts,
                shortcut: 'n',
                run: () => go('/contracts/new'),
              },
            ],
      [mayEdit, go],
    ),
  );
  return (
    <Page crumbs={[{ title: texts.contracts, path: '/contracts' }, ...(open && name !== null ? [{ title: open.name }] : [])]}>
      <PageHeader
        title={texts.contracts}
        hint={list.length > 0 && <span className="number">{list.length}</span>}
        actions={
          mayEdit && (
            <Button variant="filled" leftSection={<Glyph name="plus" size={14} />} onClick={() => go('/contracts/new')}>
              {texts.newContract}
            </Button>
          )
        }
      />
      {contracts.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.loadFailed} failure={contracts.error} onRetry={() => void contracts.refetch()} />
        </div>
      )}
      <div className={classes.columns}>
        {phase === 'skeleton' && <Skeleton rows={8} rowHeight={34} what={texts.theContracts} />}
        {phase === 'ready' && contracts.data && list.length === 0 && <EmptyState title={texts.emptyTitle}>{texts.emptyHelp}</EmptyState>}
        {phase === 'ready' && open && (
          <>
            <ContractNav contracts={list} open={open} />
            <ContractView key={open.name} contract={open} earlier={earlierThan(open, list)} />
          </>
        )}
      </div>
    </Page>
  );
}

/** The versions before, newest first. */
function earlierThan({ subject, version }: Contract, list: readonly Contract[]): readonly Contract[] {
  return list.filter((other) => other.subject === subject && other.version < version).toSorted((a, b) => b.version - a.version);
}
