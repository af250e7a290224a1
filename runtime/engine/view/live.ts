import type { Clock } from '../../clock/clock.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { RunEvent } from '../run-service.ts';

type Filter = { readonly env: string; readonly flow?: string | undefined; readonly run?: string | undefined };

/** Live changes for screens. Marking a run is nearly free; what changed is put together once per tick, and only when somebody listens. */
export type Live = {
  changed(run: ActiveRun): void;
  subscribe(filter: Filter, listener: (event: RunEvent) => void): () => void;
  close(): void;
};

/** Milliseconds between two looks at what changed. */
const tick = 100;
/** Runs told of per tick. */
const perTick = 200;

export function createLive(resources: {
  readonly clock: Clock;
  readonly events: (run: ActiveRun, wantsSteps: boolean) => readonly RunEvent[];
}): Live {
  const listeners = new Map<(event: RunEvent) => void, Filter>();
  const marked = new Map<string, ActiveRun>();
  let cancel: (() => void) | undefined;

  const tell = () => {
    cancel = undefined;
    const followed = new Set([...listeners.values()].map((filter) => filter.run));
    // Runs somebody looks at come first; of the others a part now and the rest with the next tick, so that none keeps an old state on a screen.
    const runs = [...marked.values()].sort((a, b) => Number(followed.has(b.id)) - Number(followed.has(a.id))).slice(0, perTick);
    for (const run of runs) {
      marked.delete(run.id);
      const events = resources.events(run, followed.has(run.id));
      for (const [listener, filter] of listeners) {
        if (
          filter.env !== run.env ||
          (filter.flow !== undefined && filter.flow !== run.plan.flow.id) ||
          (filter.run !== undefined && filter.run !== run.id)
        )
          continue;
        for (const event of events) if (event.event === 'run' || filter.run === run.id) listener(event);
      }
    }
    if (marked.size > 0) cancel = resources.clock.after(tick, tell);
  };

  return {
    changed(run) {
      if (listeners.size === 0) return;
      marked.set(run.id, run);
      cancel ??= resources.clock.after(tick, tell);
    },
    subscribe(filter, listener) {
      listeners.set(listener, filter);
      return () => listeners.delete(listener);
    },
    close() {
      cancel?.();
      listeners.clear();
    },
  };
}
