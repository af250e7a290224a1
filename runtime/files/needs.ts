import { check } from '@crossdock/flows/check/check';
import { checkAcrossFlows } from '@crossdock/flows/check/check-across-flows';
import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { validationDetails } from '../api/http/validation-details.ts';
import { connectionRequest } from '../api/shapes/requests.ts';
import { newDestination } from '../connections/destinations.ts';
import { type KindName, kindOf } from '../connections/kinds/kinds.ts';
import { connectionsOf } from '../lifecycle/connections-of.ts';
import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { contractText } from './contract-file.ts';
import { environmentProblems } from './environment-wanted.ts';
import { pathOf } from './layout.ts';
import type { PlanChange, PlanNeed } from './plan.ts';
import { type ConnectionPart, inVault, type Setup } from './setup.ts';
import type { State } from './state.ts';
import { writtenAuth } from './written-auth.ts';

/** What is looked at: the files, what the installation has, and what would be done. */
export type Planned = {
  readonly wanted: Setup;
  readonly state: State;
  readonly changes: readonly PlanChange[];
  readonly knowledge: FlowKnowledge;
  readonly overwriteDrafts: boolean;
  /** Fields of connections for which a secret comes along: `erp-main.secret`. */
  readonly givenSecrets: ReadonlySet<string>;
};

/** What is missing or wrong before the changes can be made. Pure. */
export function needsOf(planned: Planned): PlanNeed[] {
  return [
    ...contractNeeds(planned),
    ...environmentNeeds(planned),
    ...connectionNeeds(planned),
    ...flowNeeds(planned),
    ...acrossFlows(planned),
    ...draftNeeds(planned),
    ...removalNeeds(planned),
    ...guardNeeds(planned),
  ];
}

const need = (path: string, message: string, place: string | null = null, blocks = true): PlanNeed => ({ path, place, message, blocks });

function contractNeeds({ wanted, state }: Planned): PlanNeed[] {
  return [...wanted.contracts].flatMap(([name, part]) => {
    const known = state.contracts.get(name);
    if (!known || contractText(known) === contractText(part)) return [];
    const subject = name.slice(0, name.indexOf('@'));
    if (known.origin === 'canonical')
      return [need(pathOf.contract(name), `"${name}" is a canonical contract. Give this one another name, such as my-${name}.`)];
    const versions = [...state.contracts.keys(), ...wanted.contracts.keys()].filter((other) => other.startsWith(`${subject}@`));
    const next = Math.max(...versions.map((other) => Number(other.slice(subject.length + 1)))) + 1;
    return [
      need(
        pathOf.contract(name),
        `${name} is published there with another content, and a version never changes. Save this one as ${subject}@${next}.`,
      ),
    ];
  });
}

function environmentNeeds({ wanted, state }: Planned): PlanNeed[] {
  return environmentProblems(state.setup.environment, wanted.environment).map(({ path, place, message }) => need(path, message, place));
}

function connectionNeeds({ wanted, state, changes, givenSecrets }: Planned): PlanNeed[] {
  return changes.flatMap(({ kind, name, action, path }) => {
    const part = wanted.connections.get(name);
    if (kind !== 'connection' || action === 'remove' || !part) return [];
    return [...shapeNeeds(path, part), ...secretNeeds(name, path, part, state.setup.connections.get(name), givenSecrets)];
  });
}

function shapeNeeds(path: string, part: ConnectionPart): PlanNeed[] {
  const { system, address, policy } = part;
  const checked = connectionRequest.safeParse({ system, address, policy, auth: writtenAuth(part, {}) });
  return checked.success ? [] : validationDetails(checked.error.issues).map((detail) => need(path, `${detail.message}.`, detail.path));
}

function secretNeeds(
  name: string,
  path: string,
  part: ConnectionPart,
  before: ConnectionPart | undefined,
  given: ReadonlySet<string>,
): PlanNeed[] {
  const same = before?.auth.kind === part.auth.kind ? before : undefined;
  const place = same ? newDestination(kindOf(same.auth.kind as KindName), same, part) : null;
  return Object.keys({ ...(place !== null && same?.secrets), ...part.secrets }).flatMap((field) => {
    const from = part.secrets[field] ?? inVault;
    if (from !== inVault || given.has(`${name}.${field}`)) return [];
    const remedy = `Give it in the file of --secrets as { "${name}": { "${field}": "..." } }, or write env:NAME or file:PATH here.`;
    const at = `secrets.${field}`;
    if (place !== null && same?.secrets[field] !== undefined)
      return [need(path, `The stored secret was never sent to ${place}, and whoever sends it there has to know it. ${remedy}`, at)];
    return same?.secrets[field] === inVault ? [] : [need(path, `The secret is not there yet. ${remedy}`, at)];
  });
}

/** The flows that are to run, with all that they name. */
function flowNeeds({ wanted, state, changes, knowledge }: Planned): PlanNeed[] {
  const removed = new Set(changes.filter(({ action }) => action === 'remove').map(({ kind, name }) => `${kind} ${name}`));
  const staying = (kind: string, names: Iterable<string>) => [...names].filter((name) => !removed.has(`${kind} ${name}`));
  const here = {
    connections: new Set([...staying('connection', state.setup.connections.keys()), ...wanted.connections.keys()]),
    lookups: new Set([...staying('lookup', state.setup.lookups.keys()), ...wanted.lookups.keys()]),
  };
  const schemaOf = (name: string) => wanted.contracts.get(name)?.schema ?? openContract(state, name);
  const options = {
    ...knowledge.checkOptions,
    contracts: [...wanted.contracts.keys(), ...[...state.contracts].flatMap(([name, { origin }]) => (origin === 'removed' ? [] : [name]))],
    contractSchema: schemaOf,
    connections: [...new Set([...state.connectionNames, ...wanted.connections.keys()])],
    variables: [...new Set([...state.variableNames, ...(wanted.variables?.keys() ?? [])])],
    lookups: [
      ...state.lookupColumns,
      ...[...wanted.lookups].map(([name, { table }]) => ({ name, columns: table.columns.map((column) => column.name) })),
    ],
  };
  return changes.flatMap(({ kind, action, name, path, deploys, publishes }) => {
    const flow = wanted.flows.get(name)?.flow;
    if (kind !== 'flow' || action === 'remove' || !flow) return [];
    const problems = check(flow, knowledge.catalog, options).filter(({ severity }) => severity === 'error');
    const wrong = problems.map((problem) => need(path, `${problem.message} ${problem.remedy}`, placeOf(problem), publishes));
    if (!deploys) return wrong;
    const connections = connectionsOf(flow, knowledge).filter((one) => !here.connections.has(one));
    const tables = lookupUses(flow, knowledge.catalog).filter(({ table }) => !here.lookups.has(table));
    const isToldBy = (text: string) => problems.some(({ message }) => message.includes(`"${text}"`));
    return [
      ...wrong,
      ...connections
        .filter((one) => !isToldBy(one))
        .map((one) =>
          need(
            path,
            `It calls "${one}", and ${state.env} has no such connection. Add ${pathOf.connection(one)}, or make it in the designer.`,
          ),
        ),
      ...tables
        .filter(({ table }) => !isToldBy(table))
        .map(({ table, node, field }) =>
          need(
            path,
            `It looks things up in "${table}", which ${state.env} does not have. Add ${pathOf.lookup(table)} with its CSV.`,
            node ? `nodes.${node.id}.${field}` : field,
          ),
        ),
    ];
  });
}

function openContract({ contracts }: State, name: string) {
  const known = contracts.get(name);
  return known && known.origin !== 'removed' ? known.schema : undefined;
}

function placeOf({ nodeId, field }: Problem): string | null {
  return [...(nodeId === null ? [] : ['nodes', nodeId]), ...(field === null ? [] : [field])].join('.') || null;
}

/** Two flows at one address, and calls in a circle, among all that would run. */
function acrossFlows({ wanted, state, changes, knowledge }: Planned): PlanNeed[] {
  const deployed = changes.filter(({ kind, deploys }) => kind === 'flow' && deploys);
  const gone = new Set(deployed.filter(({ action }) => action === 'remove').map(({ name }) => name));
  const after = new Map<string, Flow>([...state.setup.flows].flatMap(([id, { flow }]) => (gone.has(id) ? [] : [[id, flow] as const])));
  for (const { name, action } of deployed) {
    const flow = wanted.flows.get(name)?.flow;
    if (flow && action !== 'remove') after.set(name, flow);
  }
  const changed = new Set(deployed.map(({ name }) => name));
  return checkAcrossFlows([...after.values()], knowledge.bindingOf)
    .filter(({ flowId }) => changed.has(flowId))
    .map(({ flowId, problem }) => need(pathOf.flow(flowId), `${problem.message} ${problem.remedy}`, placeOf(problem)));
}

/** Nobody's unpublished work is replaced in passing. */
function draftNeeds({ wanted, state, changes, overwriteDrafts }: Planned): PlanNeed[] {
  if (overwriteDrafts) return [];
  return changes.flatMap(({ kind, name, path, publishes, deploys, after }) => {
    const draft = state.flows.get(name)?.draft;
    if (kind !== 'flow' || !wanted.flows.has(name) || !draft?.isUnpublished || draft.hash === after || (deploys && !publishes)) return [];
    return [
      need(
        path,
        `The draft there has changes by ${draft.updatedBy} that were not published, and would be replaced. Publish or export them first, or say --overwrite-drafts.`,
      ),
    ];
  });
}

function removalNeeds({ wanted, state, changes, knowledge }: Planned): PlanNeed[] {
  const removed = changes.filter(({ action, kind }) => action === 'remove' && (kind === 'lookup' || kind === 'connection'));
  if (removed.length === 0) return [];
  const withdrawn = new Set(changes.filter(({ action, kind }) => action === 'remove' && kind === 'flow').map(({ name }) => name));
  const running = [...state.setup.flows].filter(([id]) => !withdrawn.has(id)).map(([id, { flow }]) => wanted.flows.get(id)?.flow ?? flow);
  return removed.flatMap(({ kind, name, path }) => {
    const users = running.filter((flow) =>
      kind === 'connection'
        ? connectionsOf(flow, knowledge).includes(name)
        : lookupUses(flow, knowledge.catalog).some(({ table }) => table === name),
    );
    if (users.length === 0) return [];
    return [
      need(path, `"${name}" is used in ${state.env} by ${users.map(({ id }) => id).join(', ')}. Keep its file, or take them out first.`),
    ];
  });
}

/** A guarded environment takes versions from the environment before it. */
function guardNeeds({ state, changes }: Planned): PlanNeed[] {
  if (!state.isGuarded || !changes.some(({ deploys, action }) => deploys && action !== 'remove')) return [];
  if (!state.canPromote)
    return [need(pathOf.deployments, `${state.env} takes versions by promotion, which needs the server. Start it, then apply again.`)];
  if (state.before !== null) return [];
  return [
    need(
      pathOf.deployments,
      `${state.env} takes versions by promotion only, and there is no environment before it that they could come from. Make one, or open ${state.env} for direct deployments.`,
    ),
  ];
}
