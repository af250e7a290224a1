import { Button, FileButton, SegmentedControl, Textarea } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { client, reply } from '../server/client.ts';
import { keepLookup } from '../server/lookup-queries.ts';
import type { LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { ChangeTable } from './change-table.tsx';
import classes from './lookup-page.module.css';
import { cellText } from './table-draft.ts';

const texts = lookupTexts.import;

type Props = { lookup: LookupDetail; onDone: () => void };

/** Reads a CSV into the table: first what it would change, then the button. */
export function ImportCsv({ lookup, onDone }: Props) {
  const { env, name, version } = lookup;
  const [csv, setCsv] = useState('');
  const [mode, setMode] = useState<'replace' | 'merge'>('replace');
  const wanted = useDeferredValue(csv);
  const isReady = wanted.trim() !== '';
  const call = (isDryRun: boolean) =>
    reply(
      client.POST('/api/lookups/{name}/import', {
        params: { path: { name }, query: { env } },
        body: { csv: wanted, mode, isDryRun, version, why: '' },
      }),
    );
  const preview = useQuery({
    queryKey: ['lookups', 'import', env, name, version, mode, wanted],
    queryFn: () => call(true),
    enabled: isReady,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const read = useMutation({
    mutationFn: () => call(false),
    async onSuccess({ lookup: saved }) {
      if (saved) await keepLookup(saved);
      onDone();
    },
  });
  const refused = isReady ? preview.data?.refused : undefined;
  const changes = isReady && !preview.isError ? preview.data?.changes : undefined;
  const count = changes ? changes.added + changes.changed + changes.removed : 0;
  return (
    <form
      className={classes.review}
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) read.mutate();
      }}
    >
      <h2 className={classes.reviewTitle}>{texts.title}</h2>
      <div className={classes.file}>
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => void file?.text().then(setCsv)}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {lookupTexts.create.chooseFile}
            </Button>
          )}
        </FileButton>
        {texts.help}
      </div>
      <Textarea
        aria-label={texts.text}
        placeholder={lookup.columns.map((column) => column.name).join(',')}
        rows={6}
        value={csv.length > 20_000 ? `${csv.slice(0, 20_000)}\n...` : csv}
        spellCheck={false}
        onChange={(event) => setCsv(event.currentTarget.value)}
        classNames={{ input: `mono ${classes.csv}` }}
        autoFocus
      />
      <div>
        <SegmentedControl
          aria-label={texts.mode}
          value={mode}
          onChange={(next) => setMode(next as typeof mode)}
          data={[
            { value: 'replace', label: texts.replace },
            { value: 'merge', label: texts.merge },
          ]}
        />
      </div>
      {refused && (
        <Note family="bad" icon="alert-circle" role="alert" code={refused.code}>
          <strong>{texts.failed}:</strong> {refused.message}
          {refused.problems.length > 1 && (
            <ul className={classes.problems}>
              {refused.problems.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  {path} {message}
                </li>
              ))}
            </ul>
          )}
        </Note>
      )}
      {isReady && preview.isError && <FailureNote what={texts.failed} failure={preview.error} />}
      {changes && count === 0 && <p className={classes.hint}>{texts.nothing}</p>}
      {changes && count > 0 && (
        <>
          <p className={classes.label}>
            {texts.preview}: {lookupTexts.review.counts(changes.added, changes.changed, changes.removed)}
          </p>
          <ChangeTable
            columns={lookup.columns}
            count={count}
            changes={changes.items.map(({ kind, row, before }) => ({ kind, row: row.map(cellText), before: before?.map(cellText) }))}
          />
        </>
      )}
      {read.isError && <FailureNote what={texts.failed} failure={read.error} />}
      <div className={classes.formFoot}>
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={count === 0} loading={read.isPending}>
          {texts.button(lookup.nextVersion)}
        </Button>
      </div>
    </form>
  );
}
