import { conversionsFor } from './conversions.ts';
import { type Field, pathNames } from './field.ts';
import { fitting } from './fields-of-schema.ts';
import { conceptsOf, meaningsOf } from './synonyms.ts';
import { tokensOf } from './tokens.ts';

/** What a field's name says, prepared for many comparisons. */
export type Named = {
  readonly field: Field;
  readonly leaf: string;
  /** With the name it stands in. */
  readonly full: string;
  readonly isInAddress: boolean;
  /** Words that set it apart from the plain field: current, original, previous. */
  readonly sides: ReadonlySet<string>;
  readonly leafTokens: readonly string[];
  /** What the name means by itself. */
  readonly meanings: readonly string[];
  /** What it means together with the name it stands in: `totals.tax`. */
  readonly inContext: readonly string[];
  readonly concepts: readonly string[];
  /** The concepts, weak ones at a third. */
  readonly weight: number;
  /** Names on the way, without entries of lists. */
  readonly depth: number;
  /** What the objects around it mean, nearest last; lists around it are compared by their loops. */
  readonly around: readonly string[];
  /** Everything two fields may share at all. */
  readonly words: ReadonlySet<string>;
};

const sideWords: ReadonlySet<string> = new Set(['current', 'original', 'previous', 'old', 'estimated', 'presentment', 'fulfillable']);

/** Words that say little by themselves. */
const weak: ReadonlySet<string> = new Set([
  'code',
  'value',
  'number',
  'no',
  'text',
  'id',
  'name',
  'type',
  'amount',
  'date',
  'title',
  'address',
]);

/** What shops call the address of a party, where it is not the way of sending. */
const bareParties: ReadonlyMap<string, string> = new Map([
  ['shipping', 'shipto'],
  ['delivery', 'shipto'],
  ['billing', 'billto'],
]);
const ofAParty: ReadonlySet<string> = new Set([
  ...['street1', 'street2', 'city', 'region', 'postcode', 'country'],
  ...['company', 'firstname', 'lastname', 'email', 'phone'],
]);

export function namedOf(field: Field, isThroughLists = false): Named {
  const names = pathNames(field.path);
  const own = names.slice(0, -1).filter((name) => !isThroughLists || name !== '[]');
  const depth = own.lastIndexOf('[]');
  const objects = own.slice(depth + 1);
  const isOfLine = own.at(-1) === '[]' && meaningsOf(tokensOf(own.at(-2) ?? '')).includes('lines');
  const leafTokens = tokensOf(field.name);
  const parentTokens = tokensOf(objects.at(-1) ?? '');
  const leaf = leafTokens.join(' ');
  const meanings = meaningsOf(leafTokens);
  const isCarrier = objects.length > 0 && ['value', 'amount', 'code'].includes(field.name.toLowerCase());
  const inContext = [
    ...(parentTokens.length > 0 ? meaningsOf([...parentTokens, ...leafTokens]) : []),
    // `quantity.value` holds the quantity, `country.code` the country, `total_price_set.shop_money.amount` the total price.
    ...(isCarrier ? meaningsOf(tokensOf(objects.findLast((name) => !/money$/i.test(name)) ?? '')) : []),
    ...(isOfLine ? meaningsOf(['line', ...leafTokens]) : []),
    // Records that are mapped here are documents: their own `number` and `date` are the document's.
    ...(names.length === 1 && ['number', 'no', 'nr', 'date'].includes(leaf) ? meaningsOf(['order', ...leafTokens]) : []),
  ];
  const concepts = conceptsOf(leafTokens);
  const party = meanings.some((meaning) => ofAParty.has(meaning)) ? bareParties.get(objects.at(-1)?.toLowerCase() ?? '') : undefined;
  const around = objects.flatMap((name) => [
    ...(meaningsOf(tokensOf(name)).length > 0 ? meaningsOf(tokensOf(name)) : conceptsOf(tokensOf(name))),
  ]);
  return {
    field,
    leaf,
    full: [...parentTokens, ...leafTokens].join(' '),
    isInAddress: party !== undefined || objects.some((name) => tokensOf(name).includes('address')),
    sides: new Set(
      objects
        .concat(field.name)
        .flatMap(tokensOf)
        .filter((token) => sideWords.has(token)),
    ),
    leafTokens,
    meanings,
    inContext,
    concepts,
    weight: concepts.reduce((sum, word) => sum + weightOf(word), 0),
    depth: names.filter((name) => name !== '[]').length,
    around: party ? [party] : around.filter((word) => word !== 'address' && word !== 'data'),
    words: new Set([...leafTokens, ...meanings, ...inContext, ...concepts]),
  };
}

/** How alike two fields are, 0 to 1, and why. */
export type Likeness = { readonly score: number; readonly reasons: readonly string[] };

export function likenessOf(source: Named, target: Named, sample: unknown, isUsed: boolean): Likeness {
  const name = nameLikeness(source, target);
  if (name.score < 0.4) return { score: 0, reasons: [] };
  const place = placeLikeness(source, target);
  const value = valueLikeness(source.field, target.field, sample);
  const buried = Math.max(0, source.depth - target.depth) * 0.02;
  const side = differences(source.sides, target.sides) * 0.05;
  const score = name.score * place.factor * value.factor - buried - side - (isUsed ? 0.05 : 0);
  const reasons = [name.reason(), place.reason, value.reason, isUsed ? 'it fills another field already' : ''];
  return { score, reasons: reasons.filter((reason) => reason !== '') };
}

function differences(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((word) => !b.has(word)).length + [...b].filter((word) => !a.has(word)).length;
}

type Part = { readonly score: number; readonly reason: () => string };

function nameLikeness(source: Named, target: Named): Part {
  const [from, to] = [source.field.name, target.field.name];
  const best = (...parts: Part[]): Part => parts.reduce((a, b) => (b.score > a.score ? b : a));
  const same = source.leaf === target.leaf;
  const isWeak = target.leafTokens.every((token) => weak.has(token));
  const shared = [...source.meanings, ...source.inContext].find(
    (meaning) => target.meanings.includes(meaning) || target.inContext.includes(meaning),
  );
  const isShared = shared !== undefined && !weak.has(shared);
  const whole = target.inContext.find((meaning) => source.meanings.includes(meaning) || source.inContext.includes(meaning));
  const overlap = overlapOf(source, target);
  const isSpread =
    (source.leafTokens.length > 1 && source.leaf === target.full) || (target.leafTokens.length > 1 && source.full === target.leaf);
  return best(
    { score: isSpread ? 0.98 : 0, reason: () => `${from} is ${pathNames(target.field.path).slice(-2).join('.')}` },
    { score: same ? (isWeak ? 0.9 : 0.97) : 0, reason: () => (from === to ? 'same name' : `same words: ${from}`) },
    {
      score: whole === undefined ? 0 : 0.96,
      reason: () =>
        `${from} means ${pathNames(target.field.path)
          .filter((each) => each !== '[]')
          .slice(-2)
          .join(' ')}`,
    },
    { score: isShared ? 0.94 : shared === undefined ? 0 : 0.8, reason: () => `${from} is another word for ${to}` },
    { score: overlap * 0.86, reason: () => `${from} and ${to} share words` },
  );
}

/** Dice's measure over the words of both. */
function overlapOf(source: Named, target: Named): number {
  let common = 0;
  for (const word of source.concepts) if (target.concepts.includes(word)) common += weightOf(word);
  const all = source.weight + target.weight;
  return all === 0 ? 0 : (2 * common) / all;
}

function weightOf(word: string): number {
  return weak.has(word) ? 0.33 : 1;
}

/** Groups that must not be mixed up. */
const parties: ReadonlySet<string> = new Set(['shipto', 'billto', 'buyer', 'supplier', 'shipfrom']);

function placeLikeness(source: Named, target: Named): { factor: number; reason: string } {
  const partyOf = (words: readonly string[]) => words.find((word) => parties.has(word));
  const [from, to] = [partyOf(source.around), partyOf(target.around)];
  if (from !== to && from !== undefined && to !== undefined) return { factor: 0.35, reason: '' };
  if (target.isInAddress && !source.isInAddress) return { factor: 0.8, reason: '' };
  if (from !== undefined && from === to) return { factor: 1.03, reason: `both in ${pathNames(target.field.path)[0] ?? ''}` };
  const isOwn = target.leafTokens.every((token) => weak.has(token)) && target.inContext.length === 0;
  // The name of an order is not that of its buyer.
  if (to !== undefined) return { factor: isOwn ? 0.5 : to === 'buyer' ? 0.9 : 0.62, reason: '' };
  // `customerName` at the top of a flat document is `customer.name`.
  if (from !== undefined && target.leafTokens.length > 1 && source.full === target.leaf) return { factor: 1, reason: '' };
  if (from !== undefined) return { factor: target.depth === 1 && !isOwn ? 0.68 : 0.6, reason: '' };
  const common = source.around.filter((word) => target.around.includes(word)).length;
  if (source.around.length === 0 && target.around.length === 0) return { factor: 1, reason: '' };
  if (common > 0) return { factor: 1, reason: 'in a group of the same kind' };
  // What a field of a group means often stands in the other's own name.
  const names = new Set([...source.leafTokens, ...source.concepts, ...source.meanings]);
  if (target.around.some((word) => names.has(word)) || target.inContext.length > 0)
    return { factor: source.around.length === 0 ? 1 : 0.8, reason: '' };
  return { factor: isOwn ? 0.5 : source.around.length > 0 && target.around.length > 0 ? 0.7 : 0.86, reason: '' };
}

function valueLikeness(source: Field, target: Field, sample: unknown): { factor: number; reason: string } {
  const isList = source.kind === 'list' || target.kind === 'list';
  if (isList && source.kind === 'text' && target.entry === 'text') return { factor: 0.85, reason: 'needs: a list out of a text' };
  if (isList) return { factor: source.kind === target.kind ? 1 : 0.5, reason: '' };
  if (sample === undefined || sample === null) return { factor: 0.92, reason: '' };
  const text = typeof sample === 'string' ? sample : JSON.stringify(sample);
  const shown = text.length > 24 ? `${text.slice(0, 23)}…` : text;
  if (target.allowed.length > 0)
    return target.allowed.includes(sample) ? { factor: 1.03, reason: `${shown} is an allowed value` } : { factor: 0.55, reason: '' };
  const [conversion] = conversionsFor(source, target, sample);
  if (conversion) return { factor: conversion.isCertain ? 0.98 : 0.85, reason: `needs: ${conversion.title.toLowerCase()}` };
  if (!isKindAlike(source, target)) return { factor: 0.6, reason: '' };
  if (target.pattern !== null && typeof sample === 'string') {
    const isFitting = fitting(target.pattern)?.test(sample) ?? true;
    return isFitting ? { factor: 1.01, reason: `the sample fits: ${shown}` } : { factor: 0.6, reason: '' };
  }
  return { factor: 1, reason: '' };
}

function isKindAlike(source: Field, target: Field): boolean {
  if (source.kind === target.kind || source.kind === 'any' || target.kind === 'any') return true;
  return source.kind === 'integer' && target.kind === 'number';
}
