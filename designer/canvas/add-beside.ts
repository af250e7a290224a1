import { edgeKey } from '@crossdock/flows/document/edge-key';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { Editor } from '../state/editor-context.tsx';
import { namedOutputs } from './named-outputs.ts';
import { onlyEnd } from './only-end.ts';
import { openPalette } from './open-palette.ts';

/** Opens the palette for a step after or before this one; with none, at the end of the line, else for one that stands alone. */
export function addBeside({ view, document: flowDocument, catalog }: Editor, id: string | null, side: 'after' | 'before'): void {
  const { flow } = flowDocument.store.getState();
  const beside = id ?? (side === 'after' ? onlyEnd(flow, catalog) : null);
  const node = flow.nodes.find((candidate) => candidate.id === beside);
  const card = node && document.querySelector(`.react-flow__node[data-id="${CSS.escape(node.id)}"]`);
  const region = document.querySelector('[data-canvas-region]');
  const descriptor = node && catalog.get(node.type, node.version);
  if (!node || !card || !descriptor) {
    if (region) openPalette(view, region.querySelector('[data-place="top-left"]') ?? region, { kind: 'free' });
    return;
  }
  if (side === 'before') {
    const port = descriptor.ports.inputs[0]?.name;
    return openPalette(view, card, port === undefined ? { kind: 'free' } : { kind: 'before', node: node.id, port });
  }
  const [port] = namedOutputs(descriptor, node.config);
  if (!port) return openPalette(view, card, { kind: 'free' });
  // A step that goes on to one other gets the new one in between.
  const [only, ...more] = flow.edges.filter(
    (edge) => edge.from.node === node.id && edge.from.port !== errorPort && edge.from.port !== undoPort,
  );
  if (only && more.length === 0) return openPalette(view, card, { kind: 'edge', edge: edgeKey(only) });
  openPalette(view, card, { kind: 'after', node: node.id, port: port.name });
}
