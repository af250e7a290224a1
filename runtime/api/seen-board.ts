import type { EnvironmentPermission } from '../access/permissions.ts';
import type { Session } from '../access/sessions.ts';
import type { Board, DriftKind, DriftLine, FlowCell, FlowLine, ThingLine } from '../board/board.ts';

/** What of an environment one has to see to be told that it was changed there by hand. */
const driftPermission: Readonly<Record<DriftKind, EnvironmentPermission>> = {
  flow: 'runs.read',
  lookup: 'lookups.read',
  connection: 'connections.read',
  variable: 'variables.read',
  contract: 'runs.read',
  environment: 'runs.read',
};

/** The board as somebody's roles let them see it: flows of their channels, and of environments without a role which versions run there and nothing else. */
export function seenBoard(all: Board, may: Session['may']): Board {
  const flows = all.flows.filter(({ channel }) => may('flows.read', { channel })).map((flow) => ({ ...flow, cells: flowCells(flow, may) }));
  const channels = new Map(flows.map(({ id, channel }) => [id, channel]));
  const isSeen = ({ env, kind, name }: DriftLine) =>
    kind === 'flow'
      ? channels.has(name) && may(driftPermission.flow, { env, channel: channels.get(name) })
      : may(driftPermission[kind], { env });
  return {
    flows,
    lookups: all.lookups.flatMap((line) => lookupLine(line, may)),
    contracts: all.contracts,
    drift: all.drift.filter(isSeen),
  };
}

function flowCells({ channel, cells }: FlowLine, may: Session['may']): FlowLine['cells'] {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([env, cell]) => {
      if (may('runs.read', { env, channel })) return [[env, cell]];
      return cell.version === null ? [] : [[env, versionOnly(cell)]];
    }),
  );
}

/** Which version runs where is known to everyone who sees the flow; how it fares there is not. */
function versionOnly({ version, behind }: FlowCell): FlowCell {
  const nothing = { coming: null, since: null, by: null, state: null, scheduledFor: null, promotion: null };
  return { version, behind, ...nothing, runs24h: null, failed24h: null, openExceptions: null };
}

function lookupLine(line: ThingLine, may: Session['may']): readonly ThingLine[] {
  const cells = Object.entries(line.cells).filter(([env]) => may('lookups.read', { env }));
  return cells.length === 0 ? [] : [{ ...line, cells: Object.fromEntries(cells) }];
}
