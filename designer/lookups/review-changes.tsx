import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { keepLookup } from '../server/lookup-queries.ts';
import type { Environment, LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { ChangeTable, type ShownChange } from './change-table.tsx';
import classes from './lookup-page.module.css';
import { isBlank, savedRows, stateOf, type TableDraft } from './table-draft.ts';
import type { TableEditing } from './use-table-draft.ts';

const texts = lookupTexts.review;

type Props = { environment: Environment; lookup: LookupDetail; editing: TableEditing; onBack: () => void; onSaved: () => void };

/** What will be saved, why, and whom it touches; then the button. */
export function ReviewChanges({ environment, lookup, editing, onBack, onSaved }: Props) {
  const { env, name } = lookup;
  const { draft, summary } = editing;
  const [why, setWhy] = useState('');
  const changes = useMemo(() => changesOf(draft), [draft]);
  const save = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/lookups/{name}', {
          params: { path: { name }, query: { env } },
          body: {
            purpose: draft.purpose,
            columns: draft.columns.map((column) => ({ ...column, name: column.name.trim() })),
            ignoreCase: draft.ignoreCase,
            effective: draft.effective,
            missing: draft.missing,
            needsApproval: draft.needsApproval,
            rows: savedRows(draft),
            version: editing.version,
            why: why.trim(),
          },
        }),
      ),
    async onSuccess(saved) {
      await keepLookup(saved);
      editing.discard();
      onSaved();
    },
  });
  const waits = lookup.waitsForApproval;
  const live = lookup.usedBy.filter(({ isLive }) => isLive).map((use) => use.name);
  return (
    <form
      className={classes.review}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2 className={classes.reviewTitle}>
        {texts.title}: {texts.counts(summary.added, summary.changed, summary.removed)}
      </h2>
      {changes.length > 0 && <ChangeTable columns={draft.columns} changes={changes} count={changes.length} />}
      {summary.isTableChanged && <p className={classes.hint}>{texts.columnsChanged}</p>}
      {waits && <p>{lookupTexts.draft.willWait(env)}</p>}
      <p className={classes.hint}>{live.length > 0 ? texts.usedBy(live, env) : texts.notUsed}</p>
      {save.isError && <FailureNote what={texts.failed} failure={save.error} kept={texts.kept} />}
      <div className={classes.reviewFoot}>
        <TextInput
          className={classes.why ?? ''}
          label={texts.why}
          placeholder={texts.whyPlaceholder}
          value={why}
          maxLength={300}
          onChange={(event) => setWhy(event.currentTarget.value)}
          autoFocus
        />
        <Button variant="default" onClick={onBack}>
          {texts.back}
        </Button>
        <Button
          type="submit"
          variant={environment.class === 'prod' ? 'prod' : 'filled'}
          loading={save.isPending}
          leftSection={environment.class === 'prod' ? <Glyph name="lock" size={14} /> : undefined}
        >
          {waits ? lookupTexts.draft.save(lookup.nextVersion, env) : lookupTexts.table.save(lookup.nextVersion, env)}
        </Button>
      </div>
    </form>
  );
}

function changesOf(draft: TableDraft): readonly ShownChange[] {
  const rows = draft.rows.flatMap((row): ShownChange[] => {
    const state = stateOf(row);
    if (state === 'same' || (state === 'new' && isBlank(row))) return [];
    return [{ kind: state === 'new' ? 'added' : 'changed', row: row.cells, before: row.before ?? undefined }];
  });
  return [...rows, ...draft.removed.map((row): ShownChange => ({ kind: 'removed', row }))];
}
