import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { forgetLookup, keepLookup, useLookupChanges } from '../server/lookup-queries.ts';
import type { Environment, LookupDetail } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { ChangeTable } from './change-table.tsx';
import classes from './lookup-page.module.css';
import { cellText } from './table-draft.ts';

const texts = lookupTexts.draft;

type Props = {
  environment: Environment;
  lookup: LookupDetail;
  draft: NonNullable<LookupDetail['draft']>;
  onDone: () => void;
};

/** Every row that the draft changes, and the decision about it. */
export function DecideDraft({ environment, lookup, draft, onDone }: Props) {
  const { env, name } = lookup;
  const [, go] = useLocation();
  const [why, setWhy] = useState('');
  const may = useMay();
  const mayApprove = may('lookups.approve', env);
  const changes = useLookupChanges(env, name, draft.base, draft.version);
  const decide = useMutation({
    async mutationFn(act: 'approve' | 'reject' | 'withdraw') {
      const given = { params: { path: { name }, query: { env } }, body: { version: draft.version, why: why.trim() } };
      if (act === 'approve') return reply(client.POST('/api/lookups/{name}/approve', given));
      const path = act === 'reject' ? '/api/lookups/{name}/reject' : '/api/lookups/{name}/withdraw';
      return (await reply(client.POST(path, given))).lookup;
    },
    async onSuccess(after) {
      if (after) await keepLookup(after);
      else {
        forgetLookup(env, name);
        go('/lookups');
      }
      onDone();
    },
  });
  const isProd = environment.class === 'prod';
  const counts = lookupTexts.review.counts(draft.added, draft.changed, draft.removed);
  const data = changes.data;
  const whyNot = lookup.mayApprove?.may === false ? texts.isYours : mayApprove ? null : texts.mayNot;
  return (
    <form
      className={classes.review}
      aria-label={texts.title(draft.version, counts)}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate('approve');
      }}
    >
      <h2 className={classes.reviewTitle}>{texts.title(draft.version, counts)}</h2>
      {changes.isError && (
        <FailureNote what={lookupTexts.side.changesFailed} failure={changes.error} onRetry={() => void changes.refetch()} />
      )}
      {data && data.items.length > 0 && (
        <ChangeTable
          columns={draft.table.columns}
          count={data.added + data.changed + data.removed}
          changes={data.items.map(({ kind, row, before }) => ({ kind, row: row.map(cellText), before: before?.map(cellText) }))}
        />
      )}
      {isTableChanged(lookup, draft) && <p className={classes.hint}>{texts.rulesChange}</p>}
      {decide.isError && <FailureNote what={texts.failed} failure={decide.error} />}
      <div className={classes.reviewFoot}>
        <TextInput
          className={classes.why ?? ''}
          label={texts.note}
          placeholder={texts.notePlaceholder}
          value={why}
          maxLength={300}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {whyNot !== null && <span className={classes.hint}>{whyNot}</span>}
        {may('lookups.edit', env) && (
          <Button variant="default" loading={decide.isPending && decide.variables === 'withdraw'} onClick={() => decide.mutate('withdraw')}>
            {texts.withdraw}
          </Button>
        )}
        {mayApprove && lookup.mayApprove?.may === true && (
          <>
            <Button variant="default" loading={decide.isPending && decide.variables === 'reject'} onClick={() => decide.mutate('reject')}>
              {texts.reject}
            </Button>
            <Button
              type="submit"
              variant={isProd ? 'prod' : 'filled'}
              loading={decide.isPending && decide.variables === 'approve'}
              leftSection={isProd && <Glyph name="lock" size={14} />}
            >
              {texts.approve(draft.version, env)}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

function isTableChanged(lookup: LookupDetail, { table }: Props['draft']): boolean {
  const parts = ({ purpose, columns, ignoreCase, effective, missing, needsApproval }: Props['draft']['table']) =>
    JSON.stringify([purpose, columns, ignoreCase, effective, missing, needsApproval]);
  return parts(lookup) !== parts(table);
}
