import type { Detail } from '../api/refusal.ts';
import type { RunDocument } from '../engine/run/run-document.ts';
import type { Collection } from '../store/store.ts';

export type WhatStandsThere = {
  readonly runs: Pick<Collection<RunDocument>, 'count'>;
  readonly deployments: { current(): readonly { readonly env: string; readonly flow: { readonly id: string } }[] };
  readonly connections: { names(env: string): readonly string[] };
  readonly lookups: { names(env: string): readonly string[] };
  readonly variables: { names(env: string): readonly string[] };
};

/** More are counted as "more than". */
const counted = 1000;

/** What would be lost, or would come to nothing, if the environment were removed; empty when nothing would. */
export async function inTheWay(
  env: string,
  { runs, deployments, connections, lookups, variables }: WhatStandsThere,
): Promise<readonly Detail[]> {
  const flows = deployments.current().flatMap((deployed) => (deployed.env === env ? [deployed.flow.id] : []));
  const open = await runs.count({ env, finishedAt: null }, counted + 1);
  const toMend = await runs.count({ env, openExceptions: { gt: 0 } }, counted + 1);
  const reasons: Detail[] = [];
  if (flows.length > 0)
    reasons.push({ path: 'deployments', message: `${some(flows)} ${be(flows)} deployed there; withdraw ${them(flows)} first` });
  if (open > 0) reasons.push({ path: 'runs', message: `${number(open)} not ended; let them end or cancel them` });
  if (toMend > 0) reasons.push({ path: 'exceptions', message: `${number(toMend)} open exceptions; replay or dismiss them` });
  for (const [path, word, names] of [
    ['connections', 'connection', connections.names(env)],
    ['lookups', 'lookup', lookups.names(env)],
    ['variables', 'variable', variables.names(env)],
  ] as const)
    if (names.length > 0) {
      const what = names.length === 1 ? word : `${word}s`;
      reasons.push({ path, message: `it has the ${what} ${some(names)}; remove ${them(names)} first` });
    }
  return reasons;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

const be = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are');
const them = (names: readonly string[]): string => (names.length === 1 ? 'it' : 'them');

function number(count: number): string {
  if (count > counted) return `more than ${counted} runs have`;
  return count === 1 ? '1 run has' : `${count} runs have`;
}
