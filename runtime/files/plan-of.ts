import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { count, type KindPlan } from './changes.ts';
import { contractChanges } from './contract-changes.ts';
import { flowChanges } from './flow-changes.ts';
import { hashOf } from './hash.ts';
import { pathOf } from './layout.ts';
import { lookupChanges } from './lookup-changes.ts';
import { needsOf } from './needs.ts';
import type { Plan, PlanKind, PlanNeed, PlanOptions } from './plan.ts';
import { planKinds } from './plan.ts';
import type { ReadFolder } from './read-folder.ts';
import type { Setup } from './setup.ts';
import { connectionChanges, environmentChanges, variableChanges } from './small-changes.ts';
import type { State } from './state.ts';

/** What of an environment may come from the files of another one. */
const movable: readonly PlanKind[] = ['contract', 'lookup', 'flow'];

/**
 * What has to be done to an environment so that it is as the files say. Pure: equal files and equal states give equal plans, with the same id.
 * @param givenSecrets secrets that come along, as `erp-main.secret`
 */
export function planOf(
  read: ReadFolder,
  state: State,
  options: PlanOptions,
  knowledge: FlowKnowledge,
  givenSecrets: ReadonlySet<string> = new Set(),
): Plan {
  const wanted = only(read.setup, options.only);
  const prunes = (kind: 'lookup' | 'variables' | 'connection' | 'deployments', planned: PlanKind) =>
    options.prune && read.kinds.has(kind) && isWanted(options, planned);
  const kinds: Readonly<Record<PlanKind, KindPlan>> = {
    contract: contractChanges(state.setup.contracts, wanted.contracts),
    lookup: lookupChanges(ifWanted(options, 'lookup', state.setup.lookups), wanted.lookups, prunes('lookup', 'lookup')),
    variable: wanted.variables
      ? variableChanges(state.setup.variables ?? new Map(), wanted.variables, prunes('variables', 'variable'))
      : nothing,
    environment: environmentChanges(state.setup.environment, wanted.environment),
    connection: connectionChanges(
      ifWanted(options, 'connection', state.setup.connections),
      wanted.connections,
      prunes('connection', 'connection'),
    ),
    flow: isWanted(options, 'flow') ? flowChanges(wanted.flows, state, prunes('deployments', 'flow'), knowledge.bindingOf) : nothing,
  };
  const changes = planKinds.flatMap((kind) => kinds[kind].changes);
  const ordered = [
    ...changes.filter(({ action }) => action !== 'remove'),
    ...changes.filter(({ action }) => action === 'remove').reverse(),
  ];
  const elsewhere = otherEnvironment(read, state, options);
  const needs = [
    ...problemsOf(read),
    ...(elsewhere.length > 0
      ? elsewhere
      : needsOf({ wanted, state, changes, knowledge, overwriteDrafts: options.overwriteDrafts, givenSecrets })),
  ];
  const counts = {
    create: changes.filter(({ action }) => action === 'create').length,
    change: changes.filter(({ action }) => action === 'change').length,
    remove: changes.filter(({ action }) => action === 'remove').length,
  };
  const made = {
    env: state.env,
    changes: ordered,
    needs,
    left: planKinds.flatMap((kind) => kinds[kind].left.map((name) => ({ kind, name }))),
    same: planKinds.reduce((sum, kind) => sum + kinds[kind].same, 0),
    counts,
    asksForPromotion: state.isGuarded && ordered.some(({ deploys, action }) => deploys && action !== 'remove'),
    summary: summaryOf(counts, needs),
  };
  const { prune, overwriteDrafts, only: kindsWanted = null } = options;
  return { id: hashOf(JSON.stringify([made, prune, overwriteDrafts, kindsWanted])), ...made };
}

const nothing: KindPlan = { changes: [], left: [], same: 0 };

function isWanted({ only: kinds }: PlanOptions, kind: PlanKind): boolean {
  return kinds === undefined || kinds.includes(kind);
}

function ifWanted<T>(options: PlanOptions, kind: PlanKind, parts: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return isWanted(options, kind) ? parts : new Map();
}

function only(setup: Setup, kinds: PlanOptions['only']): Setup {
  const has = (kind: PlanKind) => kinds === undefined || kinds.includes(kind);
  return {
    environment: has('environment') ? setup.environment : null,
    variables: has('variable') ? setup.variables : null,
    contracts: has('contract') ? setup.contracts : new Map(),
    lookups: has('lookup') ? setup.lookups : new Map(),
    connections: has('connection') ? setup.connections : new Map(),
    flows: has('flow') ? setup.flows : new Map(),
  };
}

function problemsOf({ problems }: ReadFolder): PlanNeed[] {
  return problems.map(({ path, place, message, isError }) => ({ path, place, message, blocks: isError }));
}

/** Addresses, variables and limits are those of one environment; under another one's name they would do harm. */
function otherEnvironment({ setup: { environment } }: ReadFolder, { env }: State, { only: kinds }: PlanOptions): PlanNeed[] {
  if (!environment || environment.name === env) return [];
  if (kinds?.every((kind) => movable.includes(kind))) return [];
  const message = `These are the files of ${environment.name}, not of ${env}: their connections and variables would lead ${env} to the systems of ${environment.name}. Say --env ${environment.name}, or take what may move: --only flow,lookup,contract.`;
  return [{ path: pathOf.environment, place: 'name', message, blocks: true }];
}

function summaryOf(counts: Plan['counts'], needs: readonly PlanNeed[]): string {
  const blocking = needs.filter(({ blocks }) => blocks).length;
  const plan = `Plan: ${counts.create} to create, ${counts.change} to change, ${counts.remove} to remove.`;
  return blocking === 0 ? plan : `${plan} ${count(blocking, 'thing is', 'things are')} to be mended first.`;
}
