import type { Flow, FlowGroup, FlowNode, FlowNote, Problem } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import type { Edge, Node } from '@xyflow/react';
import type { Step } from '../server/shapes.ts';
import type { CardShape } from './card-shape.ts';
import type { Point } from './layout.ts';
import type { Box } from './wires/geometry.ts';
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
