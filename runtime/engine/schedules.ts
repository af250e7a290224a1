import { Cron } from 'croner';
import type { Clock } from '../clock/clock.ts';
import type { Log } from './log.ts';
import type { Plan } from './plan/plan.ts';

export type Scheduled = { readonly env: string; readonly plan: Plan };

/** Fires schedule triggers. Each due time is one message with a key of its own, so however many processes fire it, it runs once. */
export type Schedules = {
  /** The flows deployed now; replaces those before. */
  set(flows: readonly Scheduled[]): void;
  close(): void;
};

export function createSchedules(resources: {
  readonly clock: Clock;
  readonly log: Log;
  readonly fire: (scheduled: Scheduled, due: Date) => Promise<void>;
}): Schedules {
  const { clock } = resources;
  let cancels: (() => void)[] = [];

  const arm = (scheduled: Scheduled, cancelled: { is: boolean }): void => {
    const { binding } = scheduled.plan;
    if (binding?.kind !== 'schedule') return;
    const due = new Cron(binding.cron, { timezone: binding.zone, paused: true }).nextRun(new Date(clock.now()));
    if (!due) return;
    cancels.push(
      clock.after(due.getTime() - clock.now(), () => {
        if (cancelled.is) return;
        resources
          .fire(scheduled, due)
          .catch((error: unknown) =>
            resources.log.error({ flow: scheduled.plan.flow.id, due, error: String(error) }, 'a schedule could not be fired'),
          );
        arm(scheduled, cancelled);
      }),
    );
  };

  let current = { is: false };
  const stop = () => {
    current.is = true;
    for (const cancel of cancels) cancel();
    cancels = [];
  };
  return {
    set(flows) {
      stop();
      current = { is: false };
      for (const scheduled of flows) arm(scheduled, current);
    },
    close: stop,
  };
}
