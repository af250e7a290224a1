import { type Axis, axisOf, type Cover, coverOf } from './axis.ts';
import { type Box, doMeet, holdsAll, meet } from './box.ts';
import { describeCover, exampleOf } from './describe-cover.ts';
import { CellError, type CellTest, type CellType, parseCell } from './unary-test.ts';
import { type Effort, uncovered } from './uncovered.ts';

export type TableToCheck = {
  /** `allowed`: what values can come at all, written as a cell; empty or `-`: any. */
  readonly inputs: readonly { readonly type: CellType; readonly allowed?: string | undefined }[];
  readonly rows: readonly { readonly when: readonly string[]; readonly give?: readonly unknown[] }[];
};

/** Values of all columns: as cells, and one of them as a record could have it (null: missing). */
type Region = { readonly when: readonly string[]; readonly example: readonly (string | null)[] };

export type TableReport = {
  /** Two rows that can both match, and for which values. */
  readonly overlaps: readonly (Region & { readonly rows: readonly [number, number]; readonly sameResult: boolean })[];
  /** Values for which no row matches; `when` as a row closes the gap. */
  readonly gaps: readonly Region[];
  /** Rows that can never be the first to match. `by`: the one row above that takes all of it; null: several together do. */
  readonly hidden: readonly { readonly row: number; readonly by: number | null }[];
  /** Rows that ask for the same, however it is written. */
  readonly duplicates: readonly { readonly rows: readonly number[]; readonly sameResult: boolean }[];
  /** Rows that no allowed value meets. */
  readonly outside: readonly number[];
  /** Rows with a cell that cannot be read; they are left out of everything else. */
  readonly unreadable: readonly number[];
  /** False when the table is too big to be looked through; what is listed is true all the same. */
  readonly isComplete: boolean;
};

/** Overlaps and gaps listed, at most. */
const most = 200;
/** Words of row sets looked at in each search, for gaps and for hidden rows; about a tenth of a second. */
const budget = 8_000_000;

/**
 * Finds overlaps, gaps and rows that cannot fire of a decision table. Rows count from 1. Pure, for browser and server. A missing value counts as no gap.
 */
export function decisionTableReport({ inputs, rows }: TableToCheck): TableReport {
  const read = reader();
  const tests = rows.map(({ when }) =>
    when.length === inputs.length ? all(when.map((cell, c) => read(cell, inputs[c]?.type ?? 'text'))) : null,
  );
  const allowed = inputs.map((input) => read(input.allowed ?? '', input.type) ?? read('-', input.type));
  const axes = inputs.map((input, c) => axisOf(input.type, [...new Set(tests.flatMap((row) => row?.[c] ?? []).concat(allowed[c] ?? []))]));
  // The same cell holds in other segments in another column.
  const covers = inputs.map(() => new Map<CellTest, Cover>());
  const cover = (test: CellTest, c: number) => {
    const known = covers[c]?.get(test) ?? coverOf(test, axes[c] as Axis);
    covers[c]?.set(test, known);
    return known;
  };
  /** What can come in, with the missing value; without it for gaps. */
  const universe = axes.map(({ segments }, c) => {
    const test = allowed[c];
    return test && !test.isAny ? meet(cover(test, c), [0, segments.length]) : [0, segments.length];
  });
  const present = universe.map((values, c) => meet(values, [0, (axes[c] as Axis).segments.length - 1]));
  const boxes = tests.map((row) =>
    row?.map((test, c) => (allowed[c]?.isAny !== false ? cover(test, c) : meet(universe[c] as Cover, cover(test, c)))),
  );
  const canHold = boxes.map((box) => (box?.every((values) => values.length > 0) ? box : undefined));

  const region = (box: Box, isMissingOpen = false): Region => ({
    when: box.map((values, c) => describeCover(axes[c] as Axis, values, isMissingOpen)),
    example: box.map((values, c) => exampleOf(axes[c] as Axis, values)),
  });
  const results = rows.map(({ give }) => JSON.stringify(give));
  const meeting = overlapping(canHold);
  const gapEffort = { left: budget };
  const readable = canHold.filter((box) => box !== undefined);
  const gaps =
    rows.length === 0 || present.some((values) => values.length === 0)
      ? []
      : uncovered({ box: present, rows: readable, limit: most, effort: gapEffort });
  const hiding = { left: budget };
  const hidden = hiddenRows(canHold, hiding);
  return {
    overlaps: meeting.pairs.map(([a, b]) => ({
      rows: [a + 1, b + 1],
      ...region((canHold[a] as Box).map((values, c) => meet(values, canHold[b]?.[c] as Cover))),
      sameResult: results[a] === results[b],
    })),
    gaps: gaps.map((gap) => region(gap, true)),
    hidden,
    duplicates: duplicatesOf(canHold, results),
    outside: boxes.flatMap((box, i) => (box && !canHold[i] ? [i + 1] : [])),
    unreadable: tests.flatMap((row, i) => (row ? [] : [i + 1])),
    isComplete: gapEffort.left > 0 && hiding.left > 0 && meeting.isComplete && gaps.length < most,
  };
}

/** Reads each text once. */
function reader(): (cell: string, type: CellType) => CellTest | null {
  const known = new Map<string, CellTest | null>();
  return (cell, type) => {
    const key = `${type} ${cell}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const test = parsed(cell, type);
    known.set(key, test);
    return test;
  };
}

function parsed(cell: string, type: CellType): CellTest | null {
  try {
    return parseCell(cell, type);
  } catch (error) {
    if (error instanceof CellError) return null;
    throw error;
  }
}

function all(tests: readonly (CellTest | null)[]): CellTest[] | null {
  const found = tests.filter((test) => test !== null);
  return found.length === tests.length ? found : null;
}

function overlapping(boxes: readonly (Box | undefined)[]): { pairs: [number, number][]; isComplete: boolean } {
  const pairs: [number, number][] = [];
  const columns = byVariety(boxes);
  for (let a = 0; a < boxes.length; a++) {
    const left = boxes[a];
    if (!left) continue;
    for (let b = a + 1; b < boxes.length; b++) {
      const right = boxes[b];
      if (!right || !columns.every((c) => doMeet(left[c] as Cover, right[c] as Cover))) continue;
      if (pairs.length === most) return { pairs, isComplete: false };
      pairs.push([a, b]);
    }
  }
  return { pairs, isComplete: true };
}

/** Columns with many different cells tell rows apart soonest. */
function byVariety(boxes: readonly (Box | undefined)[]): number[] {
  const width = boxes.find((box) => box !== undefined)?.length ?? 0;
  const variety = Array.from({ length: width }, (_, c) => new Set(boxes.map((box) => box?.[c])).size);
  return variety.map((_, c) => c).sort((a, b) => (variety[b] as number) - (variety[a] as number));
}

function hiddenRows(boxes: readonly (Box | undefined)[], effort: Effort): TableReport['hidden'][number][] {
  const columns = byVariety(boxes);
  return boxes.flatMap((box, i): TableReport['hidden'][number][] => {
    if (!box) return [];
    const above: Box[] = [];
    for (let j = 0; j < i; j++) {
      const other = boxes[j];
      if (!other || !columns.every((c) => doMeet(box[c] as Cover, other[c] as Cover))) continue;
      if (columns.every((c) => holdsAll(other[c] as Cover, box[c] as Cover))) return [{ row: i + 1, by: j + 1 }];
      above.push(other);
    }
    const isHidden =
      above.length > 1 && effort.left > 0 && uncovered({ box, rows: above, limit: 1, effort }).length === 0 && effort.left > 0;
    return isHidden ? [{ row: i + 1, by: null }] : [];
  });
}

function duplicatesOf(boxes: readonly (Box | undefined)[], results: readonly (string | undefined)[]): TableReport['duplicates'] {
  const same = new Map<string, number[]>();
  for (const [i, box] of boxes.entries()) {
    if (!box) continue;
    const key = box.map((cover) => cover.join()).join('|');
    same.set(key, [...(same.get(key) ?? []), i]);
  }
  return [...same.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => ({ rows: rows.map((row) => row + 1), sameResult: rows.every((row) => results[row] === results[rows[0] as number]) }));
}
