import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { FlowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import type { Who } from '../promotion/promotion.ts';
import { type ApplySources, applyPlan, type Outcome, ofFiles } from './apply-plan.ts';
import { bringBack, type Step } from './bring-back.ts';
import { hashesOf, type PartHash } from './hashes.ts';
import { createApplyJournal } from './journal.ts';
import { createKnownGood, type Drift } from './known-good.ts';
import { kinds as fileKinds } from './layout.ts';
import type { Plan, PlanKind, PlanNeed, PlanOptions } from './plan.ts';
import { planOf } from './plan-of.ts';
import { type ReadFolder, readFolder } from './read-folder.ts';
import type { State } from './state.ts';
import { setupOf, stateOf } from './state-of.ts';
import { type Files, writeFolder } from './write-folder.ts';

export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type ApplyRequest = PlanOptions & {
  readonly files: Files;
  /** The plan that was looked at; another one by now is refused. Left out: whatever it is now. */
  readonly planId?: string | undefined;
  readonly secrets: Secrets;
  readonly note: string;
  readonly by: string;
  readonly byId: string | null;
  readonly who: Who;
};

export type Applied = Outcome & { readonly plan: Plan };

/** Environments as files. What cannot be done is thrown as a Refusal. */
export type FileBook = {
  /** Throws NO_SUCH_ENVIRONMENT. */
  export(env: string, options?: { readonly withDrafts?: boolean }): Promise<Files>;
  /** What would have to be done; changes nothing. What stands in the way is part of the plan. */
  plan(env: string, files: Files, options: PlanOptions, secrets?: Secrets): Promise<Plan>;
  /** Makes the changes, all or none. Throws FILES_REFUSED, STALE_PLAN, APPLY_RUNNING. */
  apply(env: string, request: ApplyRequest): Promise<Applied>;
  /** What the environment is right now, part by part. */
  hashes(env: string): Promise<readonly PartHash[]>;
  /** Takes these parts as they are now for what they should be: a promotion or a deployment made them so. */
  remember(env: string, parts: readonly Pick<PartHash, 'kind' | 'name'>[], by: string): Promise<void>;
  /** What is no longer as files or a promotion made it. */
  drift(env: string): Promise<readonly Drift[]>;
  /** By environment: differs whenever something was remembered, so that what `drift` told may be another. */
  knownRevisions(): Promise<ReadonlyMap<string, number>>;
  /** Brings back what servers that died have left half done. Resolves to the environments. */
  recover(): Promise<readonly string[]>;
};

export type FileBookResources = ApplySources & {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly knowledge: FlowKnowledge;
  /** Whether no other process uses the store. */
  readonly isAlone: boolean;
  /** Takes over what other servers have changed up to now. */
  catchUp(): Promise<void>;
};

export function createFileBook(resources: FileBookResources): FileBook {
  const { environments, audit, knowledge, catchUp } = resources;
  const journal = createApplyJournal(resources);
  const knownGood = createKnownGood(resources);
  const alone = oneAtATime();

  async function planned(
    env: string,
    files: Files,
    options: PlanOptions,
    secrets: Secrets,
  ): Promise<{ read: ReadFolder; state: State; plan: Plan }> {
    environments.require(env);
    await catchUp();
    const read = readFolder(files);
    const state = await stateOf(resources, env, read.setup, resources.promotions !== null);
    const given = new Set(Object.entries(secrets).flatMap(([name, fields]) => Object.keys(fields).map((field) => `${name}.${field}`)));
    return { read, state, plan: planOf(read, state, options, knowledge, given) };
  }

  async function undo(env: string, steps: readonly Step[], by: string): Promise<readonly string[]> {
    if (steps.length === 0) return [];
    await catchUp();
    const stays = await bringBack(steps, env, resources, by);
    await audit.record({ by, act: 'files.brought-back', subject: env, env, details: { steps: steps.map((step) => step.do), stays } });
    return stays;
  }

  async function apply(env: string, request: ApplyRequest): Promise<Applied> {
    const { files, planId, secrets, note, by, byId, who } = request;
    environments.require(env);
    const { application, abandoned } = await journal.open(env, by);
    const stays = [...(await undo(env, abandoned, by))];
    try {
      const { read, state, plan } = await planned(env, files, request, secrets);
      refuseBlocked(plan);
      if (planId !== undefined && planId !== plan.id) throw stale(env, plan);
      const order = { plan, wanted: read.setup, state, secrets, note, by, byId, who };
      const outcome = await applyPlan(order, application, resources);
      await application.end('done');
      await audit.record({
        by,
        act: 'files.applied',
        subject: env,
        env,
        why: note || ofFiles,
        details: {
          plan: plan.id,
          ...plan.counts,
          changes: plan.changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`),
          ...outcome,
        },
      });
      await remember(env, partsOf(read, request.only, plan), by);
      return { plan, ...outcome };
    } catch (error) {
      const begun = application.steps.slice();
      stays.push(...(await undo(env, begun, by)));
      // Taken over by another server: that one brings it back and ends it.
      await application.end('brought back').catch(() => {});
      throw begun.length === 0 && stays.length === 0 ? error : failed(env, error, stays);
    }
  }

  async function remember(env: string, parts: readonly Pick<PartHash, 'kind' | 'name'>[], by: string): Promise<void> {
    await knownGood.remember(env, parts, await hashesOf(resources, env), by);
  }

  return {
    async export(env, { withDrafts = false } = {}) {
      environments.require(env, 'query.env');
      await catchUp();
      return writeFolder(await setupOf(resources, env, withDrafts));
    },
    plan: async (env, files, options, secrets = {}) => (await planned(env, files, options, secrets)).plan,
    apply: (env, request) => alone(env, () => apply(env, request)),
    async hashes(env) {
      environments.require(env, 'query.env');
      return hashesOf(resources, env);
    },
    remember,
    async drift(env) {
      environments.require(env, 'query.env');
      return knownGood.drift(env, await hashesOf(resources, env));
    },
    knownRevisions: knownGood.revisions,
    async recover() {
      const found = await journal.abandoned();
      for (const env of found)
        await alone(env, async () => {
          const by = 'Crossdock';
          const { application, abandoned } = await journal.open(env, by);
          await undo(env, abandoned, by);
          await application.end('brought back');
        });
      return found;
    },
  };
}

/** What the files name, and what was removed because they do not. */
function partsOf({ setup, kinds }: ReadFolder, only: PlanOptions['only'], { env, changes }: Plan): Pick<PartHash, 'kind' | 'name'>[] {
  const named = (kind: PlanKind, names: Iterable<string>) =>
    only === undefined || only.includes(kind) ? [...names].map((name) => ({ kind, name })) : [];
  const running = [...setup.flows].flatMap(([id, { runs }]) => (runs ? [id] : []));
  return [
    ...named('environment', kinds.has(fileKinds[3]) && setup.environment ? [env] : []),
    ...named('variable', setup.variables?.keys() ?? []),
    ...named('contract', setup.contracts.keys()),
    ...named('lookup', setup.lookups.keys()),
    ...named('connection', setup.connections.keys()),
    ...named('flow', running),
    ...changes.filter(({ action }) => action === 'remove').map(({ kind, name }) => ({ kind, name })),
  ];
}

function refuseBlocked({ needs }: Plan): void {
  const blocking = needs.filter(({ blocks }) => blocks);
  const [first] = blocking;
  if (!first) return;
  const others = blocking.length > 1 ? ` There ${blocking.length === 2 ? 'is 1 more' : `are ${blocking.length - 1} more`}.` : '';
  throw new Refusal('FILES_REFUSED', `Nothing was changed. ${first.path}: ${first.message}${others}`, blocking.map(detailOf));
}

function detailOf({ path, place, message }: PlanNeed) {
  return { path: place === null ? path : `${path}: ${place}`, message };
}

function stale(env: string, plan: Plan): Refusal {
  return new Refusal(
    'STALE_PLAN',
    `Nothing was changed: the files or ${env} are not what they were when this plan was made. Look at the new plan, then apply that one. ${plan.summary}`,
    [],
    { plan: plan.id },
  );
}

function failed(env: string, error: unknown, stays: readonly string[]): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  const after =
    stays.length === 0
      ? `Everything in ${env} was brought back to what it was.`
      : `Of what was changed in ${env}, some stays. ${stays.join(' ')}`;
  const details = error instanceof Refusal ? error.details : [];
  return new Refusal('APPLY_FAILED', `${message} ${after}`, details);
}
