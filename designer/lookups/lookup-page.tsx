import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { ApiFailure } from '../server/api-failure.ts';
import { useLookup, useLookupRows } from '../server/lookup-queries.ts';
import type { LookupDetail } from '../server/shapes.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { lookupTexts } from '../texts/lookups.ts';
import { LookupEditor } from './lookup-editor.tsx';
import { headOf, headVersion } from './lookup-head.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.table;
type Shown = { readonly lookup: LookupDetail; readonly rows: readonly (readonly (string | number | boolean | null)[])[] };

/** One lookup of the environment: its rows to edit, its history, who uses it. */
export function LookupPage({ name }: { name: string }) {
  const environment = useEnvironment();
  const lookup = useLookup(environment.name, name);
  const rows = useLookupRows(environment.name, name, lookup.data ? headVersion(lookup.data) : null);
  const phase = useLoadingPhase(lookup.isPending || (lookup.isSuccess && rows.isPending));
  // While the rows of a version that somebody else saved are on their way, the one before stays.
  const [shown, setShown] = useState<Shown | null>(null);
  const next = lookup.data && rows.data ? { lookup: lookup.data, rows: rows.data } : null;
  if (next && (shown?.lookup !== next.lookup || shown.rows !== next.rows)) setShown(next);
  const stays = shown?.lookup.env === environment.name && shown.lookup.name === name ? shown : null;
  const isGone = lookup.error instanceof ApiFailure && lookup.error.code === 'NO_SUCH_LOOKUP';
  return (
    <Page crumbs={[{ title: lookupTexts.lookups, path: '/lookups' }, { title: name }]}>
      {isGone && (
        <EmptyState
          title={texts.gone(name, environment.name)}
          action={
            <Button component={Link} href="/lookups">
              {texts.allLookups}
            </Button>
          }
        >
          {texts.goneHelp}
        </EmptyState>
      )}
      {lookup.isError && !isGone && (
        <div className={classes.review}>
          <FailureNote what={texts.loadFailed} failure={lookup.error} onRetry={() => void lookup.refetch()} />
        </div>
      )}
      {rows.isError && (
        <div className={classes.review}>
          <FailureNote what={texts.rowsFailed} failure={rows.error} onRetry={() => void rows.refetch()} />
        </div>
      )}
      {stays === null && phase === 'skeleton' && (
        <>
          <PageHeader title={name} />
          <div className={classes.loading}>
            <Skeleton rows={20} rowHeight={28} what={texts.theRows} hasHead />
          </div>
        </>
      )}
      {stays && !isGone && (
        <LookupEditor
          key={`${environment.name}/${name}`}
          environment={environment}
          live={stays.lookup}
          lookup={headOf(stays.lookup)}
          rows={stays.rows}
        />
      )}
    </Page>
  );
}
