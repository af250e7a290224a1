import type { Lookup, LookupColumn } from '../server/shapes.ts';

/** What a table is beside its rows: when they count, what a missing key gives, and who has to approve. */
export type TableRules = Pick<Lookup, 'effective' | 'missing' | 'needsApproval'>;

/** The rules after columns were renamed or taken out. `from`: where each column stood before; -1: it is new. */
export function rulesFor(
  rules: TableRules,
  before: readonly LookupColumn[],
  after: readonly LookupColumn[],
  from: readonly number[],
): TableRules {
  const renamed = (name: string): string | undefined => after[from.indexOf(before.findIndex((column) => column.name === name))]?.name;
  const { effective, missing } = rules;
  const begins = effective && renamed(effective.from);
  const ends = effective?.to == null ? null : (renamed(effective.to) ?? null);
  return {
    ...rules,
    effective: effective && begins !== undefined && begins !== null ? { ...effective, from: begins, to: ends } : null,
    missing:
      missing.kind === 'default'
        ? {
            kind: 'default',
            values: Object.fromEntries(
              Object.entries(missing.values).flatMap(([name, value]) => {
                const next = renamed(name);
                return next === undefined ? [] : [[next, value]];
              }),
            ),
          }
        : missing,
  };
}

/** Columns that can say when a row counts. */
export function dateColumns(columns: readonly LookupColumn[]): readonly string[] {
  return columns.filter(({ type, isKey }) => type === 'date' && !isKey).map(({ name }) => name);
}

/** What keeps the rules from being saved; null: nothing. */
export function rulesProblem(rules: TableRules, columns: readonly LookupColumn[]): 'effective' | 'pass' | null {
  const dates = dateColumns(columns);
  const { effective, missing } = rules;
  if (effective && (!dates.includes(effective.from) || (effective.to !== null && !dates.includes(effective.to)))) return 'effective';
  return missing.kind === 'pass' && columns.filter(({ isKey }) => isKey).length > 1 ? 'pass' : null;
}
