import type { TestCase } from '@crossdock/flows/document/flow';
import { Button, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useListKeys } from '../kit/data-table/use-list-keys.ts';
import { formatDuration } from '../kit/format.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { type CaseFilter, caseLook } from './case-look.ts';
import { type CaseState, reportOf } from './report-store.ts';
import classes from './test-cases.module.css';

export type CaseRow = { readonly test: TestCase; readonly state: CaseState | undefined; readonly isOld: boolean };

type Props = {
  rows: readonly CaseRow[];
  counts: Readonly<Record<CaseFilter, number>>;
  filter: CaseFilter;
  onFilter: (filter: CaseFilter) => void;
  text: string;
  onText: (text: string) => void;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  hasSearch: boolean;
};

const filters = ['all', 'failed', 'passed', 'open'] as const;

/** The cases with what became of each; `J K` and the arrows walk through them. */
export function CaseList({ rows, counts, filter, onFilter, text, onText, chosen, onChoose, hasSearch }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list, true, (key) => {
    if (key === 'open') return;
    const at = rows.findIndex(({ test }) => test.id === chosen);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + key.move))];
    if (!next) return;
    onChoose(next.test.id);
    list.current?.querySelector(`[data-case="${next.test.id}"]`)?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <>
      {hasSearch && (
        <div className={classes.filters}>
          <TextInput
            size="xs"
            aria-label={texts.find}
            placeholder={texts.find}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
          />
          <fieldset className={classes.chips} aria-label={texts.filters.label}>
            {filters
              .filter((each) => each === 'all' || counts[each] > 0)
              .map((each) => (
                <button key={each} type="button" className={classes.chip} aria-pressed={filter === each} onClick={() => onFilter(each)}>
                  {texts.filters[each]} <span className={classes.chipCount}>{counts[each]}</span>
                </button>
              ))}
          </fieldset>
        </div>
      )}
      <ul ref={list} className={classes.list} aria-label={texts.title}>
        {rows.map(({ test, state, isOld }) => (
          <li key={test.id} data-case={test.id}>
            <button
              type="button"
              className={classes.row}
              aria-current={test.id === chosen}
              data-chosen={test.id === chosen || undefined}
              onClick={() => onChoose(test.id)}
            >
              <StatusBadge look={caseLook(state, isOld)} variant="icon" size={16} />
              <span className={classes.rowName}>{test.name}</span>
              <span className={classes.rowFacts}>{factsOf(state, isOld)}</span>
            </button>
          </li>
        ))}
        {rows.length === 0 && (
          <li className={classes.none}>
            {texts.nothingShown}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                onFilter('all');
                onText('');
              }}
            >
              {texts.showAll}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}

function factsOf(state: CaseState | undefined, isOld: boolean): string {
  const report = reportOf(state);
  if (!report || state?.kind === 'broken') return '';
  if (isOld) return report.passed ? texts.wasPassed : texts.wasFailed;
  return report.passed ? formatDuration(report.durationMs) : texts.differences(report.findings.length);
}
