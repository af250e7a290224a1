const scale = 6;
const unit = 10n ** BigInt(scale);
const pattern = /^(-?)(\d{1,18})(?:\.(\d{1,6}))?$/;

/** A decimal string as millionths; undefined when it is none. */
export function parseDecimal(text: unknown): bigint | undefined {
  if (typeof text !== 'string') return undefined;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const value = BigInt(match[2] ?? '0') * unit + BigInt((match[3] ?? '').padEnd(scale, '0'));
  return match[1] === '-' ? -value : value;
}

/** The product of two numbers in millionths. Exact as long as their decimals together are at most six; cut off behind. */
export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) / unit;
}

/** Millionths as text with at least `decimals` places. */
export function printDecimal(value: bigint, decimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '').padEnd(decimals, '0');
  const whole = digits.slice(0, -scale);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
