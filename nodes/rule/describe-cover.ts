import { type Axis, type Cover, pairs } from './axis.ts';
import { showCell } from './unary-test.ts';

/** Segments of a column as a cell would be written. `isMissingOpen`: whether a missing value is meant does not matter, so that the cell may be shorter. */
export function describeCover(axis: Axis, cover: Cover, isMissingOpen = false): string {
  const missing = axis.segments.length;
  const takesMissing = cover.at(-1) === missing;
  const present = pairs(cover)
    .map(([low, high]): [number, number] => [low, Math.min(high, missing - 1)])
    .filter(([low, high]) => low <= high);
  const [first] = present;
  if (!first) return 'empty';
  if (first[0] === 0 && first[1] === missing - 1) return takesMissing || isMissingOpen ? '-' : 'not(empty)';
  if (axis.type === 'text' && cover.some((_, i) => i % 2 === 0 && isWithin(missing - 1, cover[i], cover[i + 1])))
    return `not(${[...valuesOf(axis, complementOf(present, missing - 1)), ...(takesMissing || isMissingOpen ? [] : ['empty'])].join(', ')})`;
  const text = axis.type === 'number' || axis.type === 'date' ? describeRanges(axis, present) : valuesOf(axis, present).join(', ');
  return takesMissing ? `${text}, empty` : text;
}

/** One value of the segments, as a record could have it; null: the value is missing. Values that the table names go first. */
export function exampleOf({ segments }: Axis, cover: Cover): string | null {
  const held = pairs(cover).flatMap(([low, high]) => segments.slice(low, Math.min(high + 1, low + 3)));
  const chosen = held.find(({ kind }) => kind === 'value' || kind === 'between') ?? held[0];
  return chosen ? showCell(chosen.sample) : null;
}

function isWithin(at: number, low: number | undefined, high: number | undefined): boolean {
  return low !== undefined && high !== undefined && at >= low && at <= high;
}

function complementOf(spans: readonly [number, number][], count: number): [number, number][] {
  const rest: [number, number][] = [];
  for (let i = 0; i < count; i++) if (!spans.some(([low, high]) => isWithin(i, low, high))) rest.push([i, i]);
  return rest;
}

function valuesOf({ segments }: Axis, spans: readonly [number, number][]): string[] {
  return spans.flatMap(([low, high]) => segments.slice(low, high + 1).map(({ sample }) => showCell(sample)));
}

/** Points stand at odd places, with the open stretches between them at even ones. */
function describeRanges({ segments }: Axis, spans: readonly [number, number][]): string {
  const isPoint = (i: number) => i % 2 === 1;
  const valueAt = (i: number) => showCell((segments[i] as Axis['segments'][number]).sample);
  return spans
    .map(([start, end]) => {
      const low = isPoint(start) ? { value: valueAt(start), isClosed: true } : bound(start === 0 ? null : valueAt(start - 1));
      const high = isPoint(end) ? { value: valueAt(end), isClosed: true } : bound(end === segments.length - 1 ? null : valueAt(end + 1));
      if (!low) return `${high?.isClosed ? '<=' : '<'} ${high?.value}`;
      if (!high) return `${low.isClosed ? '>=' : '>'} ${low.value}`;
      if (start === end && isPoint(start)) return low.value;
      if (low.isClosed && high.isClosed) return `${low.value}..${high.value}`;
      return `${low.isClosed ? '[' : '('}${low.value}..${high.value}${high.isClosed ? ']' : ')'}`;
    })
    .join(', ');
}

function bound(value: string | null): { value: string; isClosed: false } | null {
  return value === null ? null : { value, isClosed: false };
}
