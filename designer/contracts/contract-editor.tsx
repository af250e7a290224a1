import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import { CodeField } from '../inspector/code-field.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { printJson } from '../kit/json/json-tokens.ts';
import { PageHeader } from '../kit/page-header.tsx';
import { client, reply } from '../server/client.ts';
import { useContracts } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Contract } from '../server/shapes.ts';
import { Page } from '../shell/page.tsx';
import { contractTexts } from '../texts/contracts.ts';
import { ContractCheck } from './contract-check.tsx';
import { ContractStart } from './contract-start.tsx';
import classes from './contracts.module.css';
import { FieldList } from './field-list.tsx';
import { isClosed, type Schema, withClosed } from './schema-edit.ts';

const texts = contractTexts.edit;

/** A new contract, or the next version of one; `from` null: from nothing. */
export function ContractEditor({ from }: { from: string | null }) {
  const contracts = useContracts();
  const [, go] = useLocation();
  const origin = contracts.data?.find((contract) => contract.name === from);
  const title = origin?.origin === 'own' ? texts.nextTitle(origin.subject) : texts.newTitle;
  return (
    <Page crumbs={[{ title: contractTexts.contracts, path: '/contracts' }, { title }]}>
      <PageHeader title={title} />
      {contracts.isError && (
        <div className={classes.note}>
          <FailureNote what={contractTexts.loadFailed} failure={contracts.error} onRetry={() => void contracts.refetch()} />
        </div>
      )}
      {contracts.data && from !== null && !origin && (
        <EmptyState title={texts.noSuch(from)} action={<Button onClick={() => go('/contracts')}>{texts.allContracts}</Button>} />
      )}
      {contracts.data && (from === null || origin) && (
        <EditorForm
          contracts={contracts.data}
          origin={origin ?? null}
          onDone={(name) => go(name === null ? `/contracts${origin ? `/${origin.name}` : ''}` : `/contracts/${name}`)}
        />
      )}
    </Page>
  );
}

type Props = { contracts: readonly Contract[]; origin: Contract | null; onDone: (name: string | null) => void };

function EditorForm({ contracts, origin, onDone }: Props) {
  const isNext = origin?.origin === 'own';
  const [subject, setSubject] = useState(isNext ? origin.subject : origin ? `my-${origin.subject}` : '');
  const [title, setTitle] = useState(origin?.title ?? '');
  const [why, setWhy] = useState('');
  const [schema, setSchema] = useState<Schema | null>(origin?.schema ?? null);
  const [text, setText] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [view, setView] = useState<'fields' | 'schema'>('fields');
  const read = text === null ? { schema, fault: null } : readSchema(text);
  const current = read.schema;
  const known = contracts.filter((contract) => contract.subject === subject);
  const isCanonical = known.some((contract) => contract.origin === 'canonical');
  const newest = known.reduce((most, { version }) => Math.max(most, version), 0);
  const isWrong = subject !== '' && !/^[a-z][a-z0-9-]{0,59}$/.test(subject);
  const name = `${subject || '...'}@${newest + 1}`;

  const wanted = useDeferredValue(current);
  const isNamed = subject !== '' && !isWrong && !isCanonical;
  const check = useQuery({
    queryKey: ['contracts', 'check', isNamed ? subject : null, wanted],
    queryFn: () => reply(client.POST('/api/contracts/check', { body: { subject: isNamed ? subject : null, schema: wanted ?? {} } })),
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
  const publish = useMutation({
    mutationFn: () =>
      reply(client.POST('/api/contracts', { body: { subject, title: title.trim(), schema: current ?? {}, why: why.trim(), newest } })),
    onSuccess(made) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.contracts });
      onDone(made.name);
    },
  });
  const isReady =
    isNamed &&
    title.trim() !== '' &&
    current !== null &&
    read.fault === null &&
    check.data !== undefined &&
    check.data.problems.length === 0 &&
    check.data.broken.length === 0;

  function change(edit: (schema: Schema) => Schema): void {
    if (current) setSchema(edit(current));
    setText(null);
  }

  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) publish.mutate();
      }}
    >
      <div className={classes.editorMain}>
        <div className={classes.names}>
          <TextInput
            label={texts.subject}
            description={texts.subjectHelp}
            value={subject}
            disabled={isNext}
            spellCheck={false}
            error={isCanonical ? texts.subjectCanonical : isWrong ? texts.subjectWrong : undefined}
            onChange={(event) => setSubject(event.currentTarget.value)}
            autoFocus={!isNext}
          />
          <TextInput
            label={texts.title}
            description={!isNext && newest > 0 && !isCanonical ? texts.subjectTaken(`${subject}@${newest}`) : '\u00a0'}
            placeholder={texts.titlePlaceholder}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </div>
        {current === null && text === null ? (
          <ContractStart
            onTake={(taken, from) => {
              setSchema(taken);
              setNote(from);
              if (title === '' && typeof taken.title === 'string') setTitle(taken.title);
            }}
          />
        ) : (
          <>
            <div className={classes.editorBar}>
              <SegmentedControl
                aria-label={contractTexts.view.showAs}
                value={view}
                onChange={(next) => {
                  setView(next as typeof view);
                  if (current && text !== null && read.fault === null) {
                    setSchema(current);
                    setText(null);
                  }
                }}
                data={[
                  { value: 'fields', label: texts.fields },
                  { value: 'schema', label: texts.schema },
                ]}
              />
              <span className={classes.hint}>{note}</span>
              <span className={classes.switch} />
              {current && (
                <Checkbox
                  label={texts.closed}
                  checked={isClosed(current)}
                  onChange={({ currentTarget: { checked } }) => change((before) => withClosed(before, checked))}
                />
              )}
            </div>
            {view === 'fields' && current ? (
              <FieldList schema={current} onChange={change} />
            ) : (
              <CodeField
                label={texts.schema}
                isLabelHidden
                language="json"
                rows={22}
                value={text ?? printJson(schema ?? {})}
                error={read.fault === null ? null : texts.pasteWrong(read.fault)}
                onChange={setText}
              />
            )}
          </>
        )}
      </div>
      <aside className={classes.editorSide}>
        <ContractCheck
          check={check.data}
          failure={check.error}
          subject={subject}
          isChecking={check.isFetching}
          hasSchema={current !== null}
        />
        <div className={classes.publish}>
          <TextInput
            label={texts.why}
            placeholder={texts.whyPlaceholder}
            value={why}
            maxLength={300}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {publish.isError && <FailureNote what={texts.failed} failure={publish.error} kept={texts.kept} />}
          <div className={classes.foot}>
            <Button variant="default" onClick={() => onDone(null)}>
              {texts.cancel}
            </Button>
            <Button
              type="submit"
              variant="filled"
              disabled={!isReady}
              loading={publish.isPending}
              leftSection={<Glyph name="check" size={14} />}
            >
              {texts.publish(name)}
            </Button>
          </div>
        </div>
      </aside>
    </form>
  );
}

function readSchema(text: string): { schema: Schema | null; fault: string | null } {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { schema: value as Schema, fault: null };
    return { schema: null, fault: texts.types.object };
  } catch (error) {
    return { schema: null, fault: error instanceof Error ? error.message : String(error) };
  }
}
