import { compareRows, type RowChange } from '../lookups/compare-rows.ts';
import type { LookupColumn, LookupRow } from '../lookups/lookup.ts';
import { compareKind, count, fieldDetails, type KindPlan, listed, shown } from './changes.ts';
import { pathOf } from './layout.ts';
import { lookupText, rowsText } from './lookup-files.ts';
import type { PlanDetail } from './plan.ts';
import type { LookupPart } from './setup.ts';

const effects = ['Runs that are under way go on with the rows that they began with.'];

/** Tables by what they are and by their rows. */
export function lookupChanges(before: ReadonlyMap<string, LookupPart>, after: ReadonlyMap<string, LookupPart>, prunes: boolean): KindPlan {
  return compareKind(before, after, {
    kind: 'lookup',
    pathOf: pathOf.lookup,
    textOf: (part) => lookupText(part) + rowsText(part),
    prunes,
    created: (_, { rows, table }) => ({
      words: `is new, with ${count(rows.length, 'row')}${table.purpose === '' ? '' : `: ${table.purpose}`}`,
    }),
    removed: (_, { rows }) => ({ words: `is removed with its ${count(rows.length, 'row')}` }),
    changed(_, old, next) {
      const rows = compareRows({ ...old.table, rows: old.rows }, { ...next.table, rows: next.rows }, listed);
      const counts = [
        rows.added > 0 ? `${count(rows.added, 'row')} added` : '',
        rows.changed > 0 ? `${count(rows.changed, 'row')} changed` : '',
        rows.removed > 0 ? `${count(rows.removed, 'row')} removed` : '',
      ].filter((words) => words !== '');
      const ofTable = fieldDetails(old.table, next.table);
      const words = [...(ofTable.length > 0 ? ['its settings change'] : []), ...counts].join(', ');
      return { words, details: [...ofTable, ...rows.items.map((change) => rowDetail(change, next.table.columns))], effects };
    },
  });
}

function rowDetail(change: RowChange, columns: readonly LookupColumn[]): PlanDetail {
  const key = columns.flatMap(({ isKey }, i) => (isKey ? [shown(change.row[i] ?? null)] : [])).join(', ');
  const path = `rows.${key}`;
  if (change.kind === 'added')
    return { words: `row ${key} added: ${cells(change.row, columns)}`, path, after: change.row, isBreaking: false };
  if (change.kind === 'removed')
    return { words: `row ${key} removed: ${cells(change.row, columns)}`, path, before: change.row, isBreaking: false };
  const words = columns.flatMap(({ name }, i) =>
    change.before[i] === change.row[i] ? [] : [`${name} now ${shown(change.row[i] ?? null)}, was ${shown(change.before[i] ?? null)}`],
  );
  return { words: `row ${key}: ${words.join('; ')}`, path, before: change.before, after: change.row, isBreaking: false };
}

function cells(row: LookupRow, columns: readonly LookupColumn[]): string {
  return columns.flatMap(({ name, isKey }, i) => (isKey ? [] : [`${name} ${shown(row[i] ?? null)}`])).join(', ');
}
