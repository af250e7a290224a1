// Article and shipping numbers of GS1 (General Specifications, 7.9: check digits) and card-like numbers (Luhn, ISO/IEC 7812-1).

/** The GS1 check digit for a number without one, of any length: GTIN, SSCC, GLN. */
function checkDigit(number: string | number): number {
  const digits = onlyDigits(number, 'checkDigit');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** GTIN-8, UPC (12), EAN (13) or GTIN-14 with a right check digit. */
function isGtin(value: unknown): boolean {
  return typeof value === 'string' && /^(\d{8}|\d{12,14})$/.test(value) && hasCheckDigit(value);
}

/** A UPC or EAN as 14 digits, the form to compare by. Throws when the check digit is wrong. */
function gtin14(value: string | number): string {
  const digits = String(value).trim();
  if (!isGtin(digits)) throw new RangeError(`codes.gtin14: "${digits.slice(0, 30)}" is no GTIN, or its check digit is wrong`);
  return digits.padStart(14, '0');
}

/** A serial shipping container code: 18 digits with a right check digit. */
function isSscc(value: unknown): boolean {
  return typeof value === 'string' && /^\d{18}$/.test(value) && hasCheckDigit(value);
}

/** An SSCC from extension digit, company prefix and serial number, which together have 17 digits. */
function sscc(extension: string | number, prefix: string | number, serial: string | number): string {
  const room = 16 - String(prefix).length;
  if (room < 1 || String(serial).length > room) throw new RangeError(`codes.sscc: prefix and serial number have more than 16 digits`);
  const body = onlyDigits(`${extension}${prefix}${String(serial).padStart(room, '0')}`, 'sscc');
  if (body.length !== 17) throw new RangeError('codes.sscc: the extension must be one digit');
  return body + checkDigit(body);
}

/** Whether the last digit fits by Luhn. */
function isLuhn(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{2,40}$/.test(value)) return false;
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    const digit = Number(value[value.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

export const codes = Object.freeze({ checkDigit, isGtin, gtin14, isSscc, sscc, isLuhn });

function hasCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

function onlyDigits(value: string | number, name: string): string {
  const digits = String(value).trim();
  if (!/^\d{1,60}$/.test(digits)) throw new TypeError(`codes.${name}: "${digits.slice(0, 30)}" is no number of digits`);
  return digits;
}
