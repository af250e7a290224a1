import { compareDecimals, type Decimal, negated, plus, show, toDecimal } from '@crossdock/nodes/library/decimal';

/**
 * The texts that continue a column or row of cells, as the fill handle does: equal steps of numbers, ranges, dates and numbered texts go on, everything else repeats.
 * `back`: against the direction, for filling upwards or to the left. One number alone repeats; one date or one range does too, unless `isSeries` asks for the next.
 */
export function continued(given: readonly string[], count: number, { back = false, isSeries = false } = {}): string[] {
  const source = back ? given.toReversed() : given;
  const next = seriesOf(source, isSeries);
  return Array.from({ length: count }, (_, i) => next?.(i) ?? source[i % source.length] ?? '');
}

type Series = (index: number) => string;

function seriesOf(source: readonly string[], isSeries: boolean): Series | null {
  if (source.length === 0 || (source.length === 1 && !isSeries)) return null;
  return numbers(source) ?? ranges(source) ?? dates(source) ?? numbered(source);
}

function numbers(source: readonly string[]): Series | null {
  const read = source.map(plainDecimal);
  return allFound(read) ? steps(read, (value) => show(value)) : null;
}

/** 0..10, 10..20: both ends go on; signs and brackets stay. */
function ranges(source: readonly string[]): Series | null {
  const read = source.map((text) => /^([[(\]]?)(-?[\d.,]+?)\.\.(-?[\d.,]+?)([\])[]?)$/.exec(text.replaceAll(' ', '')) ?? comparison(text));
  if (!allFound(read)) return null;
  const [first] = read;
  if (read.some((parts) => parts[1] !== first?.[1] || parts[4] !== first?.[4])) return null;
  const lows = read.map((parts) => plainDecimal(parts[2] ?? ''));
  const highs = read.map((parts) => plainDecimal(parts[3] ?? ''));
  if (!allFound(lows)) return null;
  if (!allFound(highs)) {
    const alone = steps(lows, show);
    return alone && ((i) => `${first?.[1]}${alone(i)}`);
  }
  const isOne = source.length === 1;
  const width = plus(highs[0] as Decimal, negated(lows[0] as Decimal));
  const low = isOne ? stepping(lows[0] as Decimal, width) : steps(lows, show);
  const high = isOne ? stepping(highs[0] as Decimal, width) : steps(highs, show);
  return low && high && ((i) => `${first?.[1] ?? ''}${low(i)}..${high(i)}${first?.[4] ?? ''}`);
}

/** `>= 100` in the form of a range with one end. */
function comparison(text: string): RegExpExecArray | null {
  return /^((?:>=|<=|>|<)\s*)(-?[\d.,]+)()()$/.exec(text.trim());
}

function dates(source: readonly string[]): Series | null {
  const read = source.map((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN));
  if (read.some(Number.isNaN)) return null;
  const step = read.length === 1 ? 86_400_000 : (read[1] as number) - (read[0] as number);
  if (read.some((value, i) => i > 0 && value - (read[i - 1] as number) !== step)) return null;
  return (i) => new Date((read.at(-1) as number) + step * (i + 1)).toISOString().slice(0, 10);
}

/** Z1, Z2 goes on with Z3; 007 keeps its zeros. */
function numbered(source: readonly string[]): Series | null {
  const read = source.map((text) => /^(.*?\D|)(\d{1,9})$/.exec(text));
  if (!allFound(read) || read.some((parts) => parts[1] !== read[0]?.[1])) return null;
  const values = read.map((parts) => Number(parts[2]));
  const step = values.length === 1 ? 1 : (values[1] as number) - (values[0] as number);
  if (values.some((value, i) => i > 0 && value - (values[i - 1] as number) !== step)) return null;
  const digits = read[0]?.[2]?.startsWith('0') ? (read[0]?.[2]?.length ?? 0) : 0;
  return (i) => {
    const value = (values.at(-1) as number) + step * (i + 1);
    return value < 0 ? String(value) : `${read[0]?.[1] ?? ''}${String(value).padStart(digits, '0')}`;
  };
}

function steps(values: readonly Decimal[], write: (value: Decimal) => string): Series | null {
  const [first, second] = values;
  if (!first) return null;
  const step = second ? plus(second, negated(first)) : { units: 1n, scale: 0 };
  for (let i = 1; i < values.length; i++)
    if (compareDecimals(plus(values[i - 1] as Decimal, step), values[i] as Decimal) !== 0) return null;
  const going = stepping(values.at(-1) as Decimal, step, write);
  return going;
}

function stepping(last: Decimal, step: Decimal, write: (value: Decimal) => string = show): Series {
  return (i) => write(plus(last, { units: step.units * BigInt(i + 1), scale: step.scale }));
}

function plainDecimal(text: string): Decimal | null {
  const bare = text.trim();
  return /^-?(0|[1-9][\d,]*)(\.\d+)?$/.test(bare) ? (toDecimal(bare.replaceAll(',', '')) ?? null) : null;
}

function allFound<T>(values: readonly (T | null)[]): values is T[] {
  return values.length > 0 && values.every((value) => value !== null);
}
