import type { Configuration, DeploymentRow } from '../shapes.ts';

export type Difference = {
  readonly kind: 'variable' | 'lookup';
  readonly name: string;
  readonly now: string | null;
  readonly once: string | null;
};

/** What of the configuration was another one under an earlier deployment than it is now. */
export function configurationDifferences(now: Configuration | null, then: Configuration | null): Difference[] {
  if (now === null || then === null) return [];
  return [...compare('variable', now.variables, then.variables), ...compare('lookup', now.lookups, then.lookups)];
}

/** The deployments that can be brought back: another version than the one that runs, each version once, newest first. */
export function waysBack(rows: readonly DeploymentRow[], current: number | null): DeploymentRow[] {
  const seen = new Set<number>(current === null ? [] : [current]);
  return rows.filter((row) => {
    if (row.version === null || seen.has(row.version) || (row.kind !== 'deploy' && row.kind !== 'rollback')) return false;
    seen.add(row.version);
    return true;
  });
}

function compare(kind: Difference['kind'], now: Readonly<Record<string, unknown>>, then: Readonly<Record<string, unknown>>): Difference[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].sort();
  return names.flatMap((name) => {
    const [a, b] = [words(kind, now[name]), words(kind, then[name])];
    return a === b ? [] : [{ kind, name, now: a, once: b }];
  });
}

function words(kind: Difference['kind'], value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (kind === 'lookup') return `v${String(value)}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
