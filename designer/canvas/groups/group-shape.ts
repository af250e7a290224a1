import type { Flow, FlowEdge, FlowGroup } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { canvasTexts } from '../../texts/canvas.ts';
import { type CardShape, cardShape, type NamedPort } from '../card-shape.ts';
import type { Point } from '../layout.ts';
import { namedOutputs } from '../named-outputs.ts';
import { type Box, boxOver } from '../wires/geometry.ts';
import { portHandle } from './group-ids.ts';

/** Room between the steps of a group and its frame; above them stands the title. Pixels. */
const side = 16;
const head = 34;
/** Error ports and plusses hang below a card. */
const below = 20;

/** The frame around the steps of an open group; null without any. */
export function frameAround(members: readonly Box[]): Box | null {
  const box = boxOver(members);
  return box && { x: box.x - side, y: box.y - head, width: box.width + 2 * side, height: box.height + head + below };
}

/** The card of a collapsed group: it carries the ports whose wires lead out of it. */
export function foldedShape(flow: Flow, group: FlowGroup, catalog: Catalog): CardShape {
  const inside = new Set(group.nodes);
  const nodes = new Map(flow.nodes.filter((node) => inside.has(node.id)).map((node) => [node.id, node]));
  const ports = (ends: readonly FlowEdge['from'][], plain: string): NamedPort[] => {
    const seen = new Map(ends.map((end) => [portHandle(end), end]));
    return [...seen].map(([name, end]) => {
      const node = nodes.get(end.node);
      const descriptor = node && catalog.get(node.type, node.version);
      const title = descriptor && namedOutputs(descriptor, node.config).find((port) => port.name === end.port)?.title;
      return {
        name,
        title: end.port === plain ? (node?.name ?? end.node) : canvasTexts.group.port(node?.name ?? end.node, title ?? end.port),
      };
    });
  };
  const into = flow.edges.filter((edge) => !inside.has(edge.from.node) && inside.has(edge.to.node)).map((edge) => edge.to);
  const out = flow.edges.filter((edge) => inside.has(edge.from.node) && !inside.has(edge.to.node)).map((edge) => edge.from);
  return cardShape({
    name: group.title,
    caption: '',
    inputs: ports(into, 'in'),
    outputs: ports(out, 'out'),
    hasErrorPort: false,
  });
}

/** Where the card of a collapsed group stands: at the top left of its steps. */
export function foldedPlace(flow: Flow, group: FlowGroup): Point {
  const inside = new Set(group.nodes);
  const places = flow.nodes.filter((node) => inside.has(node.id)).map((node) => node.position);
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}
