import { type Field, pathNames } from './field.ts';
import { fitting } from './fields-of-schema.ts';
import { tokensOf } from './tokens.ts';

/** A way to make one kind of value of another. */
export type Conversion = {
  readonly title: string;
  readonly wrap: (text: string) => string;
  /** Nobody needs to be asked. */
  readonly isCertain: boolean;
};

/** Most functions of the library refuse a value that is missing; what may be missing is asked first. */
const as = (title: string, before: string, after = ')', isCertain = false): Conversion => ({
  title,
  wrap: (text) => `${text} == null ? null : ${before}${text}${after}`,
  isCertain,
});

const method = (title: string, ending: string, isCertain = false): Conversion => ({
  title,
  wrap: (text) => `${text}?.${ending}`,
  isCertain,
});

/** What a source value needs to become before it fits the target; the best first. Empty: it fits as it is. */
export function conversionsFor(source: Field, target: Field, sample?: unknown): readonly Conversion[] {
  const units = unitConversion(source, target);
  switch (target.kind) {
    case 'text':
      return [...units, ...toText(source, target, sample)];
    case 'number':
    case 'integer':
      return [...units, ...toNumber(source, target)];
    case 'boolean':
      return toBoolean(source);
    default:
      return units;
  }
}

function toText(source: Field, target: Field, sample: unknown): Conversion[] {
  if (source.kind === 'number' || source.kind === 'integer') {
    if (target.format === 'day' || target.format === 'instant')
      return [as('Seconds or milliseconds since 1970 as a date', 'date.fromEpoch(')];
    if (target.format === 'amount' && isMinor(source))
      return [as('Cents as an amount', 'money.fromMinor('), method('As text', 'toString()')];
    // A missing number must stay missing: String(undefined) would be a text.
    return [method('As text, with all digits', 'toString()', true), as('As an amount with two decimals', 'money.round(')];
  }
  if (source.kind === 'boolean')
    return [method('As text', 'toString()'), { title: 'Y or N', wrap: (text) => `${text} ? "Y" : "N"`, isCertain: false }];
  if (target.format === 'instant' && (source.format === 'instant' || source.format === 'day'))
    return isUtc(sample) ? [] : [as('As an instant in UTC', 'date.parse(', ')', true)];
  if (target.format === 'day' && source.format === 'instant') return [as('The day of the instant', 'date.dayOf(', ')', true)];
  if ((target.format === 'day' || target.format === 'instant') && source.kind === 'text' && source.format === null)
    return datePatterns(sample).map(([title, pattern]) => as(title, 'date.parse(', `, ${JSON.stringify(pattern)})`));
  if (target.pattern !== null && typeof sample === 'string' && source.kind === 'text') return toPattern(target.pattern, sample);
  return [];
}

/** Cases in which a small change makes the sample fit the target's pattern. */
function toPattern(pattern: string, sample: string): Conversion[] {
  const fits = fitting(pattern);
  if (!fits || fits.test(sample)) return [];
  const tries: [string, Conversion][] = [
    [sample.trim(), method('Without white space at the ends', 'trim()')],
    [sample.toUpperCase(), method('In capitals', 'toUpperCase()')],
    [sample.trim().toUpperCase(), method('In capitals, without white space', 'trim().toUpperCase()')],
    [sample.replaceAll(/\D/g, ''), as('Only the digits', 'text.digits(')],
    [sample.replace(/^#/, ''), method('Without the #', 'replace("#", "")')],
    [sample.replaceAll(',', ''), method('Without thousands separators', 'replaceAll(",", "")')],
  ];
  return tries.filter(([text]) => text !== '' && fits.test(text)).map(([, conversion]) => conversion);
}

function toNumber(source: Field, target: Field): Conversion[] {
  if (source.kind === 'text') {
    if (source.format === 'day' || source.format === 'instant') return [as('Milliseconds since 1970', 'date.toEpoch(')];
    if (isMinor(target) && source.format === 'amount') return [as('The amount in cents', 'money.toMinor(')];
    return [as('As a number', 'Number(', ')', true)];
  }
  if (source.kind === 'boolean') return [{ title: '1 or 0', wrap: (text) => `${text} ? 1 : 0`, isCertain: false }];
  if (source.kind === 'number' && target.kind === 'integer') return [as('Rounded', 'Math.round(')];
  return [];
}

function toBoolean(source: Field): Conversion[] {
  const test = (title: string, ending: string, isCertain = false): Conversion => ({ title, wrap: (text) => text + ending, isCertain });
  if (source.kind === 'text')
    return [
      { title: 'Y, yes, true or 1', wrap: (text) => `["y", "yes", "true", "1"].includes(text.lower(${text} ?? ""))`, isCertain: false },
      test('Whether there is a text', ' ? true : false'),
    ];
  if (source.kind === 'number' || source.kind === 'integer') return [test('Whether it is above 0', ' > 0')];
  if (source.kind === 'list') return [{ title: 'Whether there are entries', wrap: (text) => `list.count(${text}) > 0`, isCertain: false }];
  return [];
}

const unitNames: readonly (readonly [code: string, names: readonly string[]])[] = [
  ['g', ['gram', 'grams', 'g']],
  ['kg', ['kg', 'kilo', 'kilos', 'kilogram', 'kilograms']],
  ['lb', ['lb', 'lbs', 'pound', 'pounds']],
  ['oz', ['oz', 'ounce', 'ounces']],
  ['cm', ['cm', 'centimeter', 'centimetre', 'centimeters']],
  ['m', ['meter', 'metre', 'meters', 'metres']],
  ['mm', ['mm', 'millimeter', 'millimetre']],
  ['in', ['inch', 'inches']],
  ['ft', ['ft', 'foot', 'feet']],
];

/** Where both names say a unit and not the same one. */
function unitConversion(source: Field, target: Field): Conversion[] {
  const [from, to] = [unitOf(source), unitOf(target)];
  if (from === null || to === null || from === to) return [];
  return [as(`From ${from} to ${to}`, 'units.convert(', `, "${from}", "${to}")`)];
}

function unitOf(field: Field): string | null {
  const tokens = tokensOf(pathNames(field.path).at(-1) ?? '');
  return unitNames.find(([, names]) => tokens.some((token) => names.includes(token)))?.[0] ?? null;
}

function isMinor(field: Field): boolean {
  return tokensOf(field.name).some((token) => ['cents', 'minor', 'pence', 'cent'].includes(token));
}

function isUtc(sample: unknown): boolean {
  return typeof sample === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(sample);
}

function datePatterns(sample: unknown): [string, string][] {
  const all: [RegExp, string, string][] = [
    [/^\d{8}$/, 'A date such as 20261120 (X12, EDIFACT 102)', 'yyyyMMdd'],
    [/^\d{6}$/, 'A date such as 261120', 'yyMMdd'],
    [/^\d{12}$/, 'A date and time such as 202611201604 (EDIFACT 203)', 'yyyyMMddHHmm'],
    [/^\d{1,2}\/\d{1,2}\/\d{4}$/, 'A date such as 11/20/2026', 'MM/dd/yyyy'],
    [/^\d{1,2}\.\d{1,2}\.\d{4}$/, 'A date such as 20.11.2026', 'dd.MM.yyyy'],
  ];
  const fits = all.filter(([shape]) => typeof sample === 'string' && shape.test(sample));
  return (fits.length > 0 ? fits : all.slice(3)).map(([, title, pattern]) => [title, pattern]);
}
