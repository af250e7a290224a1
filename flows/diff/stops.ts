import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowNode } from '../document/flow.ts';
import { parsePath } from '../document/path.ts';
import type { Change } from './change.ts';

/** One thing that differs, as a person walks through the differences: a step with its wires, a wire of its own, a note, the settings. */
export type Stop = {
  /** A step's id, a wire's key; of other things their part and id: `note:n1`. */
  readonly key: string;
  readonly part: Change['part'];
  readonly kind: Change['kind'];
  readonly title: string;
  readonly nodeId: string | null;
  readonly changes: readonly Change[];
};

/** The changes of a flow thing by thing, in the order in which one walks: steps from left to right, then the rest. */
export function stopsOf(changes: readonly Change[], before: Flow, after: Flow): Stop[] {
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
    title: node?.name ?? (own.part === 'settings' ? 'Settings of the flow' : isWhole ? own.title : ownTitle(own)),
    nodeId: own.nodeId,
    changes,
  };
}

/** "Test case one order" of "Test case one order: message". */
function ownTitle({ title, part }: Change): string {
  return part === 'note' ? title : title.slice(0, title.lastIndexOf(': ')) || title;
}
