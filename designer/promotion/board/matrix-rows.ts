import type { Board } from '../../server/shapes.ts';
import type { BoardCell, ItemKind } from '../shapes.ts';

export type MatrixCell = Pick<
  BoardCell,
  'version' | 'coming' | 'state' | 'scheduledFor' | 'promotion' | 'failed24h' | 'runs24h' | 'openExceptions'
> & {
  /** The environment before has something newer. */
  readonly isBehind: boolean;
};

/** One line of the board: a flow, a lookup or a contract over all environments. */
export type MatrixRow = {
  readonly kind: ItemKind;
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly draftChanges: number;
  /** The newest published version of a flow. */
  readonly latest: number | null;
  readonly cells: Readonly<Record<string, MatrixCell | undefined>>;
};

/** What one step along the environments would do; `from` is null where a published version goes to the first of them. */
export type Move = { readonly from: string | null; readonly to: string; readonly version: number | null };

export type MatrixTab = 'flows' | 'lookups' | 'contracts';

/** The rows of a tab, by channel and name. `order` is the environments from the first to the last. */
export function matrixRows(board: Board, tab: MatrixTab, order: readonly string[]): MatrixRow[] {
  const rows = tab === 'flows' ? flowRows(board, order) : thingRows(board, tab, order);
  return rows.sort((a, b) => a.group.localeCompare(b.group) || a.title.localeCompare(b.title));
}

/** What P and the chevron do in a cell: onward to the next environment, else into this one; null: nothing is newer. */
export function moveFrom(row: MatrixRow, env: string, order: readonly string[]): Move | null {
  const next = order[order.indexOf(env) + 1];
  return (next === undefined ? null : moveInto(row, next, order)) ?? moveInto(row, env, order);
}

/** What would come into an environment from the one before. */
export function moveInto(row: MatrixRow, to: string, order: readonly string[]): Move | null {
  if (row.cells[to]?.isBehind !== true) return null;
  const from = order[order.indexOf(to) - 1] ?? null;
  return { from, to, version: from === null ? row.latest : (row.cells[from]?.version ?? null) };
}

/** Rows whose title has the text, and only those ahead of an environment when one is given. */
export function filterRows(rows: readonly MatrixRow[], { text, aheadOf }: { text: string; aheadOf: string | null }): MatrixRow[] {
  const sought = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (aheadOf === null || row.cells[aheadOf]?.isBehind === true) &&
      (sought === '' || `${row.title} ${row.id} ${row.group}`.toLowerCase().includes(sought)),
  );
}

const nothing = {
  version: null,
  coming: null,
  state: null,
  scheduledFor: null,
  promotion: null,
  failed24h: 0,
  runs24h: 0,
  openExceptions: 0,
} as const;

function flowRows({ flows }: Board, order: readonly string[]): MatrixRow[] {
  return flows.map((flow) => {
    const cells = order.map((env, index): [string, MatrixCell] => {
      const cell = flow.cells[env];
      const before = index === 0 ? flow.latest : (flow.cells[order[index - 1] ?? '']?.version ?? null);
      return [env, { ...(cell ?? nothing), isBehind: before !== null && before > (cell?.coming?.version ?? cell?.version ?? 0) }];
    });
    const { id, name, channel, draft, latest } = flow;
    return { kind: 'flow', id, title: name, group: channel, draftChanges: draft.changes, latest, cells: Object.fromEntries(cells) };
  });
}

function thingRows(board: Board, tab: 'lookups' | 'contracts', order: readonly string[]): MatrixRow[] {
  return board[tab].map(({ name, title, cells: known }) => {
    const cells = order.map((env, index): [string, MatrixCell] => {
      const cell = known[env];
      const isMissing = (cell?.version ?? null) === null;
      const isBefore = index > 0 && (known[order[index - 1] ?? '']?.version ?? null) !== null;
      return [env, { ...nothing, ...cell, isBehind: index > 0 && ((cell?.behind ?? 0) > 0 || (isMissing && isBefore)) }];
    });
    const kind = tab === 'lookups' ? 'lookup' : 'contract';
    return { kind, id: name, title, group: '', draftChanges: 0, latest: null, cells: Object.fromEntries(cells) };
  });
}
