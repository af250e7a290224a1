import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { identity } from '../server/evaluation.ts';
import { useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { type Mapper, useMapper, useMapperState } from './mapper-context.tsx';
import { dots, isPrivate } from './private-data.ts';
import { runMapping } from './run-mapping.ts';
import { type Difference, type TestOutcome, testOutcomes } from './test-outcomes.ts';

const texts = mapperTexts.test;
const differencesShown = 4;
type Filter = 'all' | 'failed' | 'changed';

/** The mapping on every sample there is, against the mapping as it was when the mapper was opened. */
export function TestPanel({ before }: { before: Record<string, unknown> }) {
  const mapper = useMapper();
  const { env } = useEditor();
  const { node, samples, schema, state, placed } = mapper;
  const [filter, setFilter] = useState<Filter>('all');
  const test = useQuery({
    queryKey: ['map-test', env, node.id, identity(node.config), identity(before), identity(samples), identity(schema)],
    queryFn: async ({ signal }) => {
      const records = samples.map(({ json }) => json);
      const step = { type: node.type, version: node.version, id: node.id };
      const [now, then] = await Promise.all([
        runMapping(env, { ...step, config: node.config }, records, signal),
        runMapping(env, { ...step, config: before }, records, signal),
      ]);
      return testOutcomes(now, then, schema, (at) => placed.find((line) => line.at === at)?.path ?? '');
    },
    enabled: samples.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  const outcomes = test.data ?? [];
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  const changed = outcomes.filter(({ differences }) => differences.length > 0);
  const shown = filter === 'failed' ? failed : filter === 'changed' ? changed : outcomes;
  return (
    <section className={classes.detail} data-fill aria-label={texts.title}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle}>{texts.title}</h2>
        <ActionIcon size="sm" aria-label={mapperTexts.close} onClick={() => state.setState({ panel: 'detail' })}>
          <Glyph name="x" size={16} />
        </ActionIcon>
      </header>
      {samples.length === 0 ? (
        <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>
      ) : test.error ? (
        <FailureNote what={texts.unavailable} failure={test.error} onRetry={() => void test.refetch()} />
      ) : test.isPending ? (
        <Skeleton rows={6} rowHeight={34} what={texts.title} />
      ) : (
        <>
          <div className={classes.testCounts} role="status">
            <span data-kind="good">{texts.ok(outcomes.length - failed.length)}</span>
            <span data-kind={failed.length > 0 ? 'bad' : undefined}>{texts.failed(failed.length)}</span>
            <span>{texts.changed(changed.length)}</span>
          </div>
          <p className={classes.hint}>{texts.since}</p>
          <SegmentedControl
            size="xs"
            aria-label={texts.filter}
            value={filter}
            onChange={(next) => setFilter(next as Filter)}
            data={[
              { value: 'all', label: texts.all },
              { value: 'failed', label: `${texts.onlyFailed} ${failed.length}` },
              { value: 'changed', label: `${texts.onlyChanged} ${changed.length}` },
            ]}
          />
          <ul className={classes.outcomes}>
            {shown.map((outcome) => (
              <Outcome key={outcome.index} mapper={mapper} outcome={outcome} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Outcome({ mapper, outcome }: { mapper: Mapper; outcome: TestOutcome }) {
  const { samples, state } = mapper;
  const sample = samples[outcome.index];
  const { differences, reasons } = outcome;
  return (
    <li className={classes.outcome}>
      <span className={classes.mark} data-kind={outcome.state === 'ok' ? 'good' : 'bad'}>
        <Glyph name={outcome.state === 'ok' ? 'circle-check' : 'circle-x'} size={14} />
      </span>
      <div className={classes.outcomeText}>
        <span className={classes.outcomeName}>{sample?.label}</span>
        {reasons.map((reason) => (
          <span key={reason} className={classes.failure}>
            {reason}
          </span>
        ))}
        {differences.length === 0 ? (
          <span className={classes.hint}>{texts.same}</span>
        ) : (
          differences.slice(0, differencesShown).map((difference) => <DifferenceLine key={difference.path} difference={difference} />)
        )}
        {differences.length > differencesShown && (
          <span className={classes.hint}>{mapperTexts.detail.more(differences.length - differencesShown)}</span>
        )}
      </div>
      <Button
        size="compact-xs"
        aria-label={`${texts.show}: ${sample?.label ?? ''}`}
        onClick={() => state.setState({ sampleId: sample?.id ?? null, panel: 'detail' })}
      >
        {mapperTexts.test.view}
      </Button>
    </li>
  );
}

function DifferenceLine({ difference: { path, before, after } }: { difference: Difference }) {
  const { redact } = useMapper();
  const isRevealed = useMapperState((now) => now.isRevealed);
  const isHidden = !isRevealed && isPrivate(path.replaceAll(/\[\d+\]/g, '[]'), redact);
  const shown = (value: unknown) => (value === undefined ? texts.absent : isHidden ? dots : JSON.stringify(value));
  return (
    <span className={classes.difference}>
      <code>{path === '' ? '·' : path}</code>
      <del className={classes.before}>{shown(before)}</del>
      <Glyph name="arrow-right" size={12} className={classes.arrow} />
      <ins className={classes.after}>{shown(after)}</ins>
    </span>
  );
}
