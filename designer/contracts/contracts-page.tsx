import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { CopyButton } from '../kit/copy-button.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { JsonText } from '../kit/json/json-text.tsx';
import { printJson } from '../kit/json/json-tokens.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useContracts } from '../server/queries.ts';
import type { Contract } from '../server/shapes.ts';
import { Page } from '../shell/page.tsx';
import classes from './contracts.module.css';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

/** The canonical documents that flows map to and validate against. */
export function ContractsPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const contracts = useContracts();
  const phase = useLoadingPhase(contracts.isPending);
  const list = contracts.data ?? [];
  const open = list.find((contract) => contract.name === name) ?? list[0];
  return (
    <Page crumbs={[{ title: 'Contracts', path: '/contracts' }, ...(open && name !== null ? [{ title: open.name }] : [])]}>
      <PageHeader title="Contracts" hint={list.length > 0 && <span className="number">{list.length}</span>} />
      {contracts.isError && (
        <div className={classes.note}>
          <FailureNote what="Contracts could not be loaded" failure={contracts.error} onRetry={() => void contracts.refetch()} />
        </div>
      )}
      <div className={classes.columns}>
        {phase === 'skeleton' && <Skeleton rows={8} rowHeight={34} what="the contracts" />}
        {phase === 'ready' && contracts.data && list.length === 0 && (
          <EmptyState title="No contracts.">
            A contract is a versioned schema of a document, such as an order. Steps validate against it and the mapper fills it.
          </EmptyState>
        )}
        {phase === 'ready' && open && (
          <>
            <nav className={classes.list} aria-label="Contracts">
              {list.map((contract) => (
                <button
                  key={contract.name}
                  type="button"
                  className={classes.item}
                  aria-current={contract === open ? 'true' : undefined}
                  onClick={() => go(`/contracts/${contract.name}`)}
                >
                  <span className={classes.title}>{contract.title}</span>
                  <code>{contract.name}</code>
                </button>
              ))}
            </nav>
            <ContractView key={open.name} contract={open} />
          </>
        )}
      </div>
    </Page>
  );
}

function ContractView({ contract }: { contract: Contract }) {
  const [view, setView] = useState('fields');
  const rows = useMemo(() => schemaRows(contract.schema), [contract]);
  const text = useMemo(() => printJson(contract.schema), [contract]);
  const description = contract.schema.description;
  return (
    <section className={classes.view} aria-label={contract.title}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.viewTitle}>
            {contract.title} <code>{contract.name}</code>
          </h2>
          <p className={classes.hint}>{typeof description === 'string' ? description : countOf(rows.length, 'field')}</p>
        </div>
        <SegmentedControl
          className={classes.switch ?? ''}
          aria-label="Show as"
          value={view}
          onChange={setView}
          data={[
            { value: 'fields', label: 'Fields' },
            { value: 'schema', label: 'JSON Schema' },
          ]}
        />
        <CopyButton text={text} label="Copy JSON Schema" />
      </header>
      {view === 'schema' ? (
        <div className={classes.schema}>
          <JsonText text={text} label={`JSON Schema of ${contract.name}`} />
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop in it, the keyboard could not scroll it
        <section className={classes.scroller} aria-label={`Fields of ${contract.name}`} tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Field</th>
                <th>Type</th>
                <th>Rule</th>
                <th>Meaning</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <FieldRow key={row.path} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function FieldRow({ row }: { row: SchemaRow }) {
  return (
    <tr>
      <td style={{ paddingLeft: 16 + row.depth * 16 }} title={row.path}>
        <span className={classes.field}>{row.name}</span>
        {row.isRequired && (
          <span className={classes.required} title="required">
            *<span className="visually-hidden"> required</span>
          </span>
        )}
      </td>
      <td className={classes.type}>{row.type}</td>
      <td>
        <code className={classes.rule} title={row.rule}>
          {row.rule}
        </code>
      </td>
      <td className={classes.help}>{row.help}</td>
    </tr>
  );
}
