import type { Change } from '@crossdock/flows/diff/change';
import { diff } from '@crossdock/flows/diff/diff';
import { movedNodes } from '@crossdock/flows/diff/moved-nodes';
import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import { parsePath } from '@crossdock/flows/document/path';
import { versionsTexts } from '../texts/versions.ts';

export type ChangeKind = Change['kind'];

/** One thing that differs, as a person walks through the differences: a step with its wires, a wire of its own, a note, the settings. */
export type Stop = {
  /** A step's id, a wire's key; of other things their part and id: `note:n1`. */
  readonly key: string;
  readonly part: Change['part'];
  readonly kind: ChangeKind;
  readonly title: string;
  readonly nodeId: string | null;
  readonly changes: readonly Change[];
};

/** All that differs between two flows, ready to be listed and drawn. */
export type FlowDiff = {
  readonly before: Flow;
  readonly after: Flow;
  readonly changes: readonly Change[];
  /** In the order in which one walks: steps from left to right, then the rest. */
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

function stopsOf(changes: readonly Change[], before: Flow, after: Flow): Stop[] {
  const nodes = new Map([...before.nodes, ...after.nodes].map((node) => [node.id, node]));
  const owners = new Set(changes.flatMap((change) => (isWholeStep(change) && change.nodeId !== null ? [change.nodeId] : [])));
  const groups = Map.groupBy(changes, (change) => keyOf(change, owners));
  const stops = [...groups].map(([key, group]) => stopOf(key, group, nodes));
  const turn: Stop['part'][] = ['node', 'edge', 'settings', 'note', 'group', 'test'];
  const place = (stop: Stop) => nodes.get(stop.nodeId ?? '')?.position ?? { x: 0, y: 0 };
  return stops.toSorted(
    (a, b) => turn.indexOf(a.part) - turn.indexOf(b.part) || (a.part === 'node' ? place(a).x - place(b).x || place(a).y - place(b).y : 0),
  );
}

function isWholeStep({ part, at }: Change): boolean {
  return part === 'node' && at.length === 0;
}

/** The wires of a step that came or went are told with it. */
function keyOf(change: Change, owners: ReadonlySet<string>): string {
  const { part, nodeId, path } = change;
  if (part === 'node') return nodeId ?? '';
  if (part === 'settings') return 'settings';
  if (part !== 'edge') return `${part}:${parsePath(path ?? '')[0] ?? ''}`;
  const edge = (change.after ?? change.before) as Flow['edges'][number];
  return [edge.to.node, edge.from.node].find((id) => owners.has(id)) ?? edgeKey(edge);
}

function stopOf(key: string, changes: readonly Change[], nodes: ReadonlyMap<string, FlowNode>): Stop {
  const [first] = changes as [Change, ...Change[]];
  const own = changes.find((change) => change.part === 'node') ?? first;
  const node = own.part === 'node' ? nodes.get(key) : undefined;
  const isWhole = own.at.length === 0;
  return {
    key,
    part: own.part,
    kind: isWhole ? own.kind : 'changed',
    title: node?.name ?? (own.part === 'settings' ? versionsTexts.settings : isWhole ? own.title : ownTitle(own)),
    nodeId: own.nodeId,
    changes,
  };
}

/** "Test case one order" of "Test case one order: message". */
function ownTitle({ title, part }: Change): string {
  return part === 'note' ? title : title.slice(0, title.lastIndexOf(': ')) || title;
}
