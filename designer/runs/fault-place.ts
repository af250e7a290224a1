import type { RunError } from '../server/shapes.ts';

/** Where in a step's settings an error arose: the field as the form names it, and the expression. */
export type FaultPlace = { readonly field: string; readonly expression: string | null };

/** Reads the place off an error of an expression or of code: `fields[3].value` is the field `fields.3.value`. Null: it did not arise there. */
export function faultPlace(error: RunError | null | undefined): FaultPlace | null {
  const details = error?.details;
  if (details === null || typeof details !== 'object') return null;
  const { path, expression } = details as { path?: unknown; expression?: unknown };
  if (typeof path !== 'string' || path === '') return null;
  return { field: path.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^\./, ''), expression: typeof expression === 'string' ? expression : null };
}

/** The address that opens a step of the draft at a field, with the data of a run and one of its items beside it. */
export function fixPath(place: {
  readonly flowId: string;
  readonly runId: string;
  readonly nodeId: string;
  readonly itemId: string | null;
  readonly field: string | null;
}): string {
  const query = new URLSearchParams({ fix: place.runId, step: place.nodeId });
  if (place.itemId !== null) query.set('item', place.itemId);
  if (place.field !== null) query.set('field', place.field);
  return `/flows/${place.flowId}?${query}`;
}
