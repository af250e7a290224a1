import type { Change } from '@crossdock/flows/diff/change';
import { diff } from '@crossdock/flows/diff/diff';
import { movedNodes } from '@crossdock/flows/diff/moved-nodes';
import { type Stop, stopsOf } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';

export type ChangeKind = Change['kind'];

/** All that differs between two flows, ready to be listed and drawn. */
export type FlowDiff = {
  readonly before: Flow;
  readonly after: Flow;
  readonly changes: readonly Change[];
  readonly stops: readonly Stop[];
  /** Steps that only stand elsewhere. */
  readonly moved: ReadonlySet<string>;
};

export function flowDiff(before: Flow, after: Flow): FlowDiff {
  const changes = diff(before, after);
  const stops = stopsOf(changes, before, after);
  const changed = new Set(stops.flatMap((stop) => (stop.part === 'node' ? [stop.key] : [])));
  return { before, after, changes, stops, moved: new Set(movedNodes(before, after).filter((id) => !changed.has(id))) };
}

/** How many things were added, removed, changed and moved. */
export function countsOf({ stops, moved }: FlowDiff): Record<ChangeKind | 'moved', number> {
  const of = (kind: ChangeKind) => stops.filter((stop) => stop.kind === kind).length;
  return { added: of('added'), removed: of('removed'), changed: of('changed'), moved: moved.size };
}
