import { FilterChip } from '../kit/filter-chip.tsx';
import { runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useFlows } from '../server/queries.ts';
import type { RunFilter } from '../server/query-keys.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import { spanOf, testChoices, timeSpans, usualHours } from './run-filter.ts';
import classes from './run-filters.module.css';

const statusOptions = Object.entries(runLooks).map(([value, look]) => ({ value, label: look.word, icon: <StatusBadge look={look} /> }));
const spanOptions = timeSpans.filter((span) => span.value !== 'all').map(({ value, label }) => ({ value, label }));
const testOptions = testChoices.filter((choice) => choice.value !== 'with').map(({ value, label }) => ({ value, label }));

/** Time, flow, status and test runs. */
export function RunFilters({ filter, onChange }: { filter: RunFilter; onChange: (filter: RunFilter) => void }) {
  const flows = useFlows(filter.env).data ?? [];
  return (
    <div className={classes.filters}>
      <FilterChip
        name={texts.time}
        icon="calendar"
        open="All time"
        options={spanOptions}
        value={filter.hours === null ? [] : [spanOf(filter.hours).value]}
        isUsual={filter.hours === usualHours}
        onChange={([hours]) => onChange({ ...filter, hours: hours === undefined ? null : Number(hours) })}
      />
      <FilterChip
        name={texts.flow}
        icon="topology-star-3"
        open="All flows"
        options={flows.map((flow) => ({ value: flow.id, label: flow.name }))}
        value={filter.flow === '' ? [] : [filter.flow]}
        onChange={([flow]) => onChange({ ...filter, flow: flow ?? '' })}
      />
      <FilterChip
        name={texts.status}
        icon="circle-dot"
        open="Any status"
        options={statusOptions}
        value={filter.status}
        onChange={(status) => onChange({ ...filter, status })}
        isMultiple
      />
      <FilterChip
        name={texts.testRuns}
        icon="flask"
        open="With test runs"
        options={testOptions}
        value={filter.tests === 'with' ? [] : [filter.tests]}
        onChange={([tests]) => onChange({ ...filter, tests: (tests ?? 'with') as RunFilter['tests'] })}
      />
    </div>
  );
}
