import type { Change } from '@crossdock/flows/diff/change';
import { patched, undone } from '@crossdock/flows/diff/patched';
import type { Flow } from '@crossdock/flows/document/flow';
import { inOrder } from '@crossdock/flows/operations/in-order';
import type { Operation } from '@crossdock/flows/operations/operation';
import { operationsBetween } from '../state/operations-between.ts';

/** Makes another document the draft: what runs, and the version itself, stay as they are. */
export function toBecome(draft: Flow, target: Flow): Operation[] {
  const operations = operationsBetween(draft, { ...target, id: draft.id });
  // One batch, so that all of it reaches the server or none.
  return operations.length > 1 ? [inOrder('Bring back a version', operations)] : operations;
}

/** Takes single changes of the draft back; what was done since stays. */
export function toTakeBack(draft: Flow, changes: readonly Change[]): Operation[] {
  return operationsBetween(draft, patched(draft, undone(changes)));
}

/** Puts a step of another version into the draft, in place of its own or beside the others, with those of its wires whose other end is there. */
export function toTakeStep(draft: Flow, from: Flow, nodeId: string): Operation[] {
  const node = from.nodes.find((each) => each.id === nodeId);
  if (!node) return [];
  const own = draft.nodes.find((each) => each.id === nodeId);
  if (own)
    return operationsBetween(draft, {
      ...draft,
      nodes: draft.nodes.map((each) => (each === own ? { ...node, position: own.position } : each)),
    });
  const ids = new Set(draft.nodes.map((each) => each.id));
  const wires = from.edges.filter(({ from: a, to: b }) => (a.node === nodeId && ids.has(b.node)) || (b.node === nodeId && ids.has(a.node)));
  return operationsBetween(draft, { ...draft, nodes: [...draft.nodes, node], edges: [...draft.edges, ...wires] });
}
