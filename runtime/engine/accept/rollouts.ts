import type { ComingVersion, Deployments } from '../../lifecycle/deployments.ts';
import { takesNew } from '../../lifecycle/rollout.ts';
import type { Extraction } from '../../sandbox/region/protocol.ts';
import type { Log } from '../log.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanCache } from '../plan/plan-cache.ts';
import type { Arriving } from './accept.ts';

/** Versions that come beside the live one. Asks nobody; flows without one cost a look at an empty map. */
export type Rollouts = {
  /** What comes beside the version that the message was brought to; undefined: nothing does. */
  of(env: string, plan: Plan): ComingPlan | undefined;
  close(): void;
};

type ComingPlan = { readonly plan: Plan; readonly share: number };

export function createRollouts({
  deployments,
  plans,
  log,
}: {
  readonly deployments: Pick<Deployments, 'current' | 'onChange'>;
  readonly plans: Pick<PlanCache, 'compiled'>;
  readonly log: Log;
}): Rollouts {
  let coming = new Map<string, ComingPlan & { readonly live: number }>();

  function compiled(env: string, { flow, version, hash, share }: ComingVersion): ComingPlan | null {
    const plan = plans.compiled(flow, version, hash);
    if (!plan) log.error({ env, flow: flow.id, version }, 'a version that comes gradually cannot be compiled and takes no messages');
    return plan && { plan, share };
  }

  function read(): void {
    coming = new Map(
      deployments.current().flatMap(({ env, flow, version, rollout }) => {
        const found = rollout && compiled(env, rollout);
        return found ? [[`${env}/${flow.id}`, { ...found, live: version }] as const] : [];
      }),
    );
  }
  read();
  const close = deployments.onChange(read);

  return {
    close,
    of(env, { flow, version }) {
      if (coming.size === 0) return undefined;
      const found = coming.get(`${env}/${flow.id}`);
      return found?.live === version ? found : undefined;
    },
  };
}

/**
 * The plan of the version that comes, when it takes this message. All of it is decided by what the live version draws from the message: its ordering key,
 * else what duplicates are known by, else the run itself.
 */
export function planThatTakes(
  { plan: coming, share }: ComingPlan,
  { plan, idempotencyKey, deliveryId, stream }: Arriving,
  { ordering, dedupe }: Extraction,
  runId: string,
): Plan | undefined {
  // A message that lies in Blobs already is only read in chunks.
  if (stream && coming.source === null) return undefined;
  const key = ordering ?? idempotencyKey ?? dedupe ?? deliveryId ?? runId;
  if (!takesNew(key, share)) return undefined;
  // How the caller is answered is a matter of the trigger, and that of the live version counts.
  return coming.waitsForAnswer === plan.waitsForAnswer ? coming : { ...coming, waitsForAnswer: plan.waitsForAnswer };
}
