import { checkAcrossFlows } from '@crossdock/flows/check/check-across-flows';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { DeployedFlow, Deployments } from './deployments.ts';
import { deploymentSchema, keptDraftSchema } from './draft-documents.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';
import type { Deployment } from './flows.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { detailsOf, invalidFlow } from './refusals.ts';
import type { PublishedVersion, Versions } from './versions.ts';

/** Deployments as the lifecycle changes them; the engine sees the part `Deployments`. */
export type LiveDeployments = Deployments & {
  /** Throws PATH_TAKEN when another flow of the environment listens at the same address. */
  refuseTakenPath(env: string, flow: Flow): void;
  /** Throws PATH_TAKEN. */
  put(env: string, version: PublishedVersion, by: string): Promise<Deployment>;
  /** Whether it was deployed there. */
  take(env: string, flowId: string): Promise<boolean>;
  /** Environment to version number. */
  of(flowId: string): Readonly<Record<string, number>>;
  /** Takes over what other processes deployed. */
  reload(): Promise<void>;
};

export type LiveDeploymentResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly versions: Versions;
  readonly knowledge: Pick<FlowKnowledge, 'bindingOf'>;
  /** Tells the other processes that something was deployed. Default: there are none. */
  readonly tell?: () => void;
};

/** Loads what is deployed; from then on memory is asked, and every change is written before it is told. */
export async function openDeployments({
  store,
  clock,
  versions,
  knowledge,
  tell = () => {},
}: LiveDeploymentResources): Promise<LiveDeployments> {
  const documents = store.collection(deploymentSchema);
  const keptDrafts = store.collection(keptDraftSchema);
  const live = new Map<string, DeployedFlow>();
  const listeners = new Set<() => void>();
  // What was read before a change must not be taken for news after it.
  const alone = oneAtATime();
  let current: readonly DeployedFlow[] = [];

  function changed(): void {
    current = [...live.values()];
    for (const listener of listeners) listener();
  }

  /** Whether anything differed. */
  async function load(): Promise<boolean> {
    const stored = (await documents.find({ limit: 5000 })).items;
    let isDifferent = false;
    for (const { id, env, flow, version } of stored) {
      if (live.get(id)?.version === version) continue;
      const published = await versions.get(flow, version);
      if (!published) continue;
      live.set(id, { env, flow: published.flow, version, hash: published.hash });
      isDifferent = true;
    }
    const ids = new Set(stored.map((document) => document.id));
    for (const id of live.keys()) if (!ids.has(id) && live.delete(id)) isDifferent = true;
    return isDifferent;
  }

  await load();
  current = [...live.values()];

  function refuseTakenPath(env: string, flow: Flow): void {
    const others = current.filter((deployed) => deployed.env === env && deployed.flow.id !== flow.id).map((deployed) => deployed.flow);
    const problems = checkAcrossFlows([...others, flow], knowledge.bindingOf)
      .filter((found) => found.flowId === flow.id)
      .map((found) => found.problem);
    if (problems.length === 0) return;
    const code = problems.some((found) => found.code === 'PATH_TAKEN') ? 'PATH_TAKEN' : 'FLOW_HAS_ERRORS';
    throw new Refusal(code, `It cannot run in ${env}: ${problems[0]?.message} ${problems[0]?.remedy}`, detailsOf(problems));
  }

  async function deploy(env: string, { flow, number, hash }: PublishedVersion, by: string): Promise<Deployment> {
    refuseTakenPath(env, flow);
    const id = `${env}/${flow.id}`;
    const before = await documents.get(id);
    const since = clock.now();
    await documents.upsert({ id, env, flow: flow.id, version: number, since, by });
    live.set(id, { env, flow, version: number, hash });
    // Another server may have deployed a flow to the same path meanwhile: each has stored its own, and now looks at the other's.
    await load();
    changed();
    try {
      refuseTakenPath(env, flow);
    } catch (error) {
      await (before ? documents.upsert(before) : documents.remove(id));
      await load();
      changed();
      throw error;
    } finally {
      tell();
    }
    return { env, version: number, since: new Date(since).toISOString(), by };
  }

  return {
    refuseTakenPath,
    current: () => current,
    version: (flowId, number) => versions.get(flowId, number),
    async keepDraft(flow, hash) {
      await keptDrafts.upsert({ id: hash, keptAt: clock.now(), document: JSON.stringify(flow) });
    },
    async draft(hash) {
      const document = await keptDrafts.get(hash);
      if (!document) return null;
      const read = readFlow(JSON.parse(document.document));
      if (!read.ok) throw invalidFlow(read.problems);
      return read.flow;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (env, version, by) => alone('all', () => deploy(env, version, by)),
    take: (env, flowId) =>
      alone('all', async () => {
        const id = `${env}/${flowId}`;
        if (!(await documents.remove(id))) return false;
        live.delete(id);
        changed();
        tell();
        return true;
      }),
    reload: () =>
      alone('all', async () => {
        if (await load()) changed();
      }),
    of: (flowId) => Object.fromEntries(current.filter(({ flow }) => flow.id === flowId).map(({ env, version }) => [env, version])),
  };
}
