import { type Axis, axisOf, describeSegments } from './axis.ts';
import { type CellTest, type CellType, cellHolds, parseCell } from './unary-test.ts';

export type TableToCheck = {
  readonly inputs: readonly { readonly type: CellType }[];
  readonly rows: readonly { readonly when: readonly string[]; readonly give?: readonly unknown[] }[];
};

export type TableReport = {
  /** Two rows that can both match, and for which values: one cell for each condition column. */
  readonly overlaps: readonly {
    readonly rows: readonly [number, number];
    readonly when: readonly string[];
    readonly sameResult: boolean;
  }[];
  /** Values for which no row matches, as a row that would close the gap. */
  readonly gaps: readonly { readonly when: readonly string[] }[];
  /** Rows that can never be the first to match. */
  readonly hidden: readonly number[];
  /** False when the table is too big to be looked through; what is listed is true all the same. */
  readonly isComplete: boolean;
};

const most = 100;
/** Cells looked at in each search, for gaps and for hidden rows; about a tenth of a second. */
const budget = 2_000_000;

/**
 * Finds overlaps and gaps of a decision table. Rows count from 1. Pure, for browser and server. Rows with unreadable cells are left out;
 * a missing value counts as no gap.
 */
export function decisionTableReport({ inputs, rows }: TableToCheck): TableReport {
  const tests = rows.map((row) => readRow(row.when, inputs));
  const axes = inputs.map((input, i) =>
    axisOf(
      input.type,
      tests.flatMap((row) => row?.[i] ?? []),
    ),
  );
  // For each row and column: the segments of the axis in which the cell holds.
  const covers = tests.map((row) => row?.map((test, i) => (axes[i] as Axis).segments.map((segment) => cellHolds(test, segment.sample))));
  const search = { left: budget };
  const hiding = { left: budget };

  const overlaps: TableReport['overlaps'][number][] = [];
  for (let a = 0; a < rows.length && overlaps.length < most; a++)
    for (let b = a + 1; b < rows.length && overlaps.length < most; b++) {
      const [left, right] = [covers[a], covers[b]];
      const both = left && right && intersection(left, right);
      if (!both) continue;
      const sameResult = JSON.stringify(rows[a]?.give) === JSON.stringify(rows[b]?.give);
      overlaps.push({ rows: [a + 1, b + 1], when: both.map((held, i) => describeSegments(axes[i] as Axis, held)), sameResult });
    }

  const readable = covers.filter((cover) => cover !== undefined);
  const everything = axes.map((axis) => axis.segments.map(() => true));
  const gaps = rows.length === 0 ? [] : uncovered(everything, readable, search, most);
  const hidden = covers.flatMap((cover, i) => {
    if (!cover) return [];
    const before = covers.slice(0, i).filter((other) => other !== undefined);
    return before.length > 0 && uncovered(cover, before, hiding, 1).length === 0 && hiding.left > 0 ? [i + 1] : [];
  });
  return {
    overlaps,
    gaps: gaps.map((box) => ({ when: box.map((held, i) => describeSegments(axes[i] as Axis, held)) })),
    hidden,
    isComplete: search.left > 0 && hiding.left > 0 && overlaps.length < most && gaps.length < most,
  };
}

type Box = readonly (readonly boolean[])[];

function readRow(cells: readonly string[], inputs: TableToCheck['inputs']): CellTest[] | undefined {
  if (cells.length !== inputs.length) return undefined;
  try {
    return cells.map((cell, i) => parseCell(cell, inputs[i]?.type ?? 'text'));
  } catch {
    return undefined;
  }
}

function intersection(a: Box, b: Box): Box | undefined {
  const both = a.map((held, i) => held.map((holds, segment) => holds && (b[i]?.[segment] ?? false)));
  return both.every((held) => held.includes(true)) ? both : undefined;
}

/** Parts of a box that no row covers. Segments that the same rows cover are looked at together. */
function uncovered(box: Box, rows: readonly Box[], search: { left: number }, limit: number, column = 0): Box[] {
  if (rows.length === 0) return [box.slice(column)];
  if (column === box.length || search.left <= 0) return [];
  const held = box[column] as readonly boolean[];
  const together = new Map<string, { segments: boolean[]; rows: Box[] }>();
  held.forEach((isInside, segment) => {
    if (!isInside) return;
    search.left -= rows.length;
    let name = '';
    for (const row of rows) name += row[column]?.[segment] ? '1' : '0';
    const same = together.get(name) ?? { segments: held.map(() => false), rows: rows.filter((row) => row[column]?.[segment]) };
    same.segments[segment] = true;
    together.set(name, same);
  });
  const found: Box[] = [];
  for (const part of together.values()) {
    for (const rest of uncovered(box, part.rows, search, limit - found.length, column + 1)) found.push([part.segments, ...rest]);
    if (found.length >= limit) break;
  }
  return found;
}
