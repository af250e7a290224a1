import type { Flow, FlowEdge } from '@crossdock/flows/document/flow';
import { canConnect } from '@crossdock/flows/graph/can-connect';
import { type Catalog, inputNames, outputNames } from '@crossdock/flows/graph/catalog';
import { createStore } from 'zustand/vanilla';
import { canvasTexts } from '../texts/canvas.ts';
import { groupIdOf } from './groups/group-ids.ts';

/** A wire being drawn from one port; `side` says which end is held fast. */
export type ConnectFrom = { readonly node: string; readonly port: string; readonly side: 'output' | 'input' };

export type Gesture = {
  readonly from: ConnectFrom | null;
  /** Ports that would take the wire, as `portKey`. */
  readonly valid: ReadonlySet<string>;
  /** Why the card under the pointer takes no wire; null over anything else. */
  readonly refusal: { readonly reason: string; readonly x: number; readonly y: number } | null;
  /** The wire a dragged card would be inserted into. */
  readonly dropEdge: string | null;
  /** Esc was pressed: what the pointer still does has no effect. */
  readonly isCancelled: boolean;
};

const idle: Gesture = { from: null, valid: new Set(), refusal: null, dropEdge: null, isCancelled: false };

/** The gesture under way. There is one pointer, so there is one of these. */
export const gesture = createStore<Gesture>(() => idle);

export function endGesture(): void {
  gesture.setState(idle);
}

/** Esc during a gesture: from now until the pointer is lifted nothing is done. */
export function cancelGesture(): void {
  gesture.setState({ ...idle, isCancelled: true });
}

export function portKey(node: string, port: string): string {
  return `${node} ${port}`;
}

type Site = { readonly flow: Flow; readonly catalog: Catalog };

/** All ports that would take a wire from here; computed once, when the drag begins. */
export function validPorts(site: Site, from: ConnectFrom): Set<string> {
  const valid = new Set<string>();
  for (const node of site.flow.nodes) {
    for (const port of portsOf(site, node.id, from)) {
      const { from: output, to: input } = wireBetween(from, { node: node.id, port });
      if (canConnect(site.flow, site.catalog, output, input).ok) valid.add(portKey(node.id, port));
    }
  }
  return valid;
}

/** Why no port of this card takes the wire; null when one does. */
export function refusalOf(site: Site, from: ConnectFrom, node: string): string | null {
  if (groupIdOf(node) !== null) return canvasTexts.ports.ofGroup;
  if (site.flow.notes.some((note) => note.id === node)) return null;
  const ports = portsOf(site, node, from);
  const reasons = (ports.length > 0 ? ports : ['in']).map((port) => {
    const wire = wireBetween(from, { node, port });
    return canConnect(site.flow, site.catalog, wire.from, wire.to);
  });
  if (reasons.some((answer) => answer.ok)) return null;
  const [first] = reasons;
  return first && !first.ok ? first.reason : null;
}

/** The port a wire dropped on a card goes to: its first one that takes it. */
export function portOn(site: Site, from: ConnectFrom, node: string): string | null {
  return (
    portsOf(site, node, from).find((port) => {
      const wire = wireBetween(from, { node, port });
      return canConnect(site.flow, site.catalog, wire.from, wire.to).ok;
    }) ?? null
  );
}

export function wireBetween(from: ConnectFrom, to: { readonly node: string; readonly port: string }): FlowEdge {
  const held = { node: from.node, port: from.port };
  return from.side === 'output'
    ? { from: held, to: { node: to.node, port: to.port } }
    : { from: { node: to.node, port: to.port }, to: held };
}

function portsOf({ flow, catalog }: Site, id: string, from: ConnectFrom): string[] {
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const descriptor = node && catalog.get(node.type, node.version);
  if (!node || !descriptor) return [];
  return from.side === 'output' ? inputNames(descriptor) : outputNames(descriptor, node);
}
