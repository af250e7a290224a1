/** An exact decimal: `units` divided by 10 to the power of `scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number };

/** What may be given where a decimal is wanted. Numbers as JSON carries them; one that was computed with rounding errors is refused. */
export type DecimalInput = string | number | bigint;

export type Rounding = 'half-up' | 'half-even' | 'half-down' | 'up' | 'down' | 'ceiling' | 'floor';

/** More digits than any amount has; keeps a hostile text from holding a core. */
const mostDigits = 400;
const form = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/;

/** Reads a decimal; undefined when the value is none. */
export function toDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'bigint') return { units: value, scale: 0 };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { units: BigInt(value), scale: 0 } : fromNumber(value);
  return typeof value === 'string' ? fromText(value) : undefined;
}

/** Reads a decimal, or says which value of which function is none. */
export function decimal(value: unknown, asked: string): Decimal {
  const found = toDecimal(value);
  if (found) return found;
  if (value === undefined || value === null || value === '')
    throw new TypeError(`${asked} is missing; give a default with ?? if that is allowed`);
  if (typeof value === 'number')
    throw new TypeError(`${asked} is ${value}, a number computed with rounding errors; compute with the functions of "money" instead`);
  throw new TypeError(`${asked} is ${JSON.stringify(value)?.slice(0, 60)}, which is not a decimal such as "12.50"`);
}

export function show({ units, scale }: Decimal): string {
  if (scale <= 0) return String(units * powerOfTen(-scale));
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function plus(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: atScale(a, scale) + atScale(b, scale), scale };
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

/** Throws RangeError on a division by zero. */
export function over(a: Decimal, b: Decimal, scale: number, rounding: Rounding): Decimal {
  if (b.units === 0n) throw new RangeError('division by zero');
  const shift = scale + b.scale - a.scale;
  const dividend = shift >= 0 ? a.units * powerOfTen(shift) : a.units;
  const divisor = shift >= 0 ? b.units : b.units * powerOfTen(-shift);
  return { units: divideRounded(dividend, divisor, rounding), scale };
}

export function rounded(value: Decimal, scale: number, rounding: Rounding): Decimal {
  if (value.scale <= scale) return { units: atScale(value, scale), scale };
  return { units: divideRounded(value.units, powerOfTen(value.scale - scale), rounding), scale };
}

export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  if (a.scale === b.scale) return a.units < b.units ? -1 : a.units > b.units ? 1 : 0;
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [atScale(a, scale), atScale(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The same value without zeros at its end: 1.500 becomes 1.5. */
export function trimmed(value: Decimal, leastScale = 0): Decimal {
  let { units, scale } = value;
  while (scale > leastScale && units % 10n === 0n) {
    units /= 10n;
    scale--;
  }
  return { units, scale };
}

const powers = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

function atScale({ units, scale }: Decimal, wanted: number): bigint {
  return wanted === scale ? units : units * powerOfTen(wanted - scale);
}

function fromNumber(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = String(value);
  const digits = text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.length > 15 ? undefined : fromText(text);
}

function fromText(text: string): Decimal | undefined {
  if (text.length > mostDigits) return undefined;
  const match = form.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return undefined;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent ?? 0);
  if (Math.abs(scale) > mostDigits) return undefined;
  return scale >= 0 ? { units, scale } : { units: units * powerOfTen(-scale), scale: 0 };
}

function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const isNegative = dividend < 0n !== divisor < 0n;
  const away = isNegative ? quotient - 1n : quotient + 1n;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = divisor < 0n ? -divisor : divisor;
  const half = twice < size ? -1 : twice > size ? 1 : 0;
  switch (rounding) {
    case 'up':
      return away;
    case 'down':
      return quotient;
    case 'ceiling':
      return isNegative ? quotient : away;
    case 'floor':
      return isNegative ? away : quotient;
    case 'half-up':
      return half >= 0 ? away : quotient;
    case 'half-down':
      return half > 0 ? away : quotient;
    case 'half-even':
      return half > 0 || (half === 0 && quotient % 2n !== 0n) ? away : quotient;
    default:
      throw new TypeError(`"${String(rounding)}" is no way of rounding; use half-up, half-even, half-down, up, down, ceiling or floor`);
  }
}
