import { type Deployments, pauseAt } from '../lifecycle/deployments.ts';
import type { Store } from '../store/store.ts';
import type { PlanCache } from './plan/plan-cache.ts';
import { createPolls } from './polls/polls.ts';
import type { RunService } from './run-service.ts';
import { createSchedules } from './schedules/schedules.ts';
import { triggerStateCollection } from './schedules/trigger-state.ts';
import { createTriggers } from './schedules/triggers.ts';
import { deliverPolled, fireSchedule } from './triggered.ts';

type Resources = Parameters<typeof fireSchedule>[0] &
  Omit<Parameters<typeof createPolls>[0], 'states' | 'workerId' | 'deliver'> & {
    readonly store: Store;
    readonly deployments: Deployments;
    readonly plans: PlanCache;
    readonly lease: { readonly workerId: string };
  };

/** Schedules and polls: what starts runs without a message from outside. */
export type OwnTriggers = {
  /** As people see and hold them. */
  readonly triggers: RunService['triggers'];
  /** From now on this process fires what is due, and follows what is deployed. */
  start(): void;
  /** Fires nothing more. */
  stop(): Promise<void>;
  /** Begins no poll; resolves when those under way have ended. */
  drain(): Promise<void>;
};

export function createOwnTriggers(resources: Resources): OwnTriggers {
  const { clock, log, deployments, plans } = resources;
  const states = resources.store.collection(triggerStateCollection);
  const schedules = createSchedules({ clock, log, states, fire: (scheduled, due) => fireSchedule(resources, scheduled, due) });
  const polls = createPolls({
    ...resources,
    states,
    workerId: () => resources.lease.workerId,
    deliver: (polled) => deliverPolled(resources, polled),
  });
  const plansOf = (deployed: ReturnType<Deployments['current']>) =>
    deployed.flatMap(({ env, flow, version, hash }) => {
      const plan = plans.compiled(flow, version, hash);
      return plan ? [{ env, plan }] : [];
    });
  const triggers = createTriggers({
    clock,
    states,
    deployed: () => plansOf(deployments.current()),
    look(env, flow) {
      schedules.look(env, flow);
      polls.look(env, flow);
    },
  });
  const arm = () => {
    // What is paused does nothing by itself.
    const deployed = plansOf(deployments.current().filter((one) => pauseAt(one, clock.now()) === null));
    schedules.set(deployed);
    polls.set(deployed);
  };
  let stopListening: (() => void) | undefined;
  return {
    triggers,
    start() {
      stopListening = deployments.onChange(arm);
      arm();
    },
    stop() {
      stopListening?.();
      return schedules.close();
    },
    drain: () => polls.close(),
  };
}
