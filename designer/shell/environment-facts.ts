import { useEnvironments } from '../environments/environment-queries.ts';
import { useBoard } from '../promotion/promotion-queries.ts';
import type { Board, EnvironmentDetail } from '../server/shapes.ts';

/** How an environment fares, in a line. */
export type EnvironmentFacts = {
  /** null: not known. */
  readonly workers: number | null;
  /** null: not for the roles of who asks. */
  readonly openExceptions: number | null;
  /** What was deployed last. */
  readonly last: { readonly what: string; readonly at: string } | null;
};

/** Facts of all environments, looked up only while somebody looks. */
export function useEnvironmentFacts(isOn: boolean): ReadonlyMap<string, EnvironmentFacts> {
  const environments = useEnvironments(isOn);
  const board = useBoard(isOn);
  return factsOf(board.data, environments.data);
}

export function factsOf(board: Board | undefined, environments: readonly EnvironmentDetail[] | undefined): Map<string, EnvironmentFacts> {
  const facts = new Map<string, EnvironmentFacts>();
  if (!board) return facts;
  const names = new Set([...(environments ?? []).map(({ name }) => name), ...board.flows.flatMap(({ cells }) => Object.keys(cells))]);
  for (const name of names) {
    const cells = board.flows.flatMap((flow) => {
      const cell = flow.cells[name];
      return cell ? [{ flow, cell }] : [];
    });
    const last = cells
      .flatMap(({ flow, cell: { since, version } }) =>
        since !== null && version !== null ? [{ what: `${flow.name} v${version}`, at: since }] : [],
      )
      .reduce<EnvironmentFacts['last']>((newest, each) => (newest === null || each.at > newest.at ? each : newest), null);
    facts.set(name, {
      workers: environments?.find((environment) => environment.name === name)?.workers.length ?? null,
      openExceptions: exceptionsOf(cells.map(({ cell }) => cell.openExceptions)),
      last,
    });
  }
  return facts;
}

/** Of the cells that may be seen. */
function exceptionsOf(counts: readonly (number | null)[]): number | null {
  const seen = counts.filter((count) => count !== null);
  return seen.length === 0 && counts.length > 0 ? null : seen.reduce((sum, count) => sum + count, 0);
}
