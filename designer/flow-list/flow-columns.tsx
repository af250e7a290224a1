import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from 'wouter';
import type { Column } from '../kit/data-table/column.ts';
import { RowActions } from '../kit/data-table/row-actions.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { NodeTile } from '../kit/node-tile.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Sparkline } from '../kit/sparkline.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { cellLooks } from '../promotion/promotion-looks.ts';
import type { CellState } from '../promotion/shapes.ts';
import type { Board, Environment, FlowSummary } from '../server/shapes.ts';
import { flowListTexts as texts } from '../texts/flow-list.ts';
import classes from './flow-list.module.css';

/** The columns of the flow list: a version column per environment, and the actions of a row. */
export function flowColumns({
  environments,
  board,
  onDelete,
}: {
  readonly environments: readonly Environment[];
  /** Left out while it is loaded: then only the versions show. */
  readonly board: Board | undefined;
  readonly onDelete: ((flow: FlowSummary) => void) | null;
}): Column<FlowSummary>[] {
  const cells = new Map(board?.flows.map((flow) => [flow.id, flow.cells]));
  return [
    { id: 'flow', title: texts.flow, width: 'minmax(250px, 3fr)', render: (flow) => <FlowName flow={flow} /> },
    ...environments.map(
      (environment): Column<FlowSummary> => ({
        id: `env-${environment.name}`,
        title: environment.name,
        head: <EnvChip name={environment.name} kind={environment.class} size="sm" />,
        width: '76px',
        render: (flow) => (
          <Version version={flow.deployments[environment.name]} state={cells.get(flow.id)?.[environment.name]?.state ?? null} />
        ),
      }),
    ),
    { id: 'activity', title: texts.last24H, width: '84px', render: (flow) => <Sparkline hours={flow.activity} /> },
    { id: 'rate', title: texts.runsH, width: '68px', align: 'right', render: (flow) => formatCount(flow.runsLastHour) },
    { id: 'exceptions', title: texts.exceptions, width: '92px', align: 'right', render: (flow) => <Exceptions flow={flow} /> },
    {
      id: 'owner',
      title: texts.owner,
      width: 'minmax(90px, 1fr)',
      render: (flow) => <span className={classes.secondary}>{flow.owner}</span>,
    },
    { id: 'changed', title: texts.changed, width: '132px', render: (flow) => <Changed flow={flow} /> },
    {
      id: 'actions',
      title: texts.actions,
      isTitleHidden: true,
      width: '156px',
      align: 'right',
      render: (flow) => <Actions flow={flow} onDelete={onDelete} />,
    },
  ];
}

function FlowName({ flow }: { flow: FlowSummary }) {
  return (
    <div className={classes.flow}>
      <NodeTile tile={flow.trigger ? 'outside' : 'routing'} icon={flow.trigger?.icon ?? 'circle-dashed'} />
      <div className={classes.words}>
        <Link href={`/flows/${flow.id}`} className={classes.name} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
          {flow.name}
        </Link>
        <div className={classes.purpose}>{flow.purpose === '' ? (flow.trigger?.caption ?? texts.noTriggerYet) : flow.purpose}</div>
      </div>
    </div>
  );
}

/** The version, and its state where somebody should know it. */
function Version({ version, state }: { version: number | undefined; state: CellState | null }) {
  const look = state === null || state === 'live' ? null : cellLooks[state];
  if (version === undefined && look === null) return <span className={classes.none}>{texts.notLive}</span>;
  return (
    <span className={classes.version}>
      <span className="mono">{version === undefined ? texts.notLive : texts.v(version)}</span>
      {look && <StatusBadge look={look} variant="icon" />}
    </span>
  );
}

function Exceptions({ flow }: { flow: FlowSummary }) {
  if (flow.openExceptions === 0) return <span className={classes.none}>0</span>;
  return (
    <Link href={`/runs?flow=${flow.id}&status=partial,failed`} className={classes.exceptions} onClick={(event) => event.stopPropagation()}>
      <Glyph name="alert-circle" size={14} />
      {formatCount(flow.openExceptions)}
    </Link>
  );
}

function Changed({ flow }: { flow: FlowSummary }) {
  return (
    <div>
      <RelativeTime at={flow.draft.updatedAt} />
      <div className={classes.hint}>
        {flow.draft.isChanged && flow.latestVersion !== null ? texts.draftBy : ''}
        {flow.draft.updatedBy}
      </div>
    </div>
  );
}

function Actions({ flow, onDelete }: { flow: FlowSummary; onDelete: ((flow: FlowSummary) => void) | null }) {
  return (
    <RowActions>
      <Button size="xs" component={Link} href={`/flows/${flow.id}`} tabIndex={-1}>
        {texts.open}
      </Button>
      <Button size="xs" component={Link} href={`/runs?flow=${flow.id}`} tabIndex={-1}>
        {texts.runs}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="xs" aria-label={texts.moreFor(flow.name)} tabIndex={-1}>
            <Glyph name="dots" size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`/flows/${flow.id}/versions`} leftSection={<Glyph name="history" size={14} />}>
            {texts.versions}
          </Menu.Item>
          <Menu.Item component={Link} href={`/flows/${flow.id}/settings`} leftSection={<Glyph name="settings" size={14} />}>
            {texts.settings}
          </Menu.Item>
          {onDelete && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<Glyph name="trash" size={14} />} onClick={() => onDelete(flow)}>
                {texts.deleteFlow}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </RowActions>
  );
}
