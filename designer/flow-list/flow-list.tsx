import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { DataTable } from '../kit/data-table/data-table.tsx';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { FilterChip } from '../kit/filter-chip.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useBoard } from '../promotion/promotion-queries.ts';
import { useFlows } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { FlowSummary } from '../server/shapes.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import { useMay } from '../server/use-may.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { flowListTexts as texts } from '../texts/flow-list.ts';
import { DeleteFlow } from './delete-flow.tsx';
import { flowColumns } from './flow-columns.tsx';
import { channelsOf, type FlowFilter, type FlowState, filterFlows, flowStates } from './flow-filter.ts';
import classes from './flow-list.module.css';

const rowHeight = 43;
const idOf = (flow: FlowSummary) => flow.id;
const channelOf = (flow: FlowSummary) => flow.channel;

/** Every flow with its versions, its last day and its exceptions. */
export function FlowList() {
  const [, go] = useLocation();
  const environment = useEnvironment();
  const { environments } = useSignedIn();
  const mayEdit = useMay()('flows.edit');
  const flows = useFlows(environment.name);
  const { data: board } = useBoard();
  const phase = useLoadingPhase(flows.isPending);
  const [filter, setFilter] = useState<FlowFilter>({ text: '', channel: '', state: 'any' });
  const [selected, setSelected] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<FlowSummary | null>(null);
  useLiveEvents({ env: environment.name });

  const shown = useMemo(() => filterFlows(flows.data ?? [], filter, environment.name), [flows.data, filter, environment.name]);
  const columns = useMemo(
    () => flowColumns({ environments, board, onDelete: mayEdit ? setDeleting : null }),
    [environments, board, mayEdit],
  );
  const commands = useMemo<Command[]>(
    () =>
      !mayEdit
        ? []
        : [
            {
              id: 'flows.new',
              title: texts.newFlow,
              icon: 'plus',
              group: texts.title,
              shortcut: 'n',
              keywords: texts.newFlowKeywords,
              run: () => go('/new-flow'),
            },
          ],
    [mayEdit, go],
  );
  useCommands('flow-list', commands);

  const hasFlows = (flows.data?.length ?? 0) > 0;
  return (
    <Page crumbs={[{ title: texts.title }]}>
      <PageHeader
        title={texts.title}
        hint={hasFlows && <span className="number">{texts.count(shown.length)}</span>}
        actions={
          mayEdit && (
            <Button variant={hasFlows ? 'filled' : 'default'} leftSection={<Glyph name="plus" size={14} />} onClick={() => go('/new-flow')}>
              {texts.newFlow}
            </Button>
          )
        }
      />
      {hasFlows && <Filters filter={filter} onChange={setFilter} channels={channelsOf(flows.data ?? [])} />}
      {flows.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.failed} failure={flows.error} kept={texts.kept} onRetry={() => void flows.refetch()} />
        </div>
      )}
      <div className={classes.table}>
        {phase === 'skeleton' && <Skeleton rows={8} rowHeight={rowHeight} what={texts.loading} hasHead />}
        {phase === 'ready' && flows.data && !hasFlows && <NoFlows />}
        {phase === 'ready' && hasFlows && shown.length === 0 && (
          <EmptyState
            title={texts.noMatch}
            action={<Button onClick={() => setFilter({ text: '', channel: '', state: 'any' })}>{texts.clear}</Button>}
          >
            {texts.inAll(flows.data?.length ?? 0)}
          </EmptyState>
        )}
        {phase === 'ready' && shown.length > 0 && (
          <DataTable
            label={texts.title}
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
        aria-label={texts.findFlows}
        placeholder={texts.findByNamePurposeOwner}
        leftSection={<Glyph name="search" size={14} />}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        w={260}
      />
      <FilterChip
        name={texts.channel}
        icon="route"
        open="All channels"
        options={channels.map((channel) => ({ value: channel, label: channel }))}
        value={filter.channel === '' ? [] : [filter.channel]}
        onChange={([channel]) => onChange({ ...filter, channel: channel ?? '' })}
      />
      <FilterChip
        name={texts.state}
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
  const [, go] = useLocation();
  const mayEdit = useMay()('flows.edit');
  if (!mayEdit) return <EmptyState title={texts.noneForYou}>{texts.noneForYouHelp}</EmptyState>;
  return (
    <EmptyState
      title={texts.none}
      action={
        <>
          <Button variant="filled" onClick={() => go('/new-flow?from=guided')}>
            {texts.guided}
          </Button>
          <Button onClick={() => go('/new-flow?from=shopify-order-to-erp')}>{texts.openSample}</Button>
        </>
      }
    >
      {texts.noneHelp}
    </EmptyState>
  );
}
