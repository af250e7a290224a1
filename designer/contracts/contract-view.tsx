import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { CopyButton } from '../kit/copy-button.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import { printJson } from '../kit/json/json-tokens.ts';
import { OtherFlows } from '../kit/other-flows.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { Contract } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { contractTexts } from '../texts/contracts.ts';
import { CompatibilitySelect } from './compatibility-select.tsx';
import { ContractDiff } from './contract-diff.tsx';
import classes from './contracts.module.css';
import { DeleteContract } from './delete-contract.tsx';
import { type SchemaRow, schemaRows } from './schema-rows.ts';

const texts = contractTexts.view;
type Shown = 'fields' | 'schema' | 'changes' | 'uses';

/** One version of a contract: its fields, its schema, what it changed, who uses it. */
export function ContractView({ contract, earlier }: { contract: Contract; earlier: readonly Contract[] }) {
  const [, go] = useLocation();
  const [view, setView] = useState<Shown>('fields');
  const [isDeleting, setIsDeleting] = useState(false);
  const rows = useMemo(() => schemaRows(contract.schema), [contract]);
  const text = useMemo(() => printJson(contract.schema), [contract]);
  const description = contract.schema.description;
  const mayEdit = useMay()('contracts.edit');
  const isOwn = contract.origin === 'own';
  return (
    <section className={classes.view} aria-label={contract.title}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.viewTitle}>
            {contract.title} <code>{contract.name}</code>
          </h2>
          <p className={classes.hint}>
            {contract.made ? (
              <>
                <RelativeTime at={contract.made.at} /> {texts.madeBy(contract.made.by)}
                {contract.made.why !== '' && `: ${contract.made.why}`}
              </>
            ) : typeof description === 'string' ? (
              description
            ) : (
              `${texts.cameWith}, ${countOf(rows.length, 'field')}`
            )}
          </p>
        </div>
        <SegmentedControl
          className={classes.switch ?? ''}
          aria-label={texts.showAs}
          value={view}
          onChange={(next) => setView(next as Shown)}
          data={[
            { value: 'fields', label: texts.fields },
            { value: 'schema', label: texts.schema },
            ...(isOwn ? [{ value: 'changes', label: texts.changes }] : []),
            { value: 'uses', label: texts.uses },
          ]}
        />
        <CopyButton text={text} label={texts.copy} />
        {mayEdit && (
          <Button size="xs" variant="default" onClick={() => go(`/contracts/${contract.name}/next`)}>
            {isOwn ? contractTexts.newVersion : contractTexts.copyAsOwn}
          </Button>
        )}
        {isOwn && mayEdit && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label={texts.more}>
                <Glyph name="dots" size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Glyph name="trash" size={14} />} onClick={() => setIsDeleting(true)}>
                {texts.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {view === 'schema' && (
        <div className={classes.schema}>
          <JsonText text={text} label={texts.schemaOf(contract.name)} />
        </div>
      )}
      {view === 'fields' && <Fields name={contract.name} rows={rows} />}
      {view === 'changes' && (
        <div className={classes.part}>
          <CompatibilitySelect contract={contract} mayEdit={mayEdit} />
          <ContractDiff key={contract.name} contract={contract} earlier={earlier} />
        </div>
      )}
      {view === 'uses' && (
        <div className={classes.part}>
          {contract.usedBy.length + contract.usedByOthers === 0 ? (
            <p className={classes.hint}>{texts.nobody}</p>
          ) : (
            <ul className={classes.uses}>
              {contract.usedBy.map(({ flow, name, isLive }) => (
                <li key={flow}>
                  <Link href={`/flows/${flow}`}>{name}</Link>
                  <span className={classes.hint}>{isLive ? texts.live : texts.draft}</span>
                </li>
              ))}
              {contract.usedByOthers > 0 && (
                <li>
                  <OtherFlows seen={contract.usedBy.length} others={contract.usedByOthers} className={classes.hint} />
                </li>
              )}
            </ul>
          )}
        </div>
      )}
      <DeleteContract name={contract.name} isOpen={isDeleting} onClose={() => setIsDeleting(false)} onDeleted={() => go('/contracts')} />
    </section>
  );
}

function Fields({ name, rows }: { name: string; rows: readonly SchemaRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop in it, the keyboard could not scroll it
    <section className={classes.scroller} aria-label={texts.fieldsOf(name)} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{texts.field}</th>
            <th>{texts.type}</th>
            <th>{texts.rule}</th>
            <th>{texts.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FieldRow key={row.path} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldRow({ row }: { row: SchemaRow }) {
  return (
    <tr>
      <td style={{ paddingLeft: 16 + row.depth * 16 }} title={row.path}>
        <span className={classes.field}>{row.name}</span>
        {row.isRequired && (
          <span className={classes.required} title={texts.required}>
            *<span className="visually-hidden"> {texts.required}</span>
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
