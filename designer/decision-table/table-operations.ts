import type { Operation } from '@crossdock/flows/operations/operation';
import { isObject } from '../state/is-object.ts';
import { readTable, type Table, tableForDocument } from './table.ts';

/** More changed rows than this are written as one table. */
const mostRowsAlone = 200;

/** The edits of the document that lead from what stands there to a table: row by row where only cells changed, so that two people can work on one table. */
export function operationsTo(node: string, stored: unknown, before: Table, after: Table): Operation[] {
  const set = (path: string, value: unknown): Operation => ({ op: 'set-config', node, path, value });
  const whole = () => [set('table', tableForDocument(after))];
  if (!isStoredAs(stored, before)) return whole();
  const rows = after.rows.flatMap((row, i) => (row === before.rows[i] ? [] : [i]));
  const hasSameShape = after.inputs === before.inputs && after.outputs === before.outputs && after.rows.length === before.rows.length;
  if (!hasSameShape || rows.length > mostRowsAlone) return whole();
  return rows.map((i) => set(`table.rows.${i}`, after.rows[i]));
}

/** Whether the document holds as many rows and cells as the table that was read from it. */
function isStoredAs(stored: unknown, { inputs, outputs, rows }: Table): boolean {
  if (!isObject(stored) || !Array.isArray(stored.inputs) || !Array.isArray(stored.outputs) || !Array.isArray(stored.rows)) return false;
  return stored.inputs.length === inputs.length && stored.outputs.length === outputs.length && stored.rows.length === rows.length;
}

/** The table of a step's configuration. */
export function tableOf(config: unknown): Table {
  return readTable(isObject(config) ? config.table : undefined);
}
