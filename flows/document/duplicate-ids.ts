import type { Flow, Problem } from './flow.ts';

/** Ids must be unique among nodes, among notes, among groups and among tests, and no node may carry a retired one: everything finds its target by id. */
export function duplicateIds(flow: Flow): Problem[] {
  return [
    ...twice(flow.nodes).map((id) =>
      problem(
        id,
        'id',
        'DUPLICATE_ID',
        `Two steps have the id "${id}".`,
        'Give one of them an id of its own, and correct the edges that mean it.',
      ),
    ),
    ...twice(flow.notes).map((id) =>
      problem(null, 'notes', 'DUPLICATE_ID', `Two notes have the id "${id}".`, 'Give one of them another id.'),
    ),
    ...twice(flow.groups).map((id) =>
      problem(null, 'groups', 'DUPLICATE_ID', `Two groups have the id "${id}".`, 'Give one of them another id.'),
    ),
    ...twice(flow.tests).map((id) =>
      problem(null, 'tests', 'DUPLICATE_ID', `Two test cases have the id "${id}".`, 'Give one of them another id.'),
    ),
    ...retiredInUse(flow).map((id) =>
      problem(
        id,
        'id',
        'RETIRED_ID',
        `The id "${id}" belonged to a step that was removed.`,
        'Give this step a new id, or take the id out of "retired" if it is the same step.',
      ),
    ),
  ];
}

function twice(entries: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) doubled.add(id);
    seen.add(id);
  }
  return [...doubled];
}

function retiredInUse(flow: Flow): string[] {
  const retired = new Set(flow.retired);
  return flow.nodes.map((node) => node.id).filter((id) => retired.has(id));
}

function problem(nodeId: string | null, field: string, code: string, message: string, remedy: string): Problem {
  return { severity: 'error', nodeId, field, code, message, remedy };
}
