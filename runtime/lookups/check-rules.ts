import { fromLocal } from '@crossdock/nodes/library/zones';
import type { Detail } from '../api/refusal.ts';
import type { LookupContent } from './lookup.ts';

type Ruled = Pick<LookupContent, 'columns' | 'effective' | 'missing'>;

/** What is wrong with when rows count and with what a missing key gives, as details of a refusal. */
export function ruleProblems(table: Ruled): readonly Detail[] {
  return [...effectiveProblems(table), ...missingProblems(table)];
}

function effectiveProblems({ columns, effective }: Ruled): readonly Detail[] {
  if (!effective) return [];
  const problems: Detail[] = [];
  const dates = columns.filter(({ type, isKey }) => type === 'date' && !isKey).map(({ name }) => name);
  const there = dates.length > 0 ? `use one of ${dates.join(', ')}` : 'add a date column that is no key';
  for (const [field, name] of [['from', effective.from] as const, ['to', effective.to] as const]) {
    if (name === null || dates.includes(name)) continue;
    problems.push({ path: `body.effective.${field}`, message: `"${name}" is no date column beside the key; ${there}` });
  }
  if (effective.from === effective.to)
    problems.push({ path: 'body.effective.to', message: 'is the column that "from" names; take another one, or null' });
  if (!isZone(effective.zone))
    problems.push({
      path: 'body.effective.zone',
      message: `"${effective.zone}" is no time zone; use a name such as America/Chicago or UTC`,
    });
  return problems;
}

function missingProblems({ columns, missing }: Ruled): readonly Detail[] {
  if (missing?.kind === 'pass') {
    const keys = columns.filter(({ isKey }) => isKey);
    return keys.length === 1
      ? []
      : [{ path: 'body.missing', message: 'cannot pass the key on: the table has several key columns. Use a default or an exception' }];
  }
  if (missing?.kind !== 'default') return [];
  const values = columns.filter(({ isKey }) => !isKey).map(({ name }) => name);
  return Object.keys(missing.values)
    .filter((name) => !values.includes(name))
    .map((name) => ({ path: `body.missing.values.${name}`, message: `is no column that is looked up; there are ${values.join(', ')}` }));
}

function isZone(zone: string): boolean {
  try {
    return Number.isFinite(fromLocal(zone, 0));
  } catch {
    return false;
  }
}
