import { opaqueField, unknownOperator, wrongComparison, wrongKeyFilter } from '../field-faults.ts';
import { type DocumentLayout, fieldOf } from './document-layout.ts';

/** A filter as MongoDB takes it. */
export type MongoQuery = Record<string, unknown>;

const operators = { lt: '$lt', lte: '$lte', gt: '$gt', gte: '$gte' } as const;

/** All comparisons of the filter. A field that is null is absent in the document, so null finds what does not exist. */
export function filterQuery(layout: DocumentLayout, where: Readonly<Record<string, unknown>> | undefined): MongoQuery {
  const query: MongoQuery = {};
  for (const name in where) {
    const comparison = where[name];
    if (comparison === undefined) continue;
    const condition = compared(layout, name, comparison);
    if (condition !== undefined) query[name === 'id' ? '_id' : name] = condition;
  }
  return query;
}

/** Undefined when every document meets it. */
function compared(layout: DocumentLayout, name: string, comparison: unknown): unknown {
  const type = name === 'id' ? 'text' : fieldOf(layout, name).type;
  if (type === 'keys') return comparedKeys(layout, name, comparison);
  if (type === 'body' || type === 'bytes') throw opaqueField(layout.name, name);
  const scalar = (value: unknown): string | number => {
    if (typeof value === (type === 'number' ? 'number' : 'string')) return value as string | number;
    throw wrongComparison(layout.name, name, type, value);
  };
  if (comparison === null) return null;
  if (typeof comparison !== 'object') return scalar(comparison);
  if ('in' in comparison) return { $in: (comparison.in as readonly unknown[]).map((value) => (value === null ? null : scalar(value))) };
  if ('prefix' in comparison && type === 'text') return prefixed(scalar(comparison.prefix) as string);
  const condition: MongoQuery = {};
  for (const [operator, value] of Object.entries(comparison)) {
    if (value === undefined) continue;
    if (operator === 'not') {
      if (value === null) condition.$exists = true;
      else condition.$ne = scalar(value);
    } else if (operator in operators) {
      condition[operators[operator as keyof typeof operators]] = scalar(value);
    } else {
      throw unknownOperator(layout.name, name, operator);
    }
  }
  return Object.keys(condition).length === 0 ? undefined : condition;
}

function comparedKeys(layout: DocumentLayout, name: string, comparison: unknown): unknown {
  const { has, prefix } = (comparison ?? {}) as { has?: unknown; prefix?: unknown };
  if (typeof has === 'string') return has;
  if (typeof prefix === 'string') return prefixed(prefix);
  throw wrongKeyFilter(layout.name, name);
}

function prefixed(prefix: string): unknown {
  return prefix === '' ? { $gte: '' } : startsWith(prefix);
}

/** An anchored expression without anything to choose: MongoDB reads exactly that range of the index. */
export function startsWith(prefix: string): RegExp {
  return new RegExp(`^${prefix.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll('\u0000', '\\x00')}`);
}
