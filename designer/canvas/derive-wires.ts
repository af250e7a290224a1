import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { FlowEdge, FlowGroup } from '@crossdock/flows/document/flow';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { portSize } from './card-shape.ts';
import type { CanvasInput, Drawing, GroupNode, RunOverlay, StepNode, WireData, WireEdge } from './drawing.ts';
import { groupNodeId, portHandle } from './groups/group-ids.ts';
import { comparedDeeper, same } from './same-parts.ts';
import type { WireEnds } from './wires/curve.ts';
import type { WireToRoute } from './wires/route-all.ts';

/** The wires between what is drawn; those within a collapsed group are not. */
export function wireEdges(input: CanvasInput, previous: Drawing, folded: ReadonlyMap<string, FlowGroup>): WireEdge[] {
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

/** All wires with where they begin and end, each in its lane. */
export function wiresToRoute(edges: readonly WireEdge[], drawn: ReadonlyMap<string, StepNode | GroupNode>): WireToRoute[] {
  return inLanes(endsOfAll(edges, drawn));
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
  const half = portSize / 2;
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
