import type { ShownContract } from '../lifecycle/contract-book.ts';
import type { Lookup } from '../lookups/lookup.ts';
import type { ThingCell, ThingLine } from './board.ts';

type LookupColumn = {
  readonly env: string;
  readonly lookups: readonly Lookup[];
  /** Of their contents, by name. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Names of those that were changed by hand. */
  readonly drifted: ReadonlySet<string>;
  /** Names of those somebody asked to bring. */
  readonly requests: ReadonlySet<string>;
};

export function lookupLines(columns: readonly LookupColumn[]): readonly ThingLine[] {
  const names = [...new Set(columns.flatMap(({ lookups }) => lookups.map(({ name }) => name)))].sort();
  return names.map((name) => {
    const cells: Record<string, ThingCell> = {};
    let before: string | undefined;
    for (const { env, lookups, hashes, drifted, requests } of columns) {
      const lookup = lookups.find((one) => one.name === name);
      const hash = hashes.get(name);
      if (lookup)
        cells[env] = {
          version: lookup.version,
          rows: lookup.rows,
          changedAt: lookup.updatedAt,
          changedBy: lookup.updatedBy,
          state: lookup.draft || requests.has(name) ? 'approval' : drifted.has(name) ? 'drifted' : 'live',
          behind: before !== undefined && before !== hash ? 1 : 0,
        };
      before = hash;
    }
    return { name, title: name, cells };
  });
}

type ContractColumn = {
  readonly env: string;
  /** Names such as `order@2` that its flows name. */
  readonly used: ReadonlySet<string>;
};

/** Of each subject the newest version that flows of an environment name. */
export function contractLines(contracts: readonly ShownContract[], columns: readonly ContractColumn[]): readonly ThingLine[] {
  return [...new Set(contracts.map(({ subject }) => subject))].map((subject) => {
    const versions = contracts.filter((contract) => contract.subject === subject).sort((a, b) => b.version - a.version);
    const cells: Record<string, ThingCell> = {};
    let before: number | null = null;
    for (const { env, used } of columns) {
      const contract = versions.find(({ name }) => used.has(name));
      if (contract)
        cells[env] = {
          version: contract.version,
          rows: 0,
          changedAt: contract.made?.at ?? null,
          changedBy: contract.made?.by ?? null,
          state: 'live',
          behind: before === null ? 0 : Math.max(0, before - contract.version),
        };
      before = contract?.version ?? null;
    }
    return { name: subject, title: versions[0]?.title ?? subject, cells };
  });
}
