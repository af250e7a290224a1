import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowEdge, FlowGroup, FlowNode, FlowNote, Problem } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Step } from '../server/shapes.ts';
import { caption } from './caption.ts';
import { type CardShape, cardShape } from './card-shape.ts';
import { foldedSteps, groupNodeId, portHandle } from './groups/group-ids.ts';
import { foldedPlace, foldedShape, frameAround } from './groups/group-shape.ts';
import type { Point } from './layout.ts';
import { namedOutputs } from './named-outputs.ts';
import { isAlike, same, sameList } from './same-parts.ts';
import type { WireEnds } from './wires/curve.ts';
import type { Box } from './wires/geometry.ts';
import { routeAll, type WireToRoute } from './wires/route-all.ts';
import type { Route } from './wires/route-wire.ts';

export type ProblemMark = { readonly count: number; readonly severity: Problem['severity'] };

/** What a card shows of its step. */
export type StepData = {
  readonly node: FlowNode;
  /** Undefined for a type that this installation does not know. */
  readonly descriptor: NodeDescriptor | undefined;
  readonly shape: CardShape;
  readonly caption: string;
  readonly problems: ProblemMark | null;
  /** Where the step stands in the run shown; null in design mode. */
  readonly run: Step | null;
  readonly isRunMode: boolean;
  /** Outputs with a wire, the error port included. */
  readonly wired: readonly string[];
};

export type WireData = {
  /** Items that went this way; null in design mode. */
  readonly items: number | null;
  readonly state: 'idle' | 'taken' | 'live' | 'not-taken';
  readonly isError: boolean;
  /** It leads to what takes an effect back. */
  readonly isUndo: boolean;
};

/** A group: a frame around its steps, or one card in their place. */
export type GroupData = {
  readonly group: FlowGroup;
  /** Of the card; null while the group is open. */
  readonly shape: CardShape | null;
  /** The worst of what its steps are marked with; only on the card. */
  readonly problems: ProblemMark | null;
};

export type StepNode = Node<StepData & Record<string, unknown>, 'step'>;
export type NoteNode = Node<{ readonly note: FlowNote; readonly [key: string]: unknown }, 'note'>;
export type GroupNode = Node<GroupData & Record<string, unknown>, 'group'>;
export type CanvasNode = StepNode | NoteNode | GroupNode;
export type WireEdge = Edge<WireData & Record<string, unknown>, 'wire'>;
export type Drawing = {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly WireEdge[];
  /** Where each card is: what wires lead around. */
  readonly cards: ReadonlyMap<string, Box>;
  readonly routes: ReadonlyMap<string, Route>;
  /** What it was made from. */
  readonly input: CanvasInput | null;
};

/** A run as it lies over the drawing. */
export type RunOverlay = {
  readonly steps: ReadonlyMap<string, Step>;
  /** Items by `edgeKey`. */
  readonly items: ReadonlyMap<string, number>;
};

export type CanvasInput = {
  readonly flow: Flow;
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
  readonly run: RunOverlay | null;
  readonly selected: readonly string[];
  readonly selectedEdge: string | null;
  /** A step that is shown even where its group is collapsed. */
  readonly reveals?: string | null;
  /** Where steps stand while they are dragged or tidied; others stand where the document says. */
  readonly places: ReadonlyMap<string, Point>;
  /** Sizes of notes while they are pulled. */
  readonly sizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
};

export const emptyDrawing: Drawing = { nodes: [], edges: [], cards: new Map(), routes: new Map(), input: null };

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
    routes: routeAll(inLanes(endsOfAll(wires, drawn)), boxes, previous, input.places.size > 0),
    input,
  };
}

/** The shape of a step's card, as `deriveCanvas` draws it. */
export function shapeOf(node: FlowNode, catalog: Catalog): CardShape {
  const descriptor = catalog.get(node.type, node.version);
  return shapeWith(node, descriptor, captionOf(node, descriptor));
}

const none: readonly string[] = [];
const comparedDeeper: ReadonlySet<string> = new Set(['data', 'position', 'measured', 'domAttributes', 'handles']);

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

const port = 10;

function handlesOf(shape: CardShape): NodeHandle[] {
  const half = port / 2;
  const box = { width: port, height: port };
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

/** The wires between what is drawn; those within a collapsed group are not. */
function wireEdges(input: CanvasInput, previous: Drawing, folded: ReadonlyMap<string, FlowGroup>): WireEdge[] {
  const before = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const names = new Map(input.flow.nodes.map((node) => [node.id, node.name]));
  return input.flow.edges.flatMap((edge) => {
    const [source, target] = [pinOf(edge.from, folded), pinOf(edge.to, folded)];
    if (source.id === target.id) return [];
    const id = edgeKey(edge);
    const now: WireEdge = {
      id,
      type: 'wire',
      source: source.id,
      sourceHandle: source.handle,
      target: target.id,
      targetHandle: target.handle,
      selected: input.selectedEdge === id,
      ariaLabel: `Wire from ${names.get(edge.from.node)} to ${names.get(edge.to.node)}`,
      ariaRole: 'group',
      focusable: false,
      data: wireData(edge, id, input.run),
    };
    return [same(before.get(id), now, comparedDeeper)];
  });
}

/** Where all wires begin and end. */
function endsOfAll(edges: readonly WireEdge[], drawn: ReadonlyMap<string, StepNode | GroupNode>): Ended[] {
  return edges.flatMap(({ id, source, target, sourceHandle, targetHandle }) => {
    const [from, to] = [drawn.get(source), drawn.get(target)];
    const ends = from && to && endsOf(from, sourceHandle ?? '', to, targetHandle ?? '');
    return ends ? [{ id, source, ...ends }] : [];
  });
}

/** `output`: the position of the port among those of its card. */
type Ended = { readonly id: string; readonly source: string; readonly ends: WireEnds; readonly output: number };
type Pin = { readonly id: string; readonly handle: string };

function pinOf(end: FlowEdge['from'], folded: ReadonlyMap<string, FlowGroup>): Pin {
  const group = folded.get(end.node);
  return group ? { id: groupNodeId(group.id), handle: portHandle(end) } : { id: end.node, handle: end.port };
}

/** Where a wire begins and ends: at the outer rims of the two ports. Null when one of them is gone. */
function endsOf(from: StepNode | GroupNode, output: string, to: StepNode | GroupNode, input: string): Omit<Ended, 'id' | 'source'> | null {
  const [source, target] = [from.data.shape, to.data.shape];
  const out = source?.outputs.findIndex((port) => port.name === output) ?? -1;
  const into = target?.inputs.find((port) => port.name === input);
  if (!source || !into) return null;
  const half = port / 2;
  const end = { x: to.position.x - half, y: to.position.y + into.y };
  const outPort = source.outputs[out];
  if (outPort) {
    const start = { x: from.position.x + source.width + half, y: from.position.y + outPort.y };
    const ends: WireEnds = { from: start, leaves: 'right', to: end };
    return { ends, output: out };
  }
  const x = output === errorPort ? source.errorX : output === undoPort ? source.undoX : null;
  if (x === null) return null;
  const start = { x: from.position.x + x, y: from.position.y + source.height + half };
  return { ends: { from: start, leaves: 'down', to: end }, output: output === errorPort ? 1 : 0 };
}

/** Wires of one card get a lane each, so that none crosses another on its way out: below, the lower port turns first; above, the upper one. */
function inLanes(ended: readonly Ended[]): WireToRoute[] {
  const bySource = Map.groupBy(ended, (wire) => wire.source);
  return [...bySource.values()].flatMap((siblings) => {
    const [down, up] = [siblings.filter(isDownward), siblings.filter((wire) => !isDownward(wire))];
    const ordered = [...down.toSorted((a, b) => b.output - a.output), ...up.toSorted((a, b) => a.output - b.output)];
    return ordered.map(({ id, ends }, lane) => ({ id, ends, lane }));
  });
}

function isDownward({ ends }: Ended): boolean {
  return ends.to.y > ends.from.y;
}

function wireData(edge: FlowEdge, id: string, run: RunOverlay | null): WireEdge['data'] & WireData {
  const isError = edge.from.port === errorPort;
  const isUndo = edge.from.port === undoPort;
  if (!run) return { items: null, state: 'idle', isError, isUndo };
  const items = run.items.get(id) ?? 0;
  const target = run.steps.get(edge.to.node);
  const isLive = items > 0 && (target?.status === 'running' || target?.status === 'queued');
  return { items, state: items === 0 ? 'not-taken' : isLive ? 'live' : 'taken', isError, isUndo };
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
