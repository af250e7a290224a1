import { Button } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useSample } from '../editor/use-test-run.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { AddCaseMenu } from './add-case-menu.tsx';
import { CaseDetail } from './case-detail.tsx';
import { CaseList, type CaseRow } from './case-list.tsx';
import { type CaseFilter, groupOf } from './case-look.ts';
import { caseState, isStale, useCaseStates, useOrigin } from './report-store.ts';
import classes from './test-cases.module.css';
import { useRunCases } from './use-run-cases.ts';

/** From so many cases on there is a search, and its counts say how they went. */
const searchFrom = 3;

/** The flow's own tests: a message in, expectations beside it; run one, those that failed or all, and see what differs. */
export function TestCasesTab() {
  const { flowId, may } = useEditor();
  const flow = useDocument((state) => state.flow);
  const states = useCaseStates();
  const sample = useSample();
  const run = useRunCases();
  const [search, setSearch] = useSearchParams();
  const [filter, setFilter] = useState<CaseFilter>('all');
  const [text, setText] = useState('');
  const choose = (id: string) => setSearch({ case: id }, { replace: true });

  const rows = useMemo<readonly CaseRow[]>(
    () =>
      [...flow.tests]
        .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
        .map((test) => {
          const state = caseState(states, flowId, test.id);
          return { test, state, isOld: isStale(state, flow, test) };
        }),
    [flow, states, flowId],
  );
  const counts = useMemo(() => countsOf(rows), [rows]);
  const shown = rows.filter(
    ({ test, state, isOld }) =>
      (filter === 'all' || groupOf(state, isOld) === filter) && test.name.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const wanted = search.get('case');
  const chosen = rows.find(({ test }) => test.id === wanted) ?? shown[0] ?? rows[0];
  const running = rows.filter(({ state }) => state?.kind === 'running').length;
  const isRunning = running > 0;
  const failed = useMemo(() => rows.filter(({ state, isOld }) => groupOf(state, isOld) === 'failed'), [rows]);
  const runRows = useCallback((which: readonly CaseRow[]) => void run(which.map(({ test }) => test)), [run]);

  const commands = useMemo<Command[]>(
    () =>
      !may.test
        ? []
        : [
            {
              id: 'tests.run-all',
              title: texts.runAll(rows.length),
              icon: 'player-play',
              group: texts.group,
              shortcut: 'mod+enter',
              worksInFields: true,
              isEnabled: () => (rows.length > 0 ? true : texts.empty),
              run: () => runRows(rows),
            },
            {
              id: 'tests.run-one',
              title: texts.runOne,
              icon: 'player-play',
              group: texts.group,
              isEnabled: () => (chosen ? true : texts.empty),
              run: () => chosen && runRows([chosen]),
            },
            {
              id: 'tests.run-failed',
              title: texts.runFailed(failed.length),
              icon: 'refresh',
              group: texts.group,
              isEnabled: () => (failed.length > 0 ? true : texts.nothingShown),
              run: () => runRows(failed),
            },
          ],
    [may.test, rows, failed, chosen, runRows],
  );
  useCommands('tests', commands);
  useFirstRun(chosen, () => chosen && runRows([chosen]));

  if (!chosen) {
    return (
      <div className={classes.padded}>
        <EmptyState title={texts.empty} action={may.edit && <AddCaseMenu sample={sample} onAdded={choose} isLarge />}>
          {texts.emptyHelp}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={classes.split}>
      <div className={classes.left}>
        <div className={classes.bar}>
          {may.test && (
            <Button
              size="xs"
              variant="filled"
              leftSection={<Glyph name="player-play" size={14} />}
              loading={running > 1}
              onClick={() => runRows(rows)}
            >
              {texts.runAll(rows.length)}
            </Button>
          )}
          {may.test && failed.length > 0 && failed.length < rows.length && (
            <Button size="xs" disabled={isRunning} onClick={() => runRows(failed)}>
              {texts.runFailed(failed.length)}
            </Button>
          )}
          {may.edit && <AddCaseMenu sample={sample} onAdded={choose} />}
          <span className={rows.length > searchFrom ? 'visually-hidden' : classes.summary} role="status">
            {summaryOf(counts, rows, isRunning)}
          </span>
        </div>
        <CaseList
          rows={shown}
          counts={counts}
          filter={filter}
          onFilter={setFilter}
          text={text}
          onText={setText}
          chosen={chosen.test.id}
          onChoose={choose}
          hasSearch={rows.length > searchFrom}
        />
      </div>
      <CaseDetail test={chosen.test} state={chosen.state} onRun={() => runRows([chosen])} onChoose={choose} />
    </div>
  );
}

/** A case that was just made of a run is run at once: that it passes is the proof that it holds the run. */
function useFirstRun(row: CaseRow | undefined, run: () => void) {
  const { flowId } = useEditor();
  const origin = useOrigin(flowId, row?.test.id ?? '');
  const isDue = origin !== undefined && row?.state === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: run is made anew at each render
  useEffect(() => {
    if (isDue) run();
  }, [isDue]);
}

function countsOf(rows: readonly CaseRow[]): Record<CaseFilter, number> {
  const counts = { all: rows.length, failed: 0, passed: 0, open: 0 };
  for (const { state, isOld } of rows) counts[groupOf(state, isOld)] += 1;
  return counts;
}

function summaryOf({ passed, failed }: Record<CaseFilter, number>, rows: readonly CaseRow[], isRunning: boolean): string {
  if (isRunning) return texts.running(rows.filter(({ state }) => state?.kind !== 'running').length, rows.length);
  if (passed + failed === 0) return '';
  return failed === 0 && passed === rows.length ? texts.allPassed(passed) : texts.somePassed(passed, passed + failed);
}
