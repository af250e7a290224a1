import type { FlowEdge, FlowGroup, FlowNode, FlowNote, Problem } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { type NodeHandle, Position } from '@xyflow/react';
import { caption } from './caption.ts';
import { type CardShape, cardShape, portSize } from './card-shape.ts';
import { wireEdges, wiresToRoute } from './derive-wires.ts';
import {
  type CanvasInput,
  type CanvasNode,
  type Drawing,
  emptyDrawing,
  type GroupNode,
  type NoteNode,
  type ProblemMark,
  type StepData,
  type StepNode,
} from './drawing.ts';
import { foldedSteps, groupNodeId } from './groups/group-ids.ts';
import { foldedPlace, foldedShape, frameAround } from './groups/group-shape.ts';
import type { Point } from './layout.ts';
import { namedOutputs } from './named-outputs.ts';
import { comparedDeeper, isAlike, same, sameList } from './same-parts.ts';
import type { Box } from './wires/geometry.ts';
import { routeAll } from './wires/route-all.ts';

/** Nodes and edges as React Flow draws them. Those that did not change since `previous` keep their identity, so that only the others are drawn again. */
export function deriveCanvas(input: CanvasInput, previous: Drawing = emptyDrawing): Drawing {
  const before = new Map(previous.nodes.map((node) => [node.id, node]));
  const marks = marksOf(input.problems);
  const wired = wiredOutputs(input.flow.edges);
  const selected = new Set(input.selected);
  // A run shows every step that took part.
  const folded = input.run
    ? new Map<string, FlowGroup>()
    : foldedSteps(input.flow, input.reveals ? [...input.selected, input.reveals] : input.selected);
  const steps = input.flow.nodes
    .filter((node) => !folded.has(node.id))
    .map((node) => {
      const old = before.get(node.id) as StepNode | undefined;
      const data = stepData(node, input, marks.get(node.id) ?? null, wired.get(node.id) ?? none, old?.data);
      return stepNode(data, input.places.get(node.id) ?? node.position, selected.has(node.id), old);
    });
  const boxes = new Map(steps.map((step) => [step.id, boxOf(step)]));
  const groups = input.flow.groups.flatMap((group) => {
    const id = groupNodeId(group.id);
    const isFolded = group.nodes.some((node) => folded.get(node) === group);
    const node = isFolded ? foldedNode(group, input, marks, selected.has(id)) : frameNode(group, boxes, selected.has(id));
    return node ? [same(before.get(id) as GroupNode | undefined, node, comparedDeeper)] : [];
  });
  const notes = input.flow.notes.map((note) =>
    same(before.get(note.id) as NoteNode | undefined, noteNode(note, input, selected.has(note.id)), comparedDeeper),
  );
  for (const group of groups) if (group.data.shape) boxes.set(group.id, boxOf(group));
  const drawn = new Map<string, StepNode | GroupNode>([...steps, ...groups].map((node) => [node.id, node]));
  const nodes = [...groups, ...notes, ...steps];
  const wires = isDrawnFrom(previous.input, input) ? previous.edges : wireEdges(input, previous, folded);
  return {
    nodes: sameList<CanvasNode>(previous.nodes, nodes),
    edges: sameList(previous.edges, wires),
    cards: boxes,
    routes: routeAll(wiresToRoute(wires, drawn), boxes, previous, input.places.size > 0),
    input,
  };
}

/** The shape of a step's card, as `deriveCanvas` draws it. */
export function shapeOf(node: FlowNode, catalog: Catalog): CardShape {
  const descriptor = catalog.get(node.type, node.version);
  return shapeWith(node, descriptor, captionOf(node, descriptor));
}

const none: readonly string[] = [];

function stepData(
  node: FlowNode,
  { catalog, run }: CanvasInput,
  problems: ProblemMark | null,
  wired: readonly string[],
  old: StepData | undefined,
): StepData {
  const descriptor = catalog.get(node.type, node.version);
  const isSameStep = old !== undefined && old.descriptor === descriptor && isDrawnAlike(old.node, node);
  const line = isSameStep ? old.caption : captionOf(node, descriptor);
  const data: StepData = {
    node: old && isSameStep && isWholeAlike(old.node, node) ? old.node : node,
    descriptor,
    shape: isSameStep ? old.shape : shapeWith(node, descriptor, line),
    caption: line,
    problems: old && isAlike(old.problems, problems) ? old.problems : problems,
    run: run?.steps.get(node.id) ?? null,
    isRunMode: run !== null,
    wired: old && isAlike(old.wired, wired) ? old.wired : wired,
  };
  return old && isAlike(old, data) ? old : data;
}

/** Whether name and settings are those of before: what a card's texts and ports are made from. */
function isDrawnAlike(a: FlowNode, b: FlowNode): boolean {
  return a === b || (a.name === b.name && a.config === b.config);
}

/** A step that only moved is drawn from the same data. */
function isWholeAlike(a: FlowNode, b: FlowNode): boolean {
  return (
    a === b || (a.name === b.name && a.config === b.config && a.disabled === b.disabled && a.note === b.note && a.onFailure === b.onFailure)
  );
}

function captionOf(node: FlowNode, descriptor: NodeDescriptor | undefined): string {
  return caption(descriptor?.caption ?? '', withDefaults(descriptor, node.config));
}

function shapeWith(node: FlowNode, descriptor: NodeDescriptor | undefined, line: string): CardShape {
  return cardShape({
    name: node.name,
    caption: line,
    inputs: descriptor?.ports.inputs ?? [{ name: 'in' }],
    outputs: descriptor ? namedOutputs(descriptor, node.config) : [{ name: 'out' }],
    areOutputsEqual: descriptor !== undefined && !Array.isArray(descriptor.ports.outputs),
    hasErrorPort: descriptor !== undefined && descriptor.kind !== 'trigger',
    hasUndoPort: descriptor?.kind === 'effect',
  });
}

/** The caption speaks of what is in force, so a setting that was left out counts with its default. */
function withDefaults(descriptor: NodeDescriptor | undefined, config: Record<string, unknown>): Record<string, unknown> {
  const properties = (descriptor?.configSchema.properties ?? {}) as Record<string, { default?: unknown }>;
  const defaults = Object.entries(properties).flatMap(([key, property]) =>
    property.default === undefined ? [] : [[key, property.default]],
  );
  return { ...Object.fromEntries(defaults), ...config };
}

function stepNode(data: StepData, position: Point, selected: boolean, old: StepNode | undefined): StepNode {
  const isHere = old && old.position.x === position.x && old.position.y === position.y;
  if (isHere && old.data === data && old.selected === selected) return old;
  const { shape, node } = data;
  const size = { width: shape.width, height: shape.height };
  return {
    id: node.id,
    type: 'step',
    position: isHere ? old.position : position,
    data: data as StepNode['data'],
    selected,
    zIndex: selected ? 2 : 1,
    ...size,
    measured: size,
    handles: old && old.data.shape === shape ? (old.handles ?? []) : handlesOf(shape),
    ariaLabel: labelOf(data),
    ariaRole: 'group',
    focusable: false,
    domAttributes: { tabIndex: -1 },
  };
}

function handlesOf(shape: CardShape): NodeHandle[] {
  const half = portSize / 2;
  const box = { width: portSize, height: portSize };
  const bottomHandle = (id: string, x: number | null): NodeHandle[] =>
    x === null ? [] : [{ id, type: 'source', position: Position.Bottom, x: x - half, y: shape.height - half, ...box }];
  return [
    ...shape.inputs.map(({ name, y }) => ({ id: name, type: 'target' as const, position: Position.Left, x: -half, y: y - half, ...box })),
    ...shape.outputs.map(({ name, y }) => ({
      id: name,
      type: 'source' as const,
      position: Position.Right,
      x: shape.width - half,
      y: y - half,
      ...box,
    })),
    ...bottomHandle(errorPort, shape.errorX),
    ...bottomHandle(undoPort, shape.undoX),
  ];
}

function labelOf({ node, descriptor, caption: line, problems, run }: StepData): string {
  const parts = [
    node.name,
    descriptor?.title ?? 'unknown type',
    line,
    node.disabled ? 'off' : '',
    problems ? `${problems.count} ${problems.severity}${problems.count === 1 ? '' : 's'}` : '',
    run ? `${run.status}, ${run.itemsIn} in` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function noteNode(note: FlowNote, { places, sizes }: CanvasInput, selected: boolean): NoteNode {
  const size = sizes?.get(note.id) ?? note.size;
  return {
    id: note.id,
    type: 'note',
    position: places.get(note.id) ?? note.position,
    data: { note },
    selected,
    ...size,
    measured: size,
    zIndex: -1,
    connectable: false,
    ariaLabel: `Note: ${note.text}`,
    ariaRole: 'group',
    focusable: false,
    domAttributes: { tabIndex: -1 },
  };
}

function boxOf({ position, width = 0, height = 0 }: StepNode | GroupNode): Box {
  return { x: position.x, y: position.y, width, height };
}

function frameNode(group: FlowGroup, boxes: ReadonlyMap<string, Box>, selected: boolean): GroupNode | null {
  const frame = frameAround(group.nodes.flatMap((id) => boxes.get(id) ?? []));
  if (!frame) return null;
  const size = { width: frame.width, height: frame.height };
  return {
    id: groupNodeId(group.id),
    type: 'group',
    position: { x: frame.x, y: frame.y },
    data: { group, shape: null, problems: null },
    selected,
    ...size,
    measured: size,
    // Above the wires, so that its title can be taken, and below the cards.
    zIndex: 0,
    connectable: false,
    // The steps and the empty space within keep the pointer to themselves; only title and border take it.
    style: frameStyle,
    ariaLabel: `Group ${group.title}, ${group.nodes.length} steps`,
    ariaRole: 'group',
    focusable: false,
    domAttributes: { tabIndex: -1 },
  };
}

const frameStyle = { pointerEvents: 'none' } as const;

function foldedNode(
  group: FlowGroup,
  { flow, places, catalog }: CanvasInput,
  marks: ReadonlyMap<string, ProblemMark>,
  selected: boolean,
): GroupNode {
  const shape = foldedShape(flow, group, catalog);
  const size = { width: shape.width, height: shape.height };
  const id = groupNodeId(group.id);
  const own = group.nodes.flatMap((node) => marks.get(node) ?? []);
  const severity = own.some((mark) => mark.severity === 'error') ? 'error' : 'warning';
  return {
    id,
    type: 'group',
    position: places.get(id) ?? foldedPlace(flow, group),
    data: { group, shape, problems: own.length > 0 ? { severity, count: own.reduce((sum, mark) => sum + mark.count, 0) } : null },
    selected,
    ...size,
    measured: size,
    zIndex: 1,
    handles: handlesOf(shape),
    ariaLabel: `Group ${group.title}, collapsed, ${group.nodes.length} steps`,
    ariaRole: 'group',
    focusable: false,
    domAttributes: { tabIndex: -1 },
  };
}

/** Whether only places have changed: then the wires themselves are those of before. */
function isDrawnFrom(before: CanvasInput | null, now: CanvasInput): boolean {
  return (
    before !== null &&
    before.flow === now.flow &&
    before.run === now.run &&
    before.selected === now.selected &&
    before.selectedEdge === now.selectedEdge &&
    before.reveals === now.reveals
  );
}

function marksOf(problems: readonly Problem[]): Map<string, ProblemMark> {
  const marks = new Map<string, ProblemMark>();
  const rank = { error: 2, warning: 1, hint: 0 };
  for (const { nodeId, severity } of problems) {
    if (nodeId === null || severity === 'hint') continue;
    const mark = marks.get(nodeId);
    marks.set(nodeId, { count: (mark?.count ?? 0) + 1, severity: mark && rank[mark.severity] > rank[severity] ? mark.severity : severity });
  }
  return marks;
}

function wiredOutputs(edges: readonly FlowEdge[]): Map<string, string[]> {
  const outputs = new Map<string, string[]>();
  for (const { from } of edges) outputs.set(from.node, [...new Set([...(outputs.get(from.node) ?? []), from.port])]);
  return outputs;
}
