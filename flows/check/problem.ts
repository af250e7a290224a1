import type { FlowNode, Problem } from '../document/flow.ts';

/** A problem at a node or, without one, at the flow. `field` is a dotted path within it. */
export function problem(
  severity: Problem['severity'],
  code: string,
  place: { readonly node?: FlowNode | undefined; readonly field?: string },
  message: string,
  remedy: string,
): Problem {
  return { severity, nodeId: place.node?.id ?? null, field: place.field ?? null, message, remedy, code };
}

/** `"new", "open" and "paid"`; long lists end with how many more there are. */
export function listOf(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}
