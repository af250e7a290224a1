import type { FlowEdge } from './flow.ts';

/** Names an edge: `split.lines>map.in`. Unambiguous for any port name, because node ids hold neither dots nor `>`. */
export function edgeKey(edge: FlowEdge): string {
  return `${edge.from.node}.${portText(edge.from.port)}>${edge.to.node}.${portText(edge.to.port)}`;
}

function portText(port: string): string {
  return port.replaceAll('%', '%25').replaceAll('>', '%3E');
}
