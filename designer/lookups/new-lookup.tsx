import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { readCsv } from '../decision-table/clipboard-text.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { client, reply } from '../server/client.ts';
import { keepLookup } from '../server/lookup-queries.ts';
import { useLookups } from '../server/queries.ts';
import type { LookupColumn } from '../server/shapes.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { lookupTexts } from '../texts/lookups.ts';
import { ColumnsForm, columnsProblem } from './columns-form.tsx';
import classes from './lookup-page.module.css';

const texts = lookupTexts.create;
const blank: readonly LookupColumn[] = [
  { name: 'code', type: 'text', isKey: true },
  { name: 'value', type: 'text', isKey: false },
];

/** A table that does not exist yet: name, purpose, columns, and rows pasted from a spreadsheet. */
export function NewLookup() {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const env = environment.name;
  const known = useLookups(env).data ?? [];
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [columns, setColumns] = useState(blank);
  const [ignoreCase, setIgnoreCase] = useState(false);
  const [rows, setRows] = useState<readonly (readonly string[])[]>([]);
  const [csv, setCsv] = useState('');
  const [generation, setGeneration] = useState(0);

  function takeCsv(text: string): void {
    setCsv(text);
    const [head = [], ...lines] = readCsv(text).lines;
    if (head.length < 2) {
      setRows([]);
      return;
    }
    setColumns(head.map((column, i) => ({ name: column.trim() || `column${i + 1}`, type: 'text', isKey: i === 0 })));
    setRows(lines.map((line) => line.slice(0, head.length)));
    setGeneration((before) => before + 1);
  }

  const isTaken = known.some((lookup) => lookup.name === name);
  const isWrong = name !== '' && !/^[a-z][a-z0-9-]{0,59}$/.test(name);
  const isReady = name !== '' && name !== 'new' && !isTaken && !isWrong && columnsProblem(columns) === null;
  const create = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/lookups/{name}', {
          params: { path: { name }, query: { env } },
          body: {
            purpose,
            columns: columns.map((column) => ({ ...column, name: column.name.trim() })),
            ignoreCase,
            rows: rows.map((row) => row.map((text) => (text === '' ? null : text))),
            version: 0,
            why: '',
          },
        }),
      ),
    async onSuccess(saved) {
      await keepLookup(saved);
      go(`/lookups/${saved.name}`, { replace: true });
    },
  });
  return (
    <Page crumbs={[{ title: lookupTexts.lookups, path: '/lookups' }, { title: texts.title }]}>
      <div style={{ overflow: 'auto' }}>
        <PageHeader title={texts.title} />
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) create.mutate();
          }}
        >
          <TextInput
            label={lookupTexts.name}
            description={texts.nameHelp}
            placeholder={texts.namePlaceholder}
            value={name}
            spellCheck={false}
            error={isTaken ? texts.nameTaken : isWrong ? texts.nameWrong : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
            autoFocus
          />
          <TextInput
            label={texts.purpose}
            placeholder={texts.purposePlaceholder}
            value={purpose}
            maxLength={200}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          <div>
            <Textarea
              label={texts.csv}
              description={texts.csvHelp}
              placeholder={texts.csvPlaceholder}
              rows={5}
              value={csv.length > 20_000 ? `${csv.slice(0, 20_000)}\n...` : csv}
              spellCheck={false}
              classNames={{ input: `mono ${classes.csv}` }}
              onChange={(event) => takeCsv(event.currentTarget.value)}
            />
            <div className={classes.file} style={{ marginTop: 8 }}>
              <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => void file?.text().then(takeCsv)}>
                {(props) => (
                  <Button {...props} size="xs" variant="default">
                    {texts.chooseFile}
                  </Button>
                )}
              </FileButton>
              {rows.length > 0 &&
                texts.csvFound(
                  rows.length,
                  columns.map((column) => column.name),
                )}
            </div>
          </div>
          <div>
            <p className={classes.label}>{texts.columns}</p>
            <ColumnsForm
              key={generation}
              columns={columns}
              ignoreCase={ignoreCase}
              onColumns={(next, from) => {
                setColumns(next);
                setRows((before) => before.map((row) => from.map((at) => (at < 0 ? '' : (row[at] ?? '')))));
              }}
              onIgnoreCase={setIgnoreCase}
            />
          </div>
          {create.isError && <FailureNote what={texts.failed} failure={create.error} />}
          <div className={classes.formFoot}>
            <Button type="submit" variant={environment.class === 'prod' ? 'prod' : 'filled'} disabled={!isReady} loading={create.isPending}>
              {texts.button}
            </Button>
            <Button variant="default" onClick={() => go('/lookups')}>
              {texts.cancel}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}
