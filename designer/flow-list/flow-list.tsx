import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { FilterChip } from '../kit/filter-chip.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useFlows, useSampleFlows } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { FlowSummary } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { DeleteFlow } from './delete-flow.tsx';
import { flowColumns } from './flow-columns.tsx';
import { channelsOf, type FlowFilter, type FlowState, filterFlows, flowStates } from './flow-filter.ts';
import classes from './flow-list.module.css';
import { NewFlow, useNewFlow } from './new-flow.tsx';

const rowHeight = 43;
const idOf = (flow: FlowSummary) => flow.id;
const channelOf = (flow: FlowSummary) => flow.channel;

/** Every flow with its versions, its last day and its exceptions. */
export function FlowList() {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const { environments } = useSignedIn();
  const flows = useFlows(environment.name);
  const phase = useLoadingPhase(flows.isPending);
  const [filter, setFilter] = useState<FlowFilter>({ text: '', channel: '', state: 'any' });
  const [selected, setSelected] = useState<string | null>(null);
  const [isCreating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<FlowSummary | null>(null);
  useLiveEvents({ env: environment.name });

  const shown = useMemo(() => filterFlows(flows.data ?? [], filter, environment.name), [flows.data, filter, environment.name]);
  const columns = useMemo(() => flowColumns(environments, setDeleting), [environments]);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'flows.new',
        title: 'New flow',
        icon: 'plus',
        group: 'Flows',
        shortcut: 'n',
        keywords: 'create add',
        run: () => setCreating(true),
      },
    ],
    [],
  );
  useCommands('flow-list', commands);

  const hasFlows = (flows.data?.length ?? 0) > 0;
  return (
    <Page crumbs={[{ title: 'Flows' }]}>
      <PageHeader
        title="Flows"
        hint={hasFlows && <span className="number">{countOf(shown.length, 'flow')}</span>}
        actions={<NewFlow isOpen={isCreating} onChange={setCreating} channels={channelsOf(flows.data ?? [])} isQuiet={!hasFlows} />}
      />
      {hasFlows && <Filters filter={filter} onChange={setFilter} channels={channelsOf(flows.data ?? [])} />}
      {flows.isError && (
        <div className={classes.note}>
          <FailureNote
            what="Flows could not be loaded"
            failure={flows.error}
            kept="Filters are kept."
            onRetry={() => void flows.refetch()}
          />
        </div>
      )}
      <div className={classes.table}>
        {phase === 'skeleton' && <Skeleton rows={8} rowHeight={rowHeight} what="the flows" hasHead />}
        {phase === 'ready' && flows.data && !hasFlows && <NoFlows />}
        {phase === 'ready' && hasFlows && shown.length === 0 && (
          <EmptyState
            title="No flow matches the filters."
            action={<Button onClick={() => setFilter({ text: '', channel: '', state: 'any' })}>Clear filters</Button>}
          >
            {countOf(flows.data?.length ?? 0, 'flow')} in all channels.
          </EmptyState>
        )}
        {phase === 'ready' && shown.length > 0 && (
          <DataTable
            label="Flows"
            columns={columns}
            rows={shown}
            rowId={idOf}
            groupOf={channelOf}
            rowHeight={rowHeight}
            selectedId={selected}
            onSelect={(flow) => setSelected(flow.id)}
            onOpen={(flow) => go(`/flows/${flow.id}`)}
            opensOnClick
            isDimmed={flows.isPlaceholderData}
            minWidth={1020}
          />
        )}
      </div>
      <DeleteFlow flow={deleting} onClose={() => setDeleting(null)} />
    </Page>
  );
}

function Filters({
  filter,
  onChange,
  channels,
}: {
  filter: FlowFilter;
  onChange: (filter: FlowFilter) => void;
  channels: readonly string[];
}) {
  return (
    <search className={classes.filters}>
      <TextInput
        aria-label="Find flows"
        placeholder="Find by name, purpose, owner"
        leftSection={<Glyph name="search" size={14} />}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        w={260}
      />
      <FilterChip
        name="Channel"
        icon="route"
        open="All channels"
        options={channels.map((channel) => ({ value: channel, label: channel }))}
        value={filter.channel === '' ? [] : [filter.channel]}
        onChange={([channel]) => onChange({ ...filter, channel: channel ?? '' })}
      />
      <FilterChip
        name="State"
        icon="circle-dot"
        open="Any state"
        options={flowStates}
        value={filter.state === 'any' ? [] : [filter.state]}
        onChange={([state]) => onChange({ ...filter, state: (state ?? 'any') as FlowState })}
      />
    </search>
  );
}

function NoFlows() {
  const sample = useSampleFlows().data?.[0];
  const create = useNewFlow();
  return (
    <EmptyState
      title="No flows yet."
      action={
        sample && (
          <Button
            variant="filled"
            loading={create.isPending}
            onClick={() => create.mutate({ name: sample.name, channel: '', sample: sample.id })}
          >
            Open sample flow
          </Button>
        )
      }
    >
      {sample ? (
        <>
          Start from <em>{sample.name}</em> and send it a test order.
        </>
      ) : (
        'Create one with New flow: a trigger that takes messages in, and steps that turn them into what another system understands.'
      )}
    </EmptyState>
  );
}
