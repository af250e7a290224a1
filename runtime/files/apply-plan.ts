import { Refusal } from '../api/refusal.ts';
import { connectionRequest } from '../api/shapes/requests.ts';
import { needsApproval } from '../lookups/approval.ts';
import type { Policy, Who } from '../promotion/promotion.ts';
import type { Promotions } from '../promotion/promotions.ts';
import { type BringBackSources, keptConnection, type Step } from './bring-back.ts';
import { environmentWanted } from './environment-wanted.ts';
import type { Application } from './journal.ts';
import type { Plan, PlanChange } from './plan.ts';
import type { Setup } from './setup.ts';
import type { State } from './state.ts';
import { writtenAuth } from './written-auth.ts';

/** `promotions` null: nothing can be asked for, so a guarded environment takes no version. */
export type ApplySources = BringBackSources & { readonly promotions: Pick<Promotions, 'create'> | null };

/** The reason where nobody gave one. */
export const ofFiles = 'Applied from files';

export type Order = {
  readonly plan: Plan;
  readonly wanted: Setup;
  readonly state: State;
  /** By connection and field. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** For the history, and of new versions that bring none of their own. Empty: nothing was said. */
  readonly note: string;
  readonly by: string;
  readonly byId: string | null;
  readonly who: Who;
};

/** What came of it beside the plan. */
export type Outcome = {
  readonly versions: Readonly<Record<string, number>>;
  /** The request that asks for the deployments; null: none was needed. */
  readonly promotion: string | null;
  /** Lookups whose change waits until somebody else approves it. */
  readonly waiting: readonly string[];
};

/** Makes the changes of a plan one after the other, each written down first. Whatever it throws, what was begun is in the journal. */
export async function applyPlan(order: Order, application: Application, sources: ApplySources): Promise<Outcome> {
  const { plan, by, note } = order;
  const { env } = plan;
  const waiting: string[] = [];
  const of = (kind: PlanChange['kind'], isRemoval = false) =>
    plan.changes.filter((change) => change.kind === kind && (change.action === 'remove') === isRemoval);

  for (const { name } of of('contract')) await makeContract(name, order, application, sources);
  for (const { name } of of('lookup')) if (await saveLookup(name, order, application, sources)) waiting.push(name);
  await putVariables(of('variable'), order, application, sources);
  if (of('environment').length > 0) await putEnvironment(order, application, sources);
  for (const { name } of of('connection')) await putConnection(name, order, application, sources);
  const versions: Record<string, number> = {};
  for (const change of of('flow')) {
    const version = change.publishes ? await publish(change, order, application, sources) : change.version;
    if (version !== null) versions[change.name] = version;
    else await putDraft(change.name, order, application, sources);
  }
  const promotion = await deploy(versions, order, application, sources);
  // Nothing else builds on these any more; they go last, so that all before can be brought back.
  const gone = of('variable', true).map(({ name }) => name);
  if (gone.length > 0) {
    await application.begin({ do: 'variables', before: variablesNow(gone, env, sources) });
    await sources.variables.putAll(env, Object.fromEntries(gone.map((name) => [name, null])), { by, why: whyOf(note) });
  }
  for (const { name } of of('connection', true)) {
    await application.begin({ do: 'connection', name, before: await keptConnection(sources.store, env, name) });
    await sources.connections.remove(env, name, by);
  }
  for (const { name } of of('lookup', true)) await sources.lookups.remove(env, name, by);
  return { versions, promotion, waiting };
}

async function makeContract(
  name: string,
  { wanted, by, note }: Order,
  application: Application,
  { contracts }: ApplySources,
): Promise<void> {
  const part = wanted.contracts.get(name);
  if (!part) return;
  const at = name.indexOf('@');
  await application.begin({ do: 'contract', name });
  await contracts.add({
    subject: name.slice(0, at),
    version: Number(name.slice(at + 1)),
    title: part.title,
    schema: { ...part.schema },
    by,
    why: whyOf(note),
  });
}

/** Whether it waits for approval. */
async function saveLookup(
  name: string,
  { plan: { env }, wanted, by, byId, note }: Order,
  application: Application,
  sources: ApplySources,
): Promise<boolean> {
  const part = wanted.lookups.get(name);
  if (!part) return false;
  const { lookups, environments } = sources;
  const before = lookups.get(env, name);
  const isProposal = needsApproval(before, environments.require(env).class);
  await application.begin({ do: 'lookup', name, version: before?.version ?? null, isProposal });
  await lookups.save(
    env,
    name,
    // What a file leaves out is as it is without it, not as it was.
    { effective: null, missing: { kind: 'exception' }, needsApproval: null, ...part.table, rows: part.rows },
    { by, byId, why: whyOf(note), version: before?.version ?? 0, isProposal },
  );
  return isProposal;
}

async function putVariables(
  changes: readonly PlanChange[],
  { plan: { env }, wanted, by, note }: Order,
  application: Application,
  { variables }: ApplySources,
) {
  const parts = changes.flatMap(({ name }) => {
    const part = wanted.variables?.get(name);
    return part ? [[name, part] as const] : [];
  });
  if (parts.length === 0) return;
  const names = parts.map(([name]) => name);
  await application.begin({ do: 'variables', before: variablesNow(names, env, { variables }) });
  await variables.putAll(env, Object.fromEntries(parts), { by, why: whyOf(note) });
}

function variablesNow(
  names: readonly string[],
  env: string,
  { variables }: Pick<ApplySources, 'variables'>,
): Extract<Step, { do: 'variables' }>['before'] {
  return Object.fromEntries(
    names.map((name) => {
      const known = variables.get(env, name);
      return [name, known && { type: known.type, value: known.value, purpose: known.purpose }];
    }),
  );
}

async function putEnvironment({ plan: { env }, wanted, state, by }: Order, application: Application, sources: ApplySources): Promise<void> {
  const { name: _, position: __, ...settings } = sources.environments.require(env);
  const policy = await sources.policies.of(env);
  const next = environmentWanted(state.setup.environment, wanted.environment);
  if (!next) return;
  await application.begin({ do: 'environment', settings, policy });
  await sources.environments.put(env, next.settings, by);
  if (next.policy) await sources.policies.put(env, next.policy satisfies Policy, by);
}

async function putConnection(
  name: string,
  { plan: { env }, wanted, secrets, by }: Order,
  application: Application,
  sources: ApplySources,
): Promise<void> {
  const part = wanted.connections.get(name);
  if (!part) return;
  const { system, address, policy } = part;
  const change = connectionRequest.parse({ system, address, policy, auth: writtenAuth(part, secrets[name] ?? {}) });
  await application.begin({ do: 'connection', name, before: await keptConnection(sources.store, env, name) });
  await sources.connections.put(env, name, change, by);
}

async function putDraft(id: string, { wanted, state, by }: Order, application: Application, { flows }: ApplySources): Promise<void> {
  const flow = wanted.flows.get(id)?.flow;
  const before = state.flows.get(id)?.draft ?? null;
  if (!flow) return;
  await application.begin({ do: 'draft', flow: id, before: before?.flow ?? null });
  await flows.replace(id, { flow, by, ...(before && { revision: before.revision }) });
}

async function publish({ name: id, after }: PlanChange, order: Order, application: Application, sources: ApplySources): Promise<number> {
  if (order.state.flows.get(id)?.draft?.hash !== after) await putDraft(id, order, application, sources);
  const part = order.wanted.flows.get(id);
  const note = part?.runs?.note || order.note || (part?.flow.settings.publishNote === 'required' ? ofFiles : '');
  try {
    return (await sources.flows.publish(id, { note, by: order.by })).number;
  } catch (error) {
    // A draft that was removed comes back with the version that it had.
    const latest = error instanceof Refusal && error.code === 'NOTHING_TO_PUBLISH' ? (await sources.flows.draft(id)).latestVersion : null;
    if (latest === null) throw error;
    return latest;
  }
}

const whyOf = (note: string): string => note || ofFiles;

/** All that runs is switched at once. Resolves to the promotion that asks for it where the environment is guarded. */
async function deploy(
  versions: Readonly<Record<string, number>>,
  order: Order,
  application: Application,
  sources: ApplySources,
): Promise<string | null> {
  const { plan, state, by, note } = order;
  const deployed = plan.changes.filter(({ kind, deploys }) => kind === 'flow' && deploys);
  const coming = deployed.flatMap(({ name }) => (versions[name] === undefined ? [] : [{ flow: name, version: versions[name] }]));
  const going = deployed.filter(({ action }) => action === 'remove').map(({ name }) => ({ flow: name, version: null }));
  const direct = state.isGuarded ? going : [...coming, ...going];
  if (direct.length > 0) {
    const before = direct.map(({ flow }) => [flow, state.flows.get(flow)?.live?.version ?? null] as const);
    await application.begin({ do: 'deployments', before: Object.fromEntries(before) } satisfies Step);
    await sources.flows.deployAll(plan.env, direct, { by, why: whyOf(note) });
  }
  if (!state.isGuarded || coming.length === 0 || !sources.promotions) return null;
  const items = coming.map(({ flow, version }) => ({ kind: 'flow' as const, flow, version }));
  const request = { to: plan.env, items, note: whyOf(note), isAutomatic: false, ...(state.before !== null && { from: state.before }) };
  try {
    return (await sources.promotions.create(request, order.who)).id;
  } catch (error) {
    // The very same was asked for before, and nobody has decided yet.
    const open = error instanceof Refusal && error.code === 'PROMOTION_EXISTS' ? error.more.promotion : null;
    if (typeof open === 'string') return open;
    throw error;
  }
}
