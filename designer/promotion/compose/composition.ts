import type { MatrixRow } from '../board/matrix-rows.ts';
import { moveInto } from '../board/matrix-rows.ts';
import type { Composed } from '../promotion-address.ts';
import type { ItemAsked, ItemKind, Suggestion } from '../shapes.ts';

export type Chosen = { readonly kind: ItemKind; readonly id: string; readonly version: number | null };

/** Where a new request begins: what the address says, else the last environment, from the one before. */
export function fromAndTo({ from, to }: Composed, order: readonly string[]): { from: string | null; to: string } {
  const target = to !== null && order.includes(to) ? to : (order.at(-1) ?? '');
  const before = order[order.indexOf(target) - 1] ?? null;
  return { from: from !== null && order.indexOf(from) >= 0 && order.indexOf(from) < order.indexOf(target) ? from : before, to: target };
}

/** A row of the board as it would be promoted; a contract by the version that the source has. */
export function itemOf(row: MatrixRow, from: string | null): Chosen {
  if (row.kind === 'flow') return { kind: 'flow', id: row.id, version: from === null ? row.latest : (row.cells[from]?.version ?? null) };
  const version = from === null ? null : (row.cells[from]?.version ?? null);
  return { kind: row.kind, id: row.kind === 'contract' && version !== null ? `${row.id}@${version}` : row.id, version: null };
}

/** Whether an item is of a row: of a contract in whatever version. */
export function isOf(item: Pick<Chosen, 'kind' | 'id'>, row: MatrixRow): boolean {
  return item.kind === row.kind && (item.kind === 'contract' ? item.id.split('@')[0] : item.id) === row.id;
}

/** What the server is asked for. A flow without a version takes the one of the source; one that the source has not is left out. */
export function askedFor(chosen: readonly Chosen[], from: string | null, rows: readonly MatrixRow[]): ItemAsked[] {
  return chosen.flatMap(({ kind, id, version }): ItemAsked[] => {
    if (kind !== 'flow') return [{ kind, name: id }];
    const number = version ?? versionIn(id, from, rows);
    return number === null ? [] : [{ kind, flow: id, version: number }];
  });
}

/** The version of a flow in an environment; null as the environment: the newest published. */
export function versionIn(flow: string, env: string | null, rows: readonly MatrixRow[]): number | null {
  const row = rows.find((each) => each.kind === 'flow' && each.id === flow);
  return env === null ? (row?.latest ?? null) : (row?.cells[env]?.version ?? null);
}

/** What can be added: what is ahead of the target first. */
export function addable(
  rows: readonly MatrixRow[],
  chosen: readonly Chosen[],
  to: string,
  order: readonly string[],
): readonly { row: MatrixRow; isAhead: boolean }[] {
  return rows
    .filter((row) => !chosen.some((each) => isOf(each, row)))
    .map((row) => ({ row, isAhead: moveInto(row, to, order) !== null }))
    .sort((a, b) => Number(b.isAhead) - Number(a.isAhead));
}

/** Suggestions that are not chosen yet. */
export function openSuggestions(suggested: readonly Suggestion[], chosen: readonly Chosen[]): readonly Suggestion[] {
  return suggested.filter((each) => !chosen.some((one) => one.kind === each.kind && one.id === each.name));
}
