import type { FlowCounts } from '../engine/run-service.ts';
import { pauseAt } from '../lifecycle/deployments.ts';
import type { FlowRow } from '../lifecycle/flows.ts';
import type { LiveState } from '../lifecycle/live-state.ts';
import type { CellState, FlowCell, FlowLine } from './board.ts';

/** An environment as the board sees it, all of it in memory. */
export type Column = {
  readonly env: string;
  readonly state: LiveState;
  readonly counts: ReadonlyMap<string, FlowCounts>;
  /** Open requests into it, by flow. */
  readonly requests: ReadonlyMap<string, OpenRequest>;
  /** Ids of flows of which something was changed by hand. */
  readonly drifted: ReadonlySet<string>;
};

export type OpenRequest = { readonly id: string; readonly scheduledFor: number | null };

const noCounts: FlowCounts = { runs24h: 0, failed24h: 0, openExceptions: 0 };

/** One pass over flows and environments; asks nobody. */
export function flowLines(rows: readonly FlowRow[], columns: readonly Column[], now: number): readonly FlowLine[] {
  return rows.map((row) => {
    const cells: Record<string, FlowCell> = {};
    let before = row.latestVersion;
    for (const column of columns) {
      const cell = cellOf(row.id, column, before, now);
      if (cell) cells[column.env] = cell;
      before = column.state.flows[row.id]?.version ?? null;
    }
    const { id, name, channel, latestVersion: latest, draft, errors } = row;
    return { id, name, channel, draft: { changes: draft.changes, errors: errors ?? 0 }, latest, cells };
  });
}

function cellOf(id: string, { env, state, counts, requests, drifted }: Column, before: number | null, now: number): FlowCell | null {
  const live = state.flows[id];
  const scheduled = state.scheduled.find((one) => one.changes.some(({ flow }) => flow === id));
  const request = requests.get(id);
  const known = counts.get(id);
  if (!live && !scheduled && !request && !state.notMade[id] && !known?.openExceptions) return null;
  const scheduledFor = request?.scheduledFor ?? scheduled?.at ?? null;
  const word = (): CellState | null => {
    if (live && pauseAt({ pause: live.pause }, now)) return 'paused';
    if (state.notMade[id]) return 'blocked';
    if (scheduledFor !== null) return 'scheduled';
    if (request) return 'approval';
    if (live?.rollout) return 'rollout';
    if (live && drifted.has(`${env}/${id}`)) return 'drifted';
    return live ? 'live' : null;
  };
  return {
    version: live?.version ?? null,
    coming: live?.rollout ? { version: live.rollout.version, share: live.rollout.share } : null,
    since: live ? new Date(live.since).toISOString() : null,
    by: live?.by ?? null,
    state: word(),
    scheduledFor: scheduledFor === null ? null : new Date(scheduledFor).toISOString(),
    promotion: request?.id ?? live?.promotion ?? null,
    ...(known ?? noCounts),
    behind: live && before !== null ? Math.max(0, before - (live.rollout ?? live).version) : 0,
  };
}
