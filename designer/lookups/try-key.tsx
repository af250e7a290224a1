import { lookupIn } from '@crossdock/nodes/library/lookup';
import type { LookupTableData } from '@crossdock/nodes/library/lookup-index';
import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';
import type { TableDraft } from './table-draft.ts';

const texts = lookupTexts.side;
const missCode = 'LOOKUP_MISS';

type Props = { name: string; env: string; draft: TableDraft };

/** Asks the table as a flow would, with what is unsaved. */
export function TryKey({ name, env, draft }: Props) {
  const keys = draft.columns.filter((column) => column.isKey);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const values = keys.map((_, i) => typed[i] ?? '');
  const isEmpty = values.every((value) => value.trim() === '');
  const lookup = useMemo(() => {
    const table: LookupTableData = { columns: draft.columns, ignoreCase: draft.ignoreCase, rows: draft.rows.map(({ cells }) => cells) };
    return lookupIn(
      () => table,
      () => env,
    );
  }, [draft, env]);
  const key = values.length === 1 ? (values[0] ?? '') : values;
  const row = isEmpty || !lookup.has(name, key) ? null : lookup.row(name, key);
  return (
    <>
      <p className={classes.hint}>{texts.tryHelp}</p>
      {keys.map((column, i) => (
        <TextInput
          key={column.name}
          label={column.name}
          value={values[i] ?? ''}
          spellCheck={false}
          onChange={(event) => {
            const next = [...values];
            next[i] = event.currentTarget.value;
            setTyped(next);
          }}
        />
      ))}
      {isEmpty ? (
        <p className={classes.hint}>{texts.typeAKey}</p>
      ) : (
        <div className={classes.result} aria-live="polite">
          {row ? (
            <>
              <div className={classes.resultHead} data-found>
                <Glyph name="circle-check" size={14} />
                {texts.found}
              </div>
              <dl className={classes.facts}>
                {draft.columns
                  .filter((column) => !column.isKey)
                  .map(({ name: column }) => (
                    <Fact key={column} name={column} value={String(row[column] ?? '')} />
                  ))}
              </dl>
            </>
          ) : (
            <>
              <div className={classes.resultHead} data-missing>
                <Glyph name="alert-circle" size={14} />
                {texts.missing}
              </div>
              <p className={classes.failText}>
                {texts.failsWith(
                  missCode,
                  missOf(() => lookup(name, key)),
                )}
              </p>
            </>
          )}
        </div>
      )}
      <Expression name={name} draft={draft} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}

/** How a step asks for it. */
export function Expression({ name, draft }: { name: string; draft: Pick<TableDraft, 'columns'> }) {
  const keys = draft.columns.filter((column) => column.isKey).map((column) => `item.${/^\w+$/.test(column.name) ? column.name : 'key'}`);
  const text = `{{ lookup("${name}", ${keys.length === 1 ? keys[0] : `[${keys.join(', ')}]`}) }}`;
  return (
    <div className={classes.expression}>
      <code>{text}</code>
      <CopyButton text={text} label={texts.copyExpression} />
    </div>
  );
}

function missOf(ask: () => unknown): string {
  try {
    ask();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
