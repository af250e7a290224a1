import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowNode, Position } from '@crossdock/flows/document/flow';
import type { ChangeKind, FlowDiff } from '../flow-diff.ts';

export type Mark = { readonly kind: ChangeKind | 'moved'; readonly count: number };
export type Size = { readonly width: number; readonly height: number };

/** Both flows in one drawing: the new one, and what was removed at its old place. */
export type UnionFlow = {
  readonly flow: Flow;
  /** By id of the step or note; what is the same has none. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** By key. */
  readonly wires: ReadonlyMap<string, 'added' | 'removed'>;
};

export function unionFlow({ before, after, stops, moved }: FlowDiff, sizeOf: (node: FlowNode) => Size): UnionFlow {
  const marks = new Map<string, Mark>([...moved].map((id) => [id, { kind: 'moved', count: 0 }]));
  for (const { part, kind, key, changes } of stops) {
    if (part === 'node') marks.set(key, { kind, count: changes.length });
    if (part === 'note') marks.set(key.slice('note:'.length), { kind, count: 1 });
  }
  const kept = new Set(after.nodes.map((node) => node.id));
  const ghosts = apart(
    before.nodes.filter((node) => !kept.has(node.id)),
    after.nodes,
    sizeOf,
  );
  const notes = new Set(after.notes.map((note) => note.id));
  const [olds, news] = [before, after].map((flow) => new Set(flow.edges.map(edgeKey))) as [Set<string>, Set<string>];
  const gone = before.edges.filter((edge) => !news.has(edgeKey(edge)));
  return {
    flow: {
      ...after,
      nodes: [...after.nodes, ...ghosts],
      edges: [...after.edges, ...gone],
      notes: [...after.notes, ...before.notes.filter((note) => !notes.has(note.id))],
      groups: [],
    },
    marks,
    wires: new Map([
      ...after.edges.flatMap((edge) => (olds.has(edgeKey(edge)) ? [] : [[edgeKey(edge), 'added'] as const])),
      ...gone.map((edge) => [edgeKey(edge), 'removed'] as const),
    ]),
  };
}

const grid = 8;
const gap = 16;

/** Ghosts keep their places unless something stands there now; then they step down until they are free. */
function apart(ghosts: readonly FlowNode[], others: readonly FlowNode[], sizeOf: (node: FlowNode) => Size): FlowNode[] {
  const taken = others.map((node) => ({ ...node.position, ...sizeOf(node) }));
  return ghosts.map((node) => {
    const size = sizeOf(node);
    let at: Position = node.position;
    for (let hit = taken.find((box) => meets(box, at, size)); hit; hit = taken.find((box) => meets(box, at, size))) {
      at = { x: at.x, y: Math.ceil((hit.y + hit.height + gap) / grid) * grid };
    }
    taken.push({ ...at, ...size });
    return at === node.position ? node : { ...node, position: at };
  });
}

function meets(box: Position & Size, at: Position, size: Size): boolean {
  return at.x < box.x + box.width && box.x < at.x + size.width && at.y < box.y + box.height && box.y < at.y + size.height;
}
