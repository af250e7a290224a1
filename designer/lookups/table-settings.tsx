import { Button, TextInput } from '@mantine/core';
import { lookupTexts } from '../texts/lookups.ts';
import { ColumnsForm } from './columns-form.tsx';
import classes from './lookup-page.module.css';
import { RulesForm } from './rules-form.tsx';
import { withColumns } from './table-draft.ts';
import type { TableEditing } from './use-table-draft.ts';

/** Purpose, columns and rules; they are saved together with the rows. */
export function TableSettings({ editing, isProd, onDone }: { editing: TableEditing; isProd: boolean; onDone: () => void }) {
  const { draft, change } = editing;
  return (
    <div className={classes.form}>
      <h2 className={classes.reviewTitle}>{lookupTexts.table.settings}</h2>
      <TextInput
        label={lookupTexts.create.purpose}
        placeholder={lookupTexts.create.purposePlaceholder}
        value={draft.purpose}
        maxLength={200}
        onChange={({ currentTarget: { value } }) => change((before) => ({ ...before, purpose: value }))}
      />
      <ColumnsForm
        columns={draft.columns}
        ignoreCase={draft.ignoreCase}
        onColumns={(columns, from) => change((before) => withColumns(before, columns, from))}
        onIgnoreCase={(ignoreCase) => change((before) => ({ ...before, ignoreCase }))}
      />
      <RulesForm draft={draft} isProd={isProd} onChange={change} />
      <div className={classes.formFoot}>
        <Button variant="default" onClick={onDone}>
          {lookupTexts.review.back}
        </Button>
      </div>
    </div>
  );
}
