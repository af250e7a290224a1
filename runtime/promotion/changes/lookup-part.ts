import { compareRows, type RowChange } from '../../lookups/compare-rows.ts';
import type { LookupContent } from '../../lookups/lookup.ts';
import type { FieldChange, Part } from '../promotion.ts';

type Side = { readonly version: number; readonly content: LookupContent };

/** More rows are only counted. */
const shownRows = 100;

/** What copying a table does to the one in the target; `before` null: the target has none. */
export function lookupPart(name: string, before: Side | null, after: Side): Part | null {
  const rows = after.content.rows.length;
  if (!before)
    return {
      part: 'lookup',
      title: name,
      words: `new here, ${rows} ${rows === 1 ? 'row' : 'rows'}`,
      changes: after.content.rows.slice(0, shownRows).map((row) => rowChange({ kind: 'added', row }, after.content)),
      ...moreThan(rows),
    };
  const { added, changed, removed, items } = compareRows(before.content, after.content, shownRows);
  const columns = columnChanges(before.content, after.content);
  const counted = [
    ...(columns.length > 0 ? [`${columns.length} ${columns.length === 1 ? 'rule or column' : 'rules and columns'} changed`] : []),
    ...countOf(added, 'added'),
    ...countOf(changed, 'changed'),
    ...countOf(removed, 'removed'),
  ];
  if (counted.length === 0) return null;
  return {
    part: 'lookup',
    title: name,
    words: `${counted.join(', ')}; becomes v${before.version + 1} here`,
    changes: [...columns, ...items.map((change) => rowChange(change, after.content))],
    ...moreThan(added + changed + removed),
  };
}

function moreThan(rows: number): Pick<Part, 'more'> {
  return rows > shownRows ? { more: rows - shownRows } : {};
}

function countOf(count: number, kind: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? 'row' : 'rows'} ${kind}`];
}

function rowChange(change: RowChange, { columns }: LookupContent): FieldChange {
  const key = columns.flatMap(({ isKey }, i) => (isKey ? [String(change.row[i] ?? '')] : [])).join(', ');
  const cells = (row: readonly unknown[]) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]));
  if (change.kind === 'added') return { path: key, words: `${key} added`, after: cells(change.row) };
  if (change.kind === 'removed') return { path: key, words: `${key} removed`, before: cells(change.row) };
  const names = columns.flatMap(({ name }, i) => (change.before[i] === change.row[i] ? [] : [name]));
  return { path: key, words: `${key}: ${names.join(', ')} changed`, before: cells(change.before), after: cells(change.row) };
}

/** Everything of a table but its rows: columns, and the rules by which rows are found. */
function columnChanges(before: LookupContent, after: LookupContent): FieldChange[] {
  const { rows: _, columns: old, ...oldRules } = before;
  const { rows: __, columns: next, ...nextRules } = after;
  const described = (columns: LookupContent['columns']) =>
    new Map(columns.map(({ name, type, isKey }) => [name, isKey ? `${type}, key` : type]));
  const [was, is] = [described(old), described(next)];
  const columns = [...new Set([...was.keys(), ...is.keys()])].map((name) => changeOf(`column ${name}`, was.get(name), is.get(name)));
  const [rulesWere, rulesAre]: Record<string, unknown>[] = [oldRules, nextRules];
  const names = [...new Set([...Object.keys(rulesWere ?? {}), ...Object.keys(rulesAre ?? {})])];
  return [...columns, ...names.map((name) => changeOf(name, rulesWere?.[name], rulesAre?.[name]))].filter((change) => change !== null);
}

function changeOf(path: string, before: unknown, after: unknown): FieldChange | null {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  const became = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return { path, words: `${path} ${became}`, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
