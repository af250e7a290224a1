import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowEdge, FlowNode, FlowNote, Problem } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { type NodeDescriptor, outputPorts } from '@crossdock/nodes/contract/descriptor';
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Step } from '../server/shapes.ts';
import { caption } from './caption.ts';
import { type CardShape, cardShape, type NamedPort } from './card-shape.ts';
import type { Point } from './layout.ts';

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

export type StepNode = Node<StepData & Record<string, unknown>, 'step'>;
export type NoteNode = Node<{ readonly note: FlowNote; readonly [key: string]: unknown }, 'note'>;
export type CanvasNode = StepNode | NoteNode;
export type WireEdge = Edge<WireData & Record<string, unknown>, 'wire'>;
export type Drawing = { readonly nodes: readonly CanvasNode[]; readonly edges: readonly WireEdge[] };

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
  /** Where steps stand while they are dragged or tidied; others stand where the document says. */
  readonly places: ReadonlyMap<string, Point>;
  /** Sizes of notes while they are pulled. */
  readonly sizes?: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
};

export const emptyDrawing: Drawing = { nodes: [], edges: [] };

/** Nodes and edges as React Flow draws them. Those that did not change since `previous` keep their identity, so that only the others are drawn again. */
export function deriveCanvas(input: CanvasInput, previous: Drawing = emptyDrawing): Drawing {
  const before = new Map(previous.nodes.map((node) => [node.id, node]));
  const beforeEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const marks = marksOf(input.problems);
  const wired = wiredOutputs(input.flow.edges);
  const selected = new Set(input.selected);
  const nodes = [
    ...input.flow.notes.map((note) => same(before.get(note.id), noteNode(note, input, selected.has(note.id)))),
    ...input.flow.nodes.map((node) => {
      const old = before.get(node.id) as StepNode | undefined;
      const data = stepData(node, input, marks.get(node.id) ?? null, wired.get(node.id) ?? none, old?.data);
      return same(old, stepNode(data, input.places.get(node.id) ?? node.position, selected.has(node.id)));
    }),
  ];
  const names = new Map(input.flow.nodes.map((node) => [node.id, node.name]));
  const edges = input.flow.edges.map((edge) => same(beforeEdges.get(edgeKey(edge)), wireEdge(edge, input, names)));
  return { nodes: sameList(previous.nodes, nodes), edges: sameList(previous.edges, edges) };
}

/** The shape of a step's card, as `deriveCanvas` draws it. */
export function shapeOf(node: FlowNode, catalog: Catalog): CardShape {
  return shapeWith(node, catalog.get(node.type, node.version));
}

/** The outputs of a step with their titles, without `error`. */
export function namedOutputs(descriptor: NodeDescriptor, config: unknown): NamedPort[] {
  const { outputs } = descriptor.ports;
  const fixed: readonly NamedPort[] = Array.isArray(outputs) ? outputs : ((outputs as { also?: readonly NamedPort[] }).also ?? []);
  return outputPorts(descriptor.ports, config)
    .filter((name) => name !== errorPort && name !== undoPort)
    .map((name) => ({ name, title: fixed.find((port) => port.name === name)?.title ?? name }));
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
  const isSameStep = old?.node === node && old.descriptor === descriptor;
  const data: StepData = {
    node,
    descriptor,
    shape: isSameStep ? old.shape : shapeWith(node, descriptor),
    caption: isSameStep ? old.caption : caption(descriptor?.caption ?? '', withDefaults(descriptor, node.config)),
    problems: old && isAlike(old.problems, problems) ? old.problems : problems,
    run: run?.steps.get(node.id) ?? null,
    isRunMode: run !== null,
    wired: old && isAlike(old.wired, wired) ? old.wired : wired,
  };
  return old && isAlike(old, data) ? old : data;
}

function shapeWith(node: FlowNode, descriptor: NodeDescriptor | undefined): CardShape {
  return cardShape({
    name: node.name,
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

function stepNode(data: StepData, position: Point, selected: boolean): StepNode {
  const { shape, node } = data;
  const size = { width: shape.width, height: shape.height };
  return {
    id: node.id,
    type: 'step',
    position,
    data: data as StepNode['data'],
    selected,
    ...size,
    measured: size,
    handles: handlesOf(shape),
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

function wireEdge(edge: FlowEdge, { run, selectedEdge }: CanvasInput, names: ReadonlyMap<string, string>): WireEdge {
  const id = edgeKey(edge);
  return {
    id,
    type: 'wire',
    source: edge.from.node,
    sourceHandle: edge.from.port,
    target: edge.to.node,
    targetHandle: edge.to.port,
    selected: selectedEdge === id,
    ariaLabel: `Wire from ${names.get(edge.from.node)} to ${names.get(edge.to.node)}`,
    ariaRole: 'group',
    focusable: false,
    data: wireData(edge, id, run),
  };
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

/** The old object when nothing in it changed; data and places are compared one level deep. */
function same<T extends { data?: unknown; position?: Point }>(old: T | undefined, now: T): T {
  if (!old) return now;
  const keys = Object.keys(now) as (keyof T)[];
  const isUnchanged = keys.every(
    (key) => Object.is(old[key], now[key]) || (comparedDeeper.has(String(key)) && isAlike(old[key], now[key])),
  );
  return isUnchanged ? old : now;
}

const comparedDeeper = new Set(['data', 'position', 'measured', 'domAttributes', 'handles']);

function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) && Array.isArray(b) && typeof a[0] === 'object')
    return a.length === b.length && a.every((entry, i) => isAlike(entry, b[i]));
  const keys = Object.keys(b);
  return (
    Object.keys(a).length === keys.length &&
    keys.every((key) => Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

function sameList<T>(old: readonly T[], now: readonly T[]): readonly T[] {
  return old.length === now.length && old.every((entry, i) => entry === now[i]) ? old : now;
}
