import { Refusal } from '../api/refusal.ts';
import { type Act, type LiveFlow, type LiveState, liveIn, type Switched } from './live-state.ts';
import type { Rollout } from './rollout.ts';

/** What comes of a flow in an environment. Throws NOT_DEPLOYED, NO_ROLLOUT. */
export function rolloutIn(env: string, state: LiveState, flow: string): Rollout {
  const { rollout, version } = liveIn(env, state, flow);
  if (rollout) return rollout;
  throw new Refusal('NO_ROLLOUT', `No version of "${flow}" is coming gradually in ${env}: version ${version} takes all its messages.`);
}

/** The version that comes takes another share from now on. Throws NO_ROLLOUT. */
export function withShare(env: string, state: LiveState, flow: string, share: number, act: Act): Switched {
  const rollout = rolloutIn(env, state, flow);
  return lined(env, state, flow, act, { version: rollout.version, kind: 'rollout', share, rollout: { ...rollout, share } });
}

/** The live version takes all messages again. Throws NO_ROLLOUT. */
export function withoutRollout(env: string, state: LiveState, flow: string, act: Act): Switched {
  const { version } = rolloutIn(env, state, flow);
  return lined(env, state, flow, act, { version, kind: 'rollout-back', share: undefined, rollout: undefined });
}

/** The same, by itself, with what everybody is to see who looks at the flow there. */
export function stoppedByItself(env: string, state: LiveState, flow: string, act: Act): Switched {
  const { version } = rolloutIn(env, state, flow);
  const { state: after, news } = withoutRollout(env, state, flow, act);
  const note = { version, at: act.at, words: act.why, isRollout: true as const };
  return { state: { ...after, notMade: { ...after.notMade, [flow]: note } }, news };
}

function lined(
  env: string,
  state: LiveState,
  flow: string,
  { at, by, why, promotion = null }: Act,
  next: { version: number; kind: 'rollout' | 'rollout-back'; share: number | undefined; rollout: Rollout | undefined },
): Switched {
  const { rollout: _, ...live } = liveIn(env, state, flow);
  const number = (state.numbers[flow] ?? 0) + 1;
  const after: LiveFlow = next.rollout ? { ...live, rollout: next.rollout } : live;
  const { version, kind, share } = next;
  return {
    state: { ...state, flows: { ...state.flows, [flow]: after }, numbers: { ...state.numbers, [flow]: number } },
    news: [{ number, env, flow, version, at, by, why, promotion, kind, configuration: null, ...(share !== undefined && { share }) }],
  };
}
