import { Refusal } from '../api/refusal.ts';
import type { Configuration } from './configuration.ts';
import type { Pause } from './deployments.ts';
import type { Restored } from './restore-configuration.ts';
import type { Rollout, RolloutRequest } from './rollout.ts';

/** What an environment runs of a flow. */
export type LiveFlow = {
  readonly version: number;
  /** ms */
  readonly since: number;
  readonly by: string;
  readonly why: string;
  /** Of its line in the history. */
  readonly number: number;
  /** The request that brought it; null: it was deployed directly. */
  readonly promotion: string | null;
  readonly pause: Pause | null;
  /** Another version that takes a share of the messages. Absent: this one takes all. */
  readonly rollout?: Rollout | undefined;
};

/** A deployment that is to come: of one flow, or of several that switch together. */
export type ScheduledSwitch = {
  readonly id: string;
  /** ms */
  readonly at: number;
  readonly changes: readonly VersionChange[];
  readonly by: string;
  /** The account that asked for it. Absent or null: none, as for the API token. */
  readonly byId?: string | null | undefined;
  readonly why: string;
  readonly promotion: string | null;
  /** What runs already gets only so much of the messages. Absent: all. */
  readonly rollout?: RolloutRequest | undefined;
};

/** A scheduled deployment that did not happen, or a rollout that went back by itself, until the flow is deployed again or somebody has taken note. */
export type NotMade = { readonly version: number; readonly at: number; readonly words: string; readonly isRollout?: true };

/** `version` null: the flow is taken out. */
export type VersionChange = { readonly flow: string; readonly version: number | null };

/** A rollback that also brings the configuration back, while it is under way. */
export type GoingBack = {
  /** Of the server that is at it. */
  readonly token: string;
  /** Later than this it is taken for dead, ms. */
  readonly heldUntil: number;
  readonly changes: readonly VersionChange[];
  readonly restored: Restored['restored'];
  readonly asked: { readonly by: string; readonly why?: string | undefined; readonly promotion?: string | null | undefined };
};

export type LiveState = {
  readonly flows: Readonly<Record<string, LiveFlow>>;
  /** The newest number in the history of each flow that ever ran here. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly scheduled: readonly ScheduledSwitch[];
  readonly notMade: Readonly<Record<string, NotMade>>;
  /** Absent: nothing goes back with its configuration at this moment. */
  readonly goingBack?: GoingBack | undefined;
};

export const emptyState: LiveState = { flows: {}, numbers: {}, scheduled: [], notMade: {} };

/** `rollout`: a version began to come beside the live one, or its share changed. `rollout-back`: it was given up. */
export type HistoryKind = 'deploy' | 'rollback' | 'withdraw' | 'pause' | 'resume' | 'rollout' | 'rollout-back';

export type HistoryEntry = {
  readonly number: number;
  readonly env: string;
  readonly flow: string;
  /** That ran from then on; of a withdrawal the one that ran until then. */
  readonly version: number;
  /** ms */
  readonly at: number;
  readonly by: string;
  readonly why: string;
  readonly promotion: string | null;
  readonly kind: HistoryKind;
  /** What the version ran with when it came; null for all that brings no version. */
  readonly configuration: Configuration | null;
  readonly pause?: Pick<Pause, 'mode' | 'until'> | undefined;
  /** Of a rollout, per cent. */
  readonly share?: number | undefined;
};

export type Act = {
  readonly at: number;
  readonly by: string;
  readonly why: string;
  readonly promotion?: string | null | undefined;
};

export type Switched = { readonly state: LiveState; readonly news: readonly HistoryEntry[] };

/**
 * All changes at once. What is scheduled for these flows is no longer due; a pause stays, whatever version comes. A rollout of one of them ends. With
 * `rollout` a version that is not live yet comes beside the live one; a flow that does not run yet gets all its messages.
 */
export function switched(
  env: string,
  state: LiveState,
  changes: readonly (VersionChange & { readonly configuration: Configuration | null })[],
  {
    at,
    by,
    why,
    promotion = null,
    kind,
    rollout,
  }: Act & { readonly kind: 'deploy' | 'rollback'; readonly rollout?: RolloutRequest | undefined },
): Switched {
  const flows = { ...state.flows };
  const numbers = { ...state.numbers };
  const notMade = { ...state.notMade };
  const news: HistoryEntry[] = [];
  for (const { flow, version, configuration } of changes) {
    const before = flows[flow];
    if (version === null && !before) continue;
    const number = (numbers[flow] ?? 0) + 1;
    numbers[flow] = number;
    delete notMade[flow];
    const line = { number, env, flow, at, by, why, promotion };
    if (version === null) {
      delete flows[flow];
      news.push({ ...line, version: (before as LiveFlow).version, kind: 'withdraw', configuration: null });
    } else if (rollout && before && before.version !== version) {
      const { share, stopWhen } = rollout;
      flows[flow] = { ...before, rollout: { version, share, since: at, by, why, number, promotion, stopWhen } };
      news.push({ ...line, version, kind: 'rollout', share, configuration });
    } else {
      flows[flow] = { version, since: at, by, why, number, promotion, pause: before?.pause ?? null };
      news.push({ ...line, version, kind, configuration });
    }
  }
  const touched = new Set(changes.map(({ flow }) => flow));
  const scheduled = state.scheduled.filter((one) => !one.changes.some(({ flow }) => touched.has(flow)));
  // Whoever deploys something else meanwhile has the last word.
  const goingBack = state.goingBack?.changes.some(({ flow }) => touched.has(flow)) ? undefined : state.goingBack;
  return { state: { flows, numbers, scheduled, notMade, ...(goingBack && { goingBack }) }, news };
}

/** Throws NOT_DEPLOYED. A pause that stands is replaced. */
export function withPause(env: string, state: LiveState, flow: string, pause: Pause): Switched {
  return held(env, state, flow, pause, { kind: 'pause', at: pause.since, by: pause.by, why: pause.why });
}

/** Throws NOT_DEPLOYED, NOT_PAUSED. */
export function withoutPause(env: string, state: LiveState, flow: string, act: Act): Switched {
  if (state.flows[flow] && !state.flows[flow].pause)
    throw new Refusal('NOT_PAUSED', `The flow "${flow}" is not paused in ${env}: it takes messages.`);
  return held(env, state, flow, null, { ...act, kind: 'resume' });
}

function held(
  env: string,
  state: LiveState,
  flow: string,
  pause: Pause | null,
  { kind, at, by, why }: Act & { kind: 'pause' | 'resume' },
): Switched {
  const live = liveIn(env, state, flow);
  const number = (state.numbers[flow] ?? 0) + 1;
  return {
    state: { ...state, flows: { ...state.flows, [flow]: { ...live, pause } }, numbers: { ...state.numbers, [flow]: number } },
    news: [
      {
        number,
        env,
        flow,
        version: live.version,
        at,
        by,
        why,
        promotion: null,
        kind,
        configuration: null,
        ...(pause && { pause: { mode: pause.mode, until: pause.until } }),
      },
    ],
  };
}

/** Throws NOT_DEPLOYED. */
export function liveIn(env: string, { flows }: LiveState, flow: string): LiveFlow {
  const live = flows[flow];
  if (live) return live;
  throw new Refusal('NOT_DEPLOYED', `The flow "${flow}" does not run in ${env}.`);
}

/** What is scheduled for one of the same flows is replaced. */
export function withSchedule(state: LiveState, schedule: ScheduledSwitch): LiveState {
  const touched = new Set(schedule.changes.map(({ flow }) => flow));
  const others = state.scheduled.filter((one) => !one.changes.some(({ flow }) => touched.has(flow)));
  return { ...state, scheduled: [...others, schedule].sort((a, b) => a.at - b.at) };
}

export function withoutSchedule(state: LiveState, id: string): LiveState {
  return { ...state, scheduled: state.scheduled.filter((one) => one.id !== id) };
}

/** The time came and it could not be. */
export function withNotMade(state: LiveState, schedule: ScheduledSwitch, words: string): LiveState {
  const notes = schedule.changes.map(({ flow, version }) => [flow, { version: version ?? 0, at: schedule.at, words }] as const);
  return { ...withoutSchedule(state, schedule.id), notMade: { ...state.notMade, ...Object.fromEntries(notes) } };
}
