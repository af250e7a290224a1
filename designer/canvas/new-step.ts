import type { Flow, FlowEdge, FlowNode } from '@crossdock/flows/document/flow';
import { nodeSchema } from '@crossdock/flows/document/flow';
import { canConnect } from '@crossdock/flows/graph/can-connect';
import { type Catalog, inputNames } from '@crossdock/flows/graph/catalog';
import { newNodeId } from '@crossdock/flows/graph/new-node-id';
import type { Operation } from '@crossdock/flows/operations/operation';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { emptyObject } from '../inspector/config-value.ts';
import { formOf } from '../inspector/form.ts';
import { shapeOf } from './derive-canvas.ts';
import { type Point, snap } from './layout.ts';
import { namedOutputs } from './named-outputs.ts';

/** How a new step is tied to what is there. */
export type Link =
  | { readonly kind: 'free' }
  | { readonly kind: 'after'; readonly node: string; readonly port: string }
  | { readonly kind: 'before'; readonly node: string; readonly port: string }
  | { readonly kind: 'edge'; readonly edge: FlowEdge };

type Site = { readonly flow: Flow; readonly catalog: Catalog };

/** A step of a type with the settings it must have, and an id that nothing had before. */
export function makeStep({ flow }: Pick<Site, 'flow'>, descriptor: NodeDescriptor, position: Point): FlowNode {
  const names = new Set(flow.nodes.map((node) => node.name));
  const name = freeName(descriptor.title, names);
  return nodeSchema.parse({
    id: newNodeId(flow, name),
    type: descriptor.type,
    version: descriptor.version,
    name,
    config: emptyObject(formOf(descriptor.configSchema)),
    position: { x: snap(position.x), y: snap(position.y) },
  });
}

/** The operations that add a step and tie it in, as far as its ports allow. */
export function addStep(site: Site, node: FlowNode, link: Link): Operation[] {
  const descriptor = site.catalog.get(node.type, node.version);
  const input = descriptor && inputNames(descriptor)[0];
  const output = descriptor && namedOutputs(descriptor, node.config)[0]?.name;
  if (link.kind === 'edge' && input !== undefined && output !== undefined) {
    return [
      { op: 'insert-on-edge', edge: link.edge, node, input, output },
      ...joinGroup(site.flow, node, link.edge),
      ...makeRoom(site, node, link.edge),
    ];
  }
  const add: Operation = { op: 'add-node', node };
  const edge = edgeFor(link, node.id, input, output);
  const flow = { ...site.flow, nodes: [...site.flow.nodes, node] };
  return edge && canConnect(flow, site.catalog, edge.from, edge.to).ok ? [add, { op: 'add-edge', edge }] : [add];
}

/** A step between two steps of one group belongs to it as well. */
function joinGroup(flow: Flow, node: FlowNode, { from, to }: FlowEdge): Operation[] {
  const group = flow.groups.find(({ nodes }) => nodes.includes(from.node) && nodes.includes(to.node));
  return group ? [{ op: 'edit-group', group: group.id, change: { nodes: [...group.nodes, node.id] } }] : [];
}

/** Where a step tied in by this link looks best, free of other cards. */
export function placeFor(site: Site, link: Link, fallback: Point): Point {
  const at = (id: string) => site.flow.nodes.find((node) => node.id === id);
  if (link.kind === 'after') {
    const node = at(link.node);
    if (node) return freeSpot(site, afterPort(site, node, link.port));
  }
  if (link.kind === 'before') {
    const node = at(link.node);
    if (node) return freeSpot(site, { x: node.position.x - columnStep, y: node.position.y });
  }
  if (link.kind === 'edge') {
    const [from, to] = [at(link.edge.from.node), at(link.edge.to.node)];
    if (from && to) return { x: from.position.x + shapeOf(from, site.catalog).width + gap, y: to.position.y };
  }
  return freeSpot(site, fallback);
}

/** The size of a card that is not drawn yet. */
const usual = { width: 128, height: 82 };
const columnStep = 176;
const gap = 48;
const rowStep = 120;

/** Right of the port; branches of a step with several outputs go to rows of their own. */
function afterPort({ catalog }: Site, node: FlowNode, port: string): Point {
  const shape = shapeOf(node, catalog);
  const x = node.position.x + shape.width + gap;
  if (port === errorPort || port === undoPort) return { x, y: node.position.y + rowStep };
  const index = shape.outputs.findIndex((output) => output.name === port);
  const middle = (shape.outputs.length - 1) / 2;
  return { x, y: node.position.y + (shape.firstRow === 0 ? Math.round(index - middle) : Math.max(0, index)) * rowStep };
}

/** The first place downwards where no card lies. */
function freeSpot({ flow, catalog }: Site, wanted: Point): Point {
  const cards = flow.nodes.map((node) => ({ ...node.position, ...shapeOf(node, catalog) }));
  let at = wanted;
  for (let tries = 0; tries < 100; tries++) {
    const { x, y } = at;
    const hit = cards.find(
      (card) => overlaps(x, usual.width, card.x, card.width, 12) && overlaps(y, usual.height, card.y, card.height, 16),
    );
    if (!hit) return at;
    at = { x, y: snap(hit.y + hit.height + 38) };
  }
  return wanted;
}

/** Whether two stretches come closer than so many pixels. */
function overlaps(a: number, aLength: number, b: number, bLength: number, distance: number): boolean {
  return a < b + bLength + distance && b < a + aLength + distance;
}

/** Inserting into a tight wire pushes what lies behind it to the right. */
function makeRoom({ flow, catalog }: Site, node: FlowNode, edge: FlowEdge): Operation[] {
  const target = flow.nodes.find((other) => other.id === edge.to.node);
  if (!target) return [];
  const needed = node.position.x + shapeOf(node, catalog).width + gap - target.position.x;
  if (needed <= 0) return [];
  const behind = flow.nodes.filter((other) => other.position.x >= target.position.x);
  return [
    {
      op: 'move-nodes',
      moves: behind.map((other) => ({ node: other.id, to: { x: snap(other.position.x + needed), y: other.position.y } })),
    },
  ];
}

function edgeFor(link: Link, id: string, input: string | undefined, output: string | undefined): FlowEdge | null {
  if (link.kind === 'after' && input !== undefined) return { from: { node: link.node, port: link.port }, to: { node: id, port: input } };
  if (link.kind === 'before' && output !== undefined) return { from: { node: id, port: output }, to: { node: link.node, port: link.port } };
  return null;
}

function freeName(title: string, taken: ReadonlySet<string>): string {
  if (!taken.has(title)) return title;
  for (let n = 2; ; n++) if (!taken.has(`${title} ${n}`)) return `${title} ${n}`;
}
