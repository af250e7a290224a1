import type { Flow, FlowNode } from '@crossdock/flows/document/flow';

/** Whether data of a run still is what the draft would give: as it was, changed in this step, or in a step before it. */
export type Staleness = { readonly kind: 'fresh' } | { readonly kind: 'step' } | { readonly kind: 'before'; readonly node: FlowNode };

/** Compares what ran with the draft, for one step and all that leads to it. Names and places of steps change no data. */
export function stalenessOf(ran: Pick<Flow, 'nodes' | 'edges'>, draft: Pick<Flow, 'nodes' | 'edges'>, nodeId: string): Staleness {
  const now = draft.nodes.find((node) => node.id === nodeId);
  const then = ran.nodes.find((node) => node.id === nodeId);
  if (!now || !then || isChanged(then, now)) return { kind: 'step' };
  // It was run alone, on records that were given to it: nothing led to it.
  if (ran.nodes.length === 1) return { kind: 'fresh' };
  const seen = new Set([nodeId]);
  for (const id of seen) {
    if (inputsOf(draft, id) !== inputsOf(ran, id)) {
      const node = draft.nodes.find((candidate) => candidate.id === id);
      if (node) return id === nodeId ? { kind: 'step' } : { kind: 'before', node };
    }
    for (const edge of draft.edges) if (edge.to.node === id) seen.add(edge.from.node);
  }
  for (const id of seen) {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    const before = ran.nodes.find((candidate) => candidate.id === id);
    if (node && (!before || isChanged(before, node))) return { kind: 'before', node };
  }
  return { kind: 'fresh' };
}

function isChanged(then: FlowNode, now: FlowNode): boolean {
  return then.type !== now.type || then.disabled !== now.disabled || canonical(then.config) !== canonical(now.config);
}

function inputsOf({ edges }: Pick<Flow, 'edges'>, nodeId: string): string {
  return edges
    .filter((edge) => edge.to.node === nodeId)
    .map(({ from, to }) => `${from.node}.${from.port} ${to.port}`)
    .sort()
    .join('\n');
}

/** JSON with the fields of objects in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    field !== null && typeof field === 'object' && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
