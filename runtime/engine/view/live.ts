import type { Clock } from '../../clock/clock.ts';
import type { ActiveRun } from '../run/active-run.ts';
import type { RunEvent } from '../run-service.ts';

export type LiveFilter = { readonly env: string; readonly flow?: string | undefined; readonly run?: string | undefined };

type Listener = (event: RunEvent) => void;

/** Live changes for screens. Marking a run is nearly free; what changed is put together once per tick, and only when somebody listens. */
export type Live = {
  changed(run: ActiveRun): void;
  subscribe(filter: LiveFilter, listener: (event: RunEvent) => void): () => void;
  /** What is listened to, by those here. Called at once and after each change. */
  onFilters(listener: (filters: readonly LiveFilter[]) => void): () => void;
  /** Follows runs for another process, beside those who listen here. */
  follow(filter: LiveFilter, listener: (event: RunEvent) => void): () => void;
  /** A change that another process knows of. */
  hear(env: string, event: RunEvent): void;
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
  const listeners = new Map<Listener, LiveFilter>();
  const followers = new Map<Listener, LiveFilter>();
  const watchers = new Set<(filters: readonly LiveFilter[]) => void>();
  const told = () => {
    for (const watcher of watchers) watcher([...listeners.values()]);
  };
  const marked = new Map<string, ActiveRun>();
  let cancel: (() => void) | undefined;

  const tell = () => {
    cancel = undefined;
    const all = followers.size === 0 ? listeners : new Map([...listeners, ...followers]);
    const followed = new Set([...all.values()].map((filter) => filter.run));
    // Runs somebody looks at come first; of the others a part now and the rest with the next tick, so that none keeps an old state on a screen.
    const runs = [...marked.values()].sort((a, b) => Number(followed.has(b.id)) - Number(followed.has(a.id))).slice(0, perTick);
    for (const run of runs) {
      marked.delete(run.id);
      const events = resources.events(run, followed.has(run.id));
      for (const [listener, filter] of all)
        for (const event of events) if (isWanted(filter, run.env, event, run.plan.flow.id)) listener(event);
    }
    if (marked.size > 0) cancel = resources.clock.after(tick, tell);
  };

  return {
    changed(run) {
      if (listeners.size === 0 && followers.size === 0) return;
      marked.set(run.id, run);
      cancel ??= resources.clock.after(tick, tell);
    },
    subscribe(filter, listener) {
      listeners.set(listener, filter);
      told();
      return () => {
        listeners.delete(listener);
        told();
      };
    },
    onFilters(listener) {
      watchers.add(listener);
      listener([...listeners.values()]);
      return () => watchers.delete(listener);
    },
    follow(filter, listener) {
      followers.set(listener, filter);
      return () => followers.delete(listener);
    },
    hear(env, event) {
      for (const [listener, filter] of listeners) if (isWanted(filter, env, event)) listener(event);
    },
    close() {
      cancel?.();
      listeners.clear();
      followers.clear();
    },
  };
}

function isWanted(filter: LiveFilter, env: string, event: RunEvent, flow?: string): boolean {
  if (filter.env !== env) return false;
  if (event.event === 'steps') return filter.run === event.data.runId;
  return (
    (filter.flow === undefined || filter.flow === (flow ?? event.data.flow.id)) &&
    (filter.run === undefined || filter.run === event.data.id)
  );
}
