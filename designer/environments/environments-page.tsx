import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useMay } from '../server/use-may.ts';
import { Page } from '../shell/page.tsx';
import { environmentsTexts as texts } from '../texts/environments.ts';
import { EnvironmentList } from './environment-list.tsx';
import { EnvironmentPane } from './environment-pane.tsx';
import { useEnvironments } from './environment-queries.ts';
import classes from './environments.module.css';

/** Where flows run: the order, and one environment with all that is asked of it. */
export function EnvironmentsPage({ name }: { name: string | null }) {
  const [, go] = useLocation();
  const may = useMay();
  const environments = useEnvironments();
  const phase = useLoadingPhase(environments.isPending);
  const [saved, setSaved] = useState('');
  const items = environments.data ?? [];
  const isNew = name === 'new';
  const shown = isNew ? null : name === null ? items[0] : items.find((each) => each.name === name);
  const mayEdit = may('environments.edit');
  const title = isNew ? texts.newTitle : (shown?.name ?? name);
  return (
    <Page crumbs={[{ title: texts.title, path: '/environments' }, ...(name !== null && title ? [{ title }] : [])]}>
      <div className={classes.split}>
        <section className={classes.left} aria-label={texts.title}>
          <header className={classes.leftHead}>
            <h1 className={classes.title}>{texts.title}</h1>
            {mayEdit && (
              <Button size="xs" leftSection={<Glyph name="plus" size={14} />} onClick={() => go('/environments/new')}>
                {texts.add}
              </Button>
            )}
          </header>
          {environments.isError && (
            <div className={classes.note}>
              <FailureNote what={texts.failed} failure={environments.error} onRetry={() => void environments.refetch()} />
            </div>
          )}
          {phase === 'skeleton' && <Skeleton rows={3} rowHeight={56} what={texts.theEnvironments} />}
          {phase === 'ready' && items.length > 0 && (
            <EnvironmentList items={items} chosen={shown?.name ?? null} mayEdit={mayEdit} onChoose={(to) => go(`/environments/${to}`)} />
          )}
        </section>
        {phase === 'ready' && environments.data && shown === undefined && (
          <EmptyState title={texts.unknown(name ?? '')}>{texts.unknownHelp}</EmptyState>
        )}
        {phase === 'ready' && environments.data && shown !== undefined && (
          <EnvironmentPane
            key={shown?.name ?? 'new'}
            environment={shown}
            names={items.map((each) => each.name)}
            mayEdit={mayEdit}
            wasSaved={saved !== '' && saved === shown?.name}
            onSaved={setSaved}
          />
        )}
      </div>
    </Page>
  );
}
