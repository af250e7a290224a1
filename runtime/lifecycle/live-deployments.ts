import { checkAcrossFlows } from '@crossdock/flows/check/check-across-flows';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import { type LiveDocument, liveSchema } from './deployment-documents.ts';
import { createHistory, type DeploymentHistory } from './deployment-history.ts';
import { type ComingVersion, type DeployedFlow, type Deployments, liveFlows } from './deployments.ts';
import { keptDraftSchema } from './draft-documents.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';
import { emptyState, type HistoryEntry, type LiveFlow, type LiveState, type Switched } from './live-state.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { detailsOf, invalidFlow } from './refusals.ts';
import type { Rollout } from './rollout.ts';
import { takeOverSingle } from './take-over-single.ts';
import type { Versions } from './versions.ts';

/** A deployed flow with how it came about. */
export type LiveDeployment = Omit<DeployedFlow, 'rollout'> &
  Omit<LiveFlow, 'version' | 'rollout'> & { readonly rollout?: (ComingVersion & Rollout) | undefined };

/** Deployments as the lifecycle changes them; the engine sees the part `Deployments`. */
export type LiveDeployments = Omit<Deployments, 'current'> & {
  current(): readonly LiveDeployment[];
  /** What runs in an environment, and what is to come. In memory. */
  stateOf(env: string): LiveState;
  /** Throws PATH_TAKEN when two flows of the environment would listen at the same address, with these among them. `leaving`: ids of flows that go at the same time. */
  refuseTakenPath(env: string, coming: readonly Flow[], leaving?: readonly string[]): void;
  /**
   * Makes one change to all that runs in an environment: both of what `make` returns count, or neither. `make` is called again when another server was
   * quicker, with what that one left; what it throws is thrown, and nothing has changed.
   */
  change(env: string, make: (state: LiveState) => Switched | Promise<Switched>): Promise<Switched>;
  readonly history: DeploymentHistory;
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
  /** Told of each change made here, before it is answered. */
  readonly onNews?: (env: string, news: readonly HistoryEntry[]) => Promise<void>;
  /** Tells the other processes that something was deployed. Default: there are none. */
  readonly tell?: () => void;
};

type Held = { readonly revision: number; readonly state: LiveState };

/** Loads what is deployed; from then on memory is asked, and every change is written before it is told. */
export async function openDeployments({
  store,
  clock,
  versions,
  knowledge,
  onNews,
  tell = () => {},
}: LiveDeploymentResources): Promise<LiveDeployments> {
  const documents = store.collection(liveSchema);
  const keptDrafts = store.collection(keptDraftSchema);
  const history = createHistory({ store, news: (env) => newsOf(env) });
  const held = new Map<string, Held>();
  const live = new Map<string, LiveDeployment>();
  const listeners = new Set<() => void>();
  // What was read before a change must not be taken for news after it.
  const alone = oneAtATime();
  let current: readonly LiveDeployment[] = [];

  async function newsOf(env: string): Promise<string | null> {
    return (await documents.get(env))?.news ?? null;
  }

  /** Whether it was news. */
  async function takeOver({ id: env, revision, state: text }: Omit<LiveDocument, 'news'>): Promise<boolean> {
    if ((held.get(env)?.revision ?? 0) >= revision) return false;
    const state = JSON.parse(text) as LiveState;
    const found = await Promise.all(
      Object.entries(state.flows).map(async ([flow, stored]) => {
        const key = `${env}/${flow}`;
        const known = live.get(key);
        const { rollout, ...entry } = stored;
        const document = known?.version === entry.version ? known : await versions.get(flow, entry.version);
        const coming = rollout && (known?.rollout?.version === rollout.version ? known.rollout : await versions.get(flow, rollout.version));
        if (!document) return null;
        const beside = rollout && coming && { rollout: { ...rollout, flow: coming.flow, hash: coming.hash } };
        return [key, { ...entry, env, flow: document.flow, hash: document.hash, ...beside }] as const;
      }),
    );
    for (const [key, deployed] of live) if (deployed.env === env) live.delete(key);
    for (const one of found) if (one) live.set(one[0], one[1]);
    held.set(env, { revision, state });
    return true;
  }

  async function load(): Promise<boolean> {
    const { items } = await documents.find({ limit: 1000, select: ['id', 'revision'] });
    let isDifferent = false;
    for (const { id, revision } of items) {
      if (held.get(id)?.revision === revision) continue;
      const document = await documents.get(id);
      if (document && (await takeOver(document))) isDifferent = true;
    }
    return isDifferent;
  }

  function changed(): void {
    current = [...live.values()];
    for (const listener of listeners) listener();
  }

  async function change(env: string, make: (state: LiveState) => Switched | Promise<Switched>): Promise<Switched> {
    for (;;) {
      const stored = await documents.get(env);
      if (stored && (await takeOver(stored))) changed();
      if (stored) await history.keep(stored.news);
      const made = await make(held.get(env)?.state ?? emptyState);
      const next = { revision: (stored?.revision ?? 0) + 1, state: JSON.stringify(made.state), news: JSON.stringify(made.news) };
      if (!(await isWritten(env, stored, next))) continue;
      await takeOver({ id: env, ...next });
      changed();
      tell();
      await history.keep(next.news);
      return made;
    }
  }

  async function isWritten(env: string, stored: LiveDocument | null, next: Omit<LiveDocument, 'id'>): Promise<boolean> {
    if (stored) return documents.update(env, { where: { revision: stored.revision }, set: next });
    try {
      await documents.insert({ id: env, ...next });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKey) return false;
      throw error;
    }
  }

  function refuseTakenPath(env: string, coming: readonly Flow[], leaving: readonly string[] = []): void {
    const ids = new Set(coming.map(({ id }) => id));
    const others = current
      .filter(({ env: where, flow }) => where === env && !ids.has(flow.id) && !leaving.includes(flow.id))
      .flatMap(liveFlows);
    const problems = checkAcrossFlows([...others, ...coming], knowledge.bindingOf)
      .filter((found) => ids.has(found.flowId))
      .map((found) => found.problem);
    if (problems.length === 0) return;
    const code = problems.some((found) => found.code === 'PATH_TAKEN') ? 'PATH_TAKEN' : 'FLOW_HAS_ERRORS';
    throw new Refusal(code, `It cannot run in ${env}: ${problems[0]?.message} ${problems[0]?.remedy}`, detailsOf(problems));
  }

  await takeOverSingle(store, documents);
  await load();
  current = [...live.values()];

  return {
    refuseTakenPath,
    history,
    current: () => current,
    stateOf: (env) => held.get(env)?.state ?? emptyState,
    async change(env, make) {
      const made = await alone('all', () => change(env, make));
      await onNews?.(env, made.news);
      return made;
    },
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
    reload: () =>
      alone('all', async () => {
        if (await load()) changed();
      }),
    of: (flowId) => Object.fromEntries(current.filter(({ flow }) => flow.id === flowId).map(({ env, version }) => [env, version])),
  };
}
