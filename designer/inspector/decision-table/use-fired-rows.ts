import { hasExpression } from '@crossdock/nodes/contract/expression';
import { cellHolds, parseCell, toCellValue } from '@crossdock/nodes/rule/unary-test';
import { useForm } from '../form-context.tsx';
import { usePreviews } from '../use-preview.ts';
import type { Table } from './table-value.ts';

/** The rows that match the sample, from 0. */
export function useFiredRows(table: Table): ReadonlySet<number> {
  const { sample } = useForm();
  const previews = usePreviews(
    table.inputs.map((input) => (hasExpression(input.value) ? input.value : '')),
    sample,
  );
  if (sample === undefined || table.inputs.length === 0 || previews.some((preview) => preview?.ok !== true)) return none;
  const values = previews.map((preview) => (preview?.ok === true ? preview.value : undefined));
  return new Set(table.rows.flatMap((row, i) => (rowHolds(table, row.when, values) ? [i] : [])));
}

const none: ReadonlySet<number> = new Set();

function rowHolds(table: Table, when: readonly string[], values: readonly unknown[]): boolean {
  try {
    return table.inputs.every((input, i) => cellHolds(parseCell(when[i] ?? '-', input.type), toCellValue(values[i], input.type)));
  } catch {
    return false;
  }
}
