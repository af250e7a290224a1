import type { Decimal } from '../library/decimal.ts';
import { type CellTest, type CellType, type CellValue, compareCells, showCell } from './unary-test.ts';

/** A part of a column's values that no cell tells apart. `sample` is one of them. */
export type Segment = { readonly kind: 'point' | 'between' | 'value' | 'other'; readonly sample: CellValue };
export type Axis = { readonly type: CellType; readonly segments: readonly Segment[] };

/** Cuts all values of a column at the borders that its cells name. */
export function axisOf(type: CellType, tests: readonly CellTest[]): Axis {
  if (type === 'boolean') return { type, segments: [true, false].map((sample) => ({ kind: 'value', sample })) };
  if (type === 'text') {
    const named = [...new Set(tests.flatMap((test) => test.values))].map((sample): Segment => ({ kind: 'value', sample }));
    return { type, segments: [...named, { kind: 'other', sample: otherThan(tests) }] };
  }
  const borders = tests
    .flatMap((test) => test.ranges.flatMap(({ from, to }) => [...(from ? [from.value] : []), ...(to ? [to.value] : [])]))
    .sort(compareCells)
    .filter((value, i, all) => i === 0 || compareCells(value, all[i - 1] as CellValue) !== 0);
  if (borders.length === 0)
    return { type, segments: [{ kind: 'other', sample: type === 'number' ? { units: 0n, scale: 0 } : { ms: 0, shown: '' } }] };
  const segments = borders.flatMap((border, i): Segment[] => [
    { kind: 'between', sample: between(borders[i - 1], border) },
    { kind: 'point', sample: border },
  ]);
  return { type, segments: [...segments, { kind: 'between', sample: between(borders.at(-1), undefined) }] };
}

/** The segments as a cell would be written. */
export function describeSegments({ type, segments }: Axis, held: readonly boolean[]): string {
  if (held.every(Boolean)) return '-';
  if (type === 'number' || type === 'date') return describeRanges(segments, held);
  const listed = segments.filter((segment, i) => held[i] && segment.kind !== 'other').map(({ sample }) => showCell(sample));
  const hasOther = segments.some((segment, i) => held[i] && segment.kind === 'other');
  if (!hasOther) return listed.join(', ');
  return `not(${segments
    .filter((segment, i) => !held[i] && segment.kind !== 'other')
    .map(({ sample }) => showCell(sample))
    .join(', ')})`;
}

function describeRanges(segments: readonly Segment[], held: readonly boolean[]): string {
  const parts: string[] = [];
  for (let i = 0; i < segments.length; i++) {
    if (!held[i]) continue;
    let end = i;
    while (held[end + 1]) end++;
    parts.push(describeRange(segments, i, end));
    i = end;
  }
  return parts.join(', ');
}

/** Points stand at odd places, with the open stretches between them at even ones. */
function describeRange(segments: readonly Segment[], start: number, end: number): string {
  const isPoint = (i: number) => i % 2 === 1;
  const valueAt = (i: number) => showCell((segments[i] as Segment).sample);
  const low = isPoint(start)
    ? { value: valueAt(start), isClosed: true }
    : start === 0
      ? undefined
      : { value: valueAt(start - 1), isClosed: false };
  const high = isPoint(end)
    ? { value: valueAt(end), isClosed: true }
    : end === segments.length - 1
      ? undefined
      : { value: valueAt(end + 1), isClosed: false };
  if (!low && !high) return '-';
  if (!low) return `${high?.isClosed ? '<=' : '<'} ${high?.value}`;
  if (!high) return `${low.isClosed ? '>=' : '>'} ${low.value}`;
  if (start === end && isPoint(start)) return low.value;
  if (low.isClosed && high.isClosed) return `${low.value}..${high.value}`;
  return `${low.isClosed ? '[' : '('}${low.value}..${high.value}${high.isClosed ? ']' : ')'}`;
}

function between(low: CellValue | undefined, high: CellValue | undefined): CellValue {
  const known = (low ?? high) as Decimal | { ms: number; shown: string };
  if ('ms' in known) {
    const [from, to] = [low as { ms: number } | undefined, high as { ms: number } | undefined];
    return { ms: from && to ? (from.ms + to.ms) / 2 : from ? from.ms + 1 : (to?.ms ?? 0) - 1, shown: '' };
  }
  const [from, to] = [low as Decimal | undefined, high as Decimal | undefined];
  if (!from || !to) return { units: known.units + (from ? 1n : -1n) * 10n ** BigInt(known.scale), scale: known.scale };
  const scale = Math.max(from.scale, to.scale) + 1;
  const units = (from.units * 10n ** BigInt(scale - from.scale) + to.units * 10n ** BigInt(scale - to.scale)) / 2n;
  return { units, scale };
}

function otherThan(tests: readonly CellTest[]): string {
  const named = new Set(tests.flatMap((test) => test.values));
  let other = 'any other';
  while (named.has(other)) other += ' value';
  return other;
}
