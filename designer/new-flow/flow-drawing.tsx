import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { useMemo } from 'react';
import { shapeOf } from '../canvas/derive-canvas.ts';
import { NodeTile } from '../kit/node-tile.tsx';
import { newFlowTexts as texts } from '../texts/new-flow.ts';
import classes from './new-flow.module.css';

const margin = 24;

/** A flow in small: its cards and wires where they stand on the canvas. */
export function FlowDrawing({ flow, catalog }: { flow: Flow; catalog: Catalog }) {
  const cards = useMemo(
    () => new Map(flow.nodes.map((node) => [node.id, { node, shape: shapeOf(node, catalog), type: catalog.get(node.type, node.version) }])),
    [flow, catalog],
  );
  const all = [...cards.values()];
  const left = Math.min(...all.map(({ node }) => node.position.x)) - margin;
  const top = Math.min(...all.map(({ node }) => node.position.y)) - margin;
  const width = Math.max(...all.map(({ node, shape }) => node.position.x + shape.width)) + margin - left;
  const height = Math.max(...all.map(({ node, shape }) => node.position.y + shape.height)) + margin - top;
  if (all.length === 0) return null;
  return (
    <svg
      className={classes.drawing}
      viewBox={`${left} ${top} ${width} ${height}`}
      style={{ maxWidth: width, aspectRatio: `${width} / ${height}` }}
      role="img"
      aria-label={texts.preview(flow.name)}
    >
      {flow.edges.map((edge) => {
        const [from, to] = [cards.get(edge.from.node), cards.get(edge.to.node)];
        if (!from || !to) return null;
        const output = from.shape.outputs.find((port) => port.name === edge.from.port);
        const input = to.shape.inputs.find((port) => port.name === edge.to.port);
        const start = output
          ? { x: from.node.position.x + from.shape.width, y: from.node.position.y + output.y }
          : { x: from.node.position.x + from.shape.width / 2, y: from.node.position.y + from.shape.height };
        const end = { x: to.node.position.x, y: to.node.position.y + (input?.y ?? 0) };
        const bend = Math.max(24, Math.abs(end.x - start.x) / 2);
        return (
          <path
            key={`${edge.from.node}.${edge.from.port}>${edge.to.node}.${edge.to.port}`}
            d={`M${start.x},${start.y}C${start.x + bend},${start.y} ${end.x - bend},${end.y} ${end.x},${end.y}`}
          />
        );
      })}
      {all.map(({ node, shape, type }) => (
        <g key={node.id} transform={`translate(${node.position.x} ${node.position.y})`}>
          <rect width={shape.width} height={shape.height} rx={10} className={classes.card} />
          <foreignObject x={10} y={10} width={24} height={24}>
            <NodeTile tile={type?.tile ?? 'routing'} icon={type?.icon ?? 'help-circle'} />
          </foreignObject>
          <text x={10} y={52}>
            {node.name.length > 20 ? `${node.name.slice(0, 19)}…` : node.name}
          </text>
          {shape.outputs.slice(shape.firstRow).map((port) => (
            <text key={port.name} x={shape.width - 10} y={port.y + 4} textAnchor="end" className={classes.port}>
              {port.title}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
