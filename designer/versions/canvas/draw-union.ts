import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { deriveCanvas } from '../../canvas/derive-canvas.ts';
import type { CanvasNode, Drawing, StepNode, WireEdge } from '../../canvas/drawing.ts';
import { versionsTexts } from '../../texts/versions.ts';
import type { ChangeKind } from '../flow-diff.ts';
import type { Mark, UnionFlow } from './union-flow.ts';

/** What the legend hides: its marks go, and removed things with them. */
export type Hidden = ReadonlySet<ChangeKind | 'moved'>;

type Given = { readonly union: UnionFlow; readonly catalog: Catalog; readonly hidden: Hidden };
export type UnionDrawing = Pick<Drawing, 'nodes' | 'edges'>;

/** The nodes and edges of both flows in one. */
export function drawUnion({ union, catalog, hidden }: Given): UnionDrawing {
  const flow = shownOf(union, hidden);
  const drawing = deriveCanvas({ flow, catalog, problems: [], run: null, selected: [], selectedEdge: null, places: new Map() });
  const nodes = drawing.nodes.map((node) => {
    const mark = markOf(union.marks.get(node.id), hidden);
    const data = { ...node.data, mark, ...('wired' in node.data && { wired: withoutPluses(node as StepNode) }) };
    const said = mark && { ariaLabel: `${node.ariaLabel ?? ''}, ${versionsTexts.kindOf[mark.kind]}` };
    return { ...node, data, draggable: false, ...said } as CanvasNode;
  });
  const known = new Map(nodes.map((node) => [node.id, node]));
  const edges = drawing.edges.map((edge) => {
    const kind = union.wires.get(edge.id);
    const mark = kind && !hidden.has(kind) ? kind : null;
    const said = mark && { ariaLabel: `${edge.ariaLabel ?? edge.id}, ${versionsTexts.kindOf[mark]}` };
    return { ...withHandles(edge, known), data: { ...edge.data, mark }, ...said } as WireEdge;
  });
  return { nodes, edges };
}

/** The drawing with one thing chosen: a step, a wire's key, or `note:ID`. All others keep their identity. */
export function withSelection(drawing: UnionDrawing, selected: string | null): UnionDrawing {
  const id = selected?.replace(/^note:/, '');
  return {
    nodes: drawing.nodes.map((node) => (node.id === id ? { ...node, selected: true } : node)),
    edges: drawing.edges.map((edge) => (edge.id === id ? { ...edge, selected: true } : edge)),
  };
}

function shownOf({ flow, marks, wires }: UnionFlow, hidden: Hidden): Flow {
  if (!hidden.has('removed')) return flow;
  const isGone = (id: string) => marks.get(id)?.kind === 'removed';
  return {
    ...flow,
    nodes: flow.nodes.filter((node) => !isGone(node.id)),
    notes: flow.notes.filter((note) => !isGone(note.id)),
    edges: flow.edges.filter((edge) => wires.get(edgeKey(edge)) !== 'removed'),
  };
}

function markOf(mark: Mark | undefined, hidden: Hidden): Mark | null {
  return mark && !hidden.has(mark.kind) ? mark : null;
}

/** An output with a wire shows no plus to add a step behind it. */
function withoutPluses(node: StepNode): string[] {
  return [...node.data.wired, ...node.data.shape.outputs.map((port) => port.name)];
}

/** A wire may lead to a port that the step has no longer: it is drawn to the one at its side that is left. */
function withHandles(edge: WireEdge, nodes: ReadonlyMap<string, CanvasNode>): WireEdge {
  const at = (id: string, handle: string | null | undefined, type: 'source' | 'target') => {
    const handles = nodes.get(id)?.handles?.filter((each) => each.type === type) ?? [];
    return handles.some((each) => each.id === handle) ? handle : handles[0]?.id;
  };
  const [source, target] = [at(edge.source, edge.sourceHandle, 'source'), at(edge.target, edge.targetHandle, 'target')];
  return source === edge.sourceHandle && target === edge.targetHandle
    ? edge
    : { ...edge, sourceHandle: source ?? null, targetHandle: target ?? null };
}
