import { MultiSelect, Select } from '@mantine/core';
import { runLooks } from '../kit/status.ts';
import { useFlows } from '../server/queries.ts';
import type { RunFilter } from '../server/query-keys.ts';
import type { RunStatus } from '../server/shapes.ts';
import { spanOf, testChoices, timeSpans } from './run-filter.ts';
import classes from './run-filters.module.css';

const statusChoices = Object.entries(runLooks).map(([value, look]) => ({ value, label: look.word }));

/** Time, flow, status and test runs. */
export function RunFilters({ filter, onChange }: { filter: RunFilter; onChange: (filter: RunFilter) => void }) {
  const flows = useFlows(filter.env).data ?? [];
  return (
    <div className={classes.filters}>
      <Select
        aria-label="Time"
        value={spanOf(filter.hours).value}
        onChange={(value) => onChange({ ...filter, hours: value === 'all' ? null : Number(value) })}
        data={timeSpans.map((span) => ({ value: span.value, label: span.label }))}
        w={136}
      />
      <Select
        aria-label="Flow"
        searchable
        value={filter.flow}
        onChange={(flow) => onChange({ ...filter, flow: flow ?? '' })}
        data={[{ value: '', label: 'All flows' }, ...flows.map((flow) => ({ value: flow.id, label: flow.name }))]}
        w={190}
      />
      <MultiSelect
        aria-label="Status"
        placeholder={filter.status.length === 0 ? 'Any status' : ''}
        value={[...filter.status]}
        onChange={(status) => onChange({ ...filter, status: status as RunStatus[] })}
        data={statusChoices}
        clearable
        miw={150}
        maw={340}
      />
      <Select
        aria-label="Test runs"
        value={filter.tests}
        onChange={(tests) => onChange({ ...filter, tests: (tests ?? 'with') as RunFilter['tests'] })}
        data={[...testChoices]}
        w={148}
      />
    </div>
  );
}
