import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useNodeTypes } from '../server/queries.ts';
import { Page } from '../shell/page.tsx';
import { referenceTexts as texts } from '../texts/reference.ts';
import classes from './reference.module.css';
import { sectionsOf } from './sections-of.ts';
import { TypeView } from './type-view.tsx';

/** Every kind of step with its ports, settings, effects and examples, straight from the definitions. */
export function ReferencePage({ type }: { type: string | null }) {
  const types = useNodeTypes();
  const phase = useLoadingPhase(types.isPending);
  const [search, setSearch] = useState('');
  const sections = useMemo(() => sectionsOf(types.data ?? [], search), [types.data, search]);
  const all = useMemo(() => sectionsOf(types.data ?? [], ''), [types.data]);
  const open = type === null ? all[0]?.types[0] : all.flatMap((section) => section.types).find((each) => each.type === type);
  const count = all.reduce((sum, section) => sum + section.types.length, 0);
  return (
    <Page crumbs={[{ title: texts.title, path: '/reference' }, ...(open && type !== null ? [{ title: open.title }] : [])]}>
      <PageHeader title={texts.title} hint={count > 0 && <span className="number">{texts.kinds(count)}</span>} />
      {types.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.failed} failure={types.error} onRetry={() => void types.refetch()} />
        </div>
      )}
      <div className={classes.columns}>
        {phase === 'skeleton' && <Skeleton rows={12} rowHeight={34} what={texts.loading} />}
        {phase === 'ready' && types.data && (
          <>
            <div className={classes.side}>
              <TextInput
                aria-label={texts.find}
                placeholder={texts.find}
                leftSection={<Glyph name="search" size={14} />}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
                className={classes.find ?? ''}
              />
              <nav className={classes.list} aria-label={texts.list}>
                {sections.map((section) => (
                  <Section key={section.title} title={section.title} types={section.types} open={open} />
                ))}
                {sections.length === 0 && (
                  <EmptyState title={texts.none} action={<Button onClick={() => setSearch('')}>{texts.showAll}</Button>}>
                    {texts.noneHelp}
                  </EmptyState>
                )}
              </nav>
            </div>
            {open ? (
              <TypeView key={open.type} descriptor={open} />
            ) : (
              <EmptyState title={texts.unknown(type ?? '')}>{texts.unknownHelp}</EmptyState>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function Section({ title, types, open }: { title: string; types: readonly NodeDescriptor[]; open: NodeDescriptor | undefined }) {
  return (
    <section>
      <h2 className={classes.section}>{title}</h2>
      {types.map((each) => (
        <Link
          key={each.type}
          href={`/reference/${each.type}`}
          className={classes.item ?? ''}
          aria-current={each === open ? 'page' : undefined}
        >
          <NodeTile tile={each.tile} icon={each.icon} size={20} />
          <span className="ellipsis">{each.title}</span>
        </Link>
      ))}
    </section>
  );
}
