import { type DecimalInput, decimal, over, type Rounding, rounded, show, times, trimmed } from './decimal.ts';

// Factors to the base unit of each kind, exact by definition (NIST Handbook 44, appendix C; 1959 international yard and pound).
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mass: { kg: '1', g: '0.001', mg: '0.000001', t: '1000', lb: '0.45359237', oz: '0.028349523125', ton: '907.18474' },
  length: { m: '1', mm: '0.001', cm: '0.01', dm: '0.1', km: '1000', in: '0.0254', ft: '0.3048', yd: '0.9144', mi: '1609.344' },
  area: { m2: '1', cm2: '0.0001', ha: '10000', in2: '0.00064516', ft2: '0.09290304', yd2: '0.83612736', acre: '4046.8564224' },
  volume: {
    l: '1',
    ml: '0.001',
    cl: '0.01',
    hl: '100',
    m3: '1000',
    cm3: '0.001',
    in3: '0.016387064',
    ft3: '28.316846592',
    gal: '3.785411784',
    qt: '0.946352946',
    pt: '0.473176473',
    floz: '0.0295735295625',
    bbl: '158.987294928',
  },
  count: { each: '1', pair: '2', dozen: '12', gross: '144', hundred: '100', thousand: '1000' },
};

/** UN/ECE Recommendation 20 codes, X12 element 355 codes and common spellings. */
const aliases: Readonly<Record<string, string>> = {
  ...{
    kgm: 'kg',
    grm: 'g',
    mgm: 'mg',
    tne: 't',
    lbr: 'lb',
    lbs: 'lb',
    onz: 'oz',
    stn: 'ton',
    kilogram: 'kg',
    gram: 'g',
    pound: 'lb',
    ounce: 'oz',
  },
  ...{
    mtr: 'm',
    mmt: 'mm',
    cmt: 'cm',
    dmt: 'dm',
    kmt: 'km',
    kmtr: 'km',
    inh: 'in',
    fot: 'ft',
    yrd: 'yd',
    smi: 'mi',
    inch: 'in',
    foot: 'ft',
    yard: 'yd',
  },
  ...{ mtk: 'm2', cmk: 'cm2', har: 'ha', ink: 'in2', ftk: 'ft2', ydk: 'yd2', acr: 'acre', sf: 'ft2', sy: 'yd2' },
  ...{
    ltr: 'l',
    mlt: 'ml',
    clt: 'cl',
    hlt: 'hl',
    mtq: 'm3',
    cmq: 'cm3',
    inq: 'in3',
    ftq: 'ft3',
    gll: 'gal',
    ga: 'gal',
    qtl: 'qt',
    ptl: 'pt',
    oza: 'floz',
  },
  ...{ ea: 'each', c62: 'each', pce: 'each', h87: 'each', pc: 'each', pcs: 'each', pr: 'pair', dz: 'dozen', dzn: 'dozen', doz: 'dozen' },
  ...{ gro: 'gross', gr: 'gross', cen: 'hundred', mil: 'thousand', hund: 'hundred' },
};

/**
 * Converts a quantity exactly; what does not come out even is rounded to `scale` decimals. Zeros at the end are left away.
 * Knows SI and US customary units by symbol, UN/ECE and X12 code. Units of two kinds do not convert.
 */
function convert(quantity: DecimalInput, from: string, to: string, scale = 6, rounding: Rounding = 'half-up'): string {
  const value = decimal(quantity, 'units.convert: the quantity');
  const [source, target] = [find(from), find(to)];
  if (source.kind !== target.kind) throw new RangeError(`units.convert: ${from} measures ${source.kind}, ${to} measures ${target.kind}`);
  const inBase = times(value, decimal(source.factor, 'factor'));
  const exact = over(inBase, decimal(target.factor, 'factor'), Math.max(scale, 0) + 30, 'half-even');
  return show(trimmed(rounded(exact, scale, rounding)));
}

/** Quantity in a pack to single units: `units.fromPacks("3", 12)` is "36". */
function fromPacks(packs: DecimalInput, perPack: DecimalInput): string {
  return show(
    trimmed(times(decimal(packs, 'units.fromPacks: the number of packs'), decimal(perPack, 'units.fromPacks: the size of a pack'))),
  );
}

/** Whole packs and what is left over: `units.toPacks("40", 12)` is `{ packs: "3", rest: "4" }`. */
function toPacks(quantity: DecimalInput, perPack: DecimalInput): { packs: string; rest: string } {
  const size = decimal(perPack, 'units.toPacks: the size of a pack');
  if (size.units <= 0n) throw new RangeError('units.toPacks: the size of a pack must be above 0');
  const all = decimal(quantity, 'units.toPacks: the quantity');
  const packs = over(all, size, 0, 'down');
  const used = times(packs, size);
  const scale = Math.max(all.scale, used.scale);
  const rest = { units: rounded(all, scale, 'down').units - rounded(used, scale, 'down').units, scale };
  return { packs: show(packs), rest: show(trimmed(rest)) };
}

/** Whether the unit is known. */
function isUnit(unit: string): boolean {
  return locate(unit) !== undefined;
}

export const units = Object.freeze({ convert, fromPacks, toPacks, isUnit });

function find(unit: string): { kind: string; factor: string } {
  const found = locate(unit);
  if (!found) throw new RangeError(`"${String(unit)}" is no unit known here, such as kg, LBR, in, GLL, EA or DZ`);
  return found;
}

function locate(unit: unknown): { kind: string; factor: string } | undefined {
  if (typeof unit !== 'string') return undefined;
  const name = unit.trim().toLowerCase();
  const symbol = Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
  for (const [kind, factors] of Object.entries(kinds))
    if (Object.hasOwn(factors, symbol)) return { kind, factor: factors[symbol] as string };
  return undefined;
}
