import type { Decimal } from '../library/decimal.ts';
import { type CellTest, type CellType, type CellValue, compareCells, type Range } from './unary-test.ts';

/** A part of a column's values that no cell tells apart. `sample` is one of them. */
export type Segment = { readonly kind: 'point' | 'between' | 'value' | 'other'; readonly sample: CellValue };
/** All values of a column, cut at the borders that its cells name. Behind the last segment stands the missing value. */
export type Axis = { readonly type: CellType; readonly segments: readonly Segment[]; readonly indexOf: ReadonlyMap<string, number> };

/** Segments in which a cell holds, as pairs of first and last index, in order and apart. */
export type Cover = readonly number[];

export function axisOf(type: CellType, tests: readonly CellTest[]): Axis {
  if (type === 'boolean') return axis(type, [value(true), value(false)]);
  if (type === 'text') {
    const named = [...new Set(tests.flatMap((test) => test.values))];
    return axis(type, [...named.map(value), { kind: 'other', sample: otherThan(named) }]);
  }
  const borders = bordersOf(tests);
  const [first] = borders;
  if (first === undefined)
    return axis(type, [{ kind: 'other', sample: type === 'number' ? { units: 0n, scale: 0 } : { ms: 0, shown: '1970-01-01' } }]);
  const segments: Segment[] = [{ kind: 'between', sample: beyond(first, -1) }];
  for (const [i, border] of borders.entries()) {
    const next = borders[i + 1];
    segments.push({ kind: 'point', sample: border }, { kind: 'between', sample: next ? middle(border, next) : beyond(border, 1) });
  }
  return axis(type, segments);
}

/** Where a cell holds, the missing value included. */
export function coverOf(test: CellTest, { segments, indexOf }: Axis): Cover {
  const missing = segments.length;
  if (test.isAny) return [0, missing];
  const spans: [number, number][] = test.values.map((each) => {
    const at = indexOf.get(keyOf(each)) ?? missing - 1;
    return [at, at];
  });
  for (const range of test.ranges) {
    const span = spanOf(range, indexOf, missing);
    if (span[0] <= span[1]) spans.push(span);
  }
  const cover = joined(spans);
  const all = test.isNegated ? complement(cover, missing) : cover;
  return test.acceptsEmpty === test.isNegated ? all : joined([...pairs(all), [missing, missing]]);
}

function spanOf({ from, to }: Range, indexOf: Axis['indexOf'], missing: number): [number, number] {
  const at = (border: CellValue) => indexOf.get(keyOf(border)) ?? 0;
  return [from ? at(from.value) + (from.isClosed ? 0 : 1) : 0, to ? at(to.value) - (to.isClosed ? 0 : 1) : missing - 1];
}

export function pairs(cover: Cover): [number, number][] {
  const spans: [number, number][] = [];
  for (let i = 0; i < cover.length; i += 2) spans.push([cover[i] as number, cover[i + 1] as number]);
  return spans;
}

function joined(spans: [number, number][]): Cover {
  const cover: number[] = [];
  for (const [low, high] of spans.sort((a, b) => a[0] - b[0])) {
    const end = cover.at(-1);
    if (end === undefined || low > end + 1) cover.push(low, high);
    else cover[cover.length - 1] = Math.max(end, high);
  }
  return cover;
}

/** What of the first `count` segments is left. */
function complement(cover: Cover, count: number): Cover {
  const rest: number[] = [];
  let next = 0;
  for (const [low, high] of pairs(cover)) {
    if (low > next) rest.push(next, low - 1);
    next = high + 1;
  }
  if (next < count) rest.push(next, count - 1);
  return rest;
}

function axis(type: CellType, segments: readonly Segment[]): Axis {
  const indexOf = new Map<string, number>();
  for (const [i, { kind, sample }] of segments.entries()) if (kind === 'point' || kind === 'value') indexOf.set(keyOf(sample), i);
  return { type, segments, indexOf };
}

function value(sample: string | boolean): Segment {
  return { kind: 'value', sample };
}

/** The same text for the same value: 1.50 and 1.5 are one border. */
function keyOf(given: CellValue): string {
  if (typeof given !== 'object') return `${typeof given} ${given}`;
  if ('ms' in given) return String(given.ms);
  let { units, scale } = given;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale--;
  }
  return scale > 0 ? `${units}e-${scale}` : String(units * 10n ** BigInt(-scale));
}

function bordersOf(tests: readonly CellTest[]): CellValue[] {
  const found = new Map<string, CellValue>();
  for (const { ranges } of tests)
    for (const { from, to } of ranges)
      for (const bound of [from, to]) {
        if (!bound) continue;
        const key = keyOf(bound.value);
        if (!found.has(key)) found.set(key, bound.value);
      }
  return [...found.values()].sort(compareCells);
}

/** A value on one side of all borders. */
function beyond(border: CellValue, direction: 1 | -1): CellValue {
  if (isDate(border)) return dated(border.ms + direction * 86_400_000);
  const { units, scale } = border as Decimal;
  return { units: units + BigInt(direction) * 10n ** BigInt(Math.max(0, scale)), scale };
}

/** A value between two borders: a round one where there is one. */
function middle(low: CellValue, high: CellValue): CellValue {
  if (isDate(low) && isDate(high)) {
    const half = low.ms + (high.ms - low.ms) / 2;
    const day = Math.ceil((low.ms + 1) / 86_400_000) * 86_400_000;
    return dated(day < high.ms ? day : half);
  }
  const [from, to] = [low as Decimal, high as Decimal];
  const scale = Math.max(from.scale, to.scale, 0) + 1;
  const [a, b] = [from.units * 10n ** BigInt(scale - from.scale), to.units * 10n ** BigInt(scale - to.scale)];
  const half = (a + b) / 2n;
  const one = 10n ** BigInt(scale);
  const whole = (half / one) * one;
  return { units: whole > a && whole < b ? whole : half, scale };
}

function dated(ms: number): CellValue {
  const shown = Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : '';
  return { ms, shown: shown.replace(/T00:00:00\.000Z$/, '') };
}

function otherThan(named: readonly (string | boolean)[]): string {
  const taken = new Set(named);
  let other = 'any other';
  while (taken.has(other)) other += ' value';
  return other;
}

function isDate(given: CellValue): given is { ms: number; shown: string } {
  return typeof given === 'object' && 'ms' in given;
}
