import type { SQLInputValue } from 'node:sqlite';
import { endOfPrefix } from '../end-of-prefix.ts';
import { opaqueField, unknownOperator, wrongComparison, wrongKeyFilter } from '../field-faults.ts';
import { keyTable, type TableLayout, unknownField } from './table-layout.ts';

/** A condition in SQL; its text depends only on the filter's shape, so that its statement is prepared once. */
export type Condition = { sql: string; readonly values: SQLInputValue[] };

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** All comparisons of the filter, joined by AND; an empty text when there are none. */
export function filterSql(layout: TableLayout, where: Readonly<Record<string, unknown>> | undefined): Condition {
  const condition: Condition = { sql: '', values: [] };
  for (const name in where) {
    const comparison = where[name];
    if (comparison === undefined) continue;
    if (condition.sql !== '') condition.sql += ' AND ';
    compare(layout, name, comparison, condition);
  }
  return condition;
}

function compare(layout: TableLayout, name: string, comparison: unknown, into: Condition): void {
  const field = layout.byName.get(name);
  if (!field && name !== 'id') unknownField(layout, name);
  const type = field?.type ?? 'text';
  const column = field?.column ?? 'id';
  if (type === 'keys') {
    compareKeys(layout, name, comparison, into);
    return;
  }
  if (type === 'body' || type === 'bytes') throw opaqueField(layout.name, name);
  const scalar = (value: unknown): string | number => {
    if (typeof value === (type === 'number' ? 'number' : 'string')) return value as string | number;
    throw wrongComparison(layout.name, name, type, value);
  };
  if (comparison === null) {
    into.sql += `${column} IS NULL`;
  } else if (typeof comparison !== 'object') {
    into.sql += `${column} = ?`;
    into.values.push(scalar(comparison));
  } else if ('in' in comparison) {
    const list = comparison.in as readonly unknown[];
    const values = list.filter((value) => value !== null);
    const present = values.length > 0 ? `${column} IN (${values.map(() => '?').join(', ')})` : '0';
    into.sql += list.length > values.length ? `(${present} OR ${column} IS NULL)` : present;
    into.values.push(...values.map(scalar));
  } else if ('prefix' in comparison && type === 'text') {
    prefix(column, scalar(comparison.prefix) as string, into);
  } else {
    const parts = Object.entries(comparison).filter(([, value]) => value !== undefined);
    into.sql += parts.length === 0 ? '1' : parts.map(([operator, value]) => range(operator, value)).join(' AND ');
  }

  function range(operator: string, value: unknown): string {
    if (operator === 'not') {
      if (value === null) return `${column} IS NOT NULL`;
      into.values.push(scalar(value));
      return `${column} IS NOT ?`;
    }
    if (!(operator in operators)) throw unknownOperator(layout.name, name, operator);
    into.values.push(scalar(value));
    return `${column} ${operators[operator as keyof typeof operators]} ?`;
  }
}

function compareKeys(layout: TableLayout, name: string, comparison: unknown, into: Condition): void {
  const { has, prefix: start } = (comparison ?? {}) as { has?: unknown; prefix?: unknown };
  into.sql += `seq IN (SELECT seq FROM ${keyTable(layout)} WHERE field = ? AND `;
  into.values.push(name);
  if (typeof has === 'string') {
    into.sql += 'key = ?';
    into.values.push(has);
  } else if (typeof start === 'string') {
    prefix('key', start, into);
  } else {
    throw wrongKeyFilter(layout.name, name);
  }
  into.sql += ')';
}

function prefix(column: string, start: string, into: Condition): void {
  const end = endOfPrefix(start);
  into.sql += end === null ? `${column} >= ?` : `${column} >= ? AND ${column} < ?`;
  into.values.push(start);
  if (end !== null) into.values.push(end);
}
