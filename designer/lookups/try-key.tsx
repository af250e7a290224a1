import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';
import type { TableDraft } from './table-draft.ts';
import { type Answer, answerOf } from './try-answer.ts';

const texts = lookupTexts.side;
const missCode = 'LOOKUP_MISS';

type Props = { name: string; env: string; draft: TableDraft };

/** Asks the table as a flow would, with what is unsaved. */
export function TryKey({ name, env, draft }: Props) {
  const keys = draft.columns.filter((column) => column.isKey);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [day, setDay] = useState('');
  const values = keys.map((_, i) => typed[i] ?? '');
  const isEmpty = values.every((value) => value.trim() === '');
  const asked = JSON.stringify(values);
  const answer = useMemo(
    () => (isEmpty ? null : answerOf(draft, { name, env, key: JSON.parse(asked) as string[], day })),
    [draft, name, env, asked, day, isEmpty],
  );
  return (
    <>
      <p className={classes.hint}>{texts.tryHelp}</p>
      {keys.map((column, i) => (
        <TextInput
          key={column.name}
          label={column.name}
          value={values[i] ?? ''}
          spellCheck={false}
          onChange={(event) => setTyped(values.with(i, event.currentTarget.value))}
        />
      ))}
      {draft.effective && (
        <TextInput
          type="date"
          label={lookupTexts.row.on}
          description={lookupTexts.row.onHelp}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      {answer ? <Result answer={answer} /> : <p className={classes.hint}>{texts.typeAKey}</p>}
      <Expression name={name} draft={draft} />
    </>
  );
}

const heads = { found: texts.found, default: lookupTexts.row.givesDefault, pass: lookupTexts.row.passes };

function Result({ answer }: { answer: Answer }) {
  return (
    <div className={classes.result} aria-live="polite">
      {answer.kind === 'missing' ? (
        <>
          <div className={classes.resultHead} data-missing>
            <Glyph name="alert-circle" size={14} />
            {texts.missing}
          </div>
          <p className={classes.failText}>{texts.failsWith(missCode, answer.message)}</p>
        </>
      ) : (
        <>
          <div className={classes.resultHead} data-found={answer.kind === 'found' || undefined}>
            <Glyph name={answer.kind === 'found' ? 'circle-check' : 'arrow-right'} size={14} />
            {heads[answer.kind]}
          </div>
          <dl className={classes.facts}>
            {answer.values.map(([column, value]) => (
              <Fact key={column} name={column} value={value} />
            ))}
          </dl>
        </>
      )}
    </div>
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
