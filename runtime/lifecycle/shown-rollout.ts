import type { ShownRollout } from './deploying.ts';
import type { Rollout } from './rollout.ts';

export function shownRollout(rollout: Rollout | undefined): ShownRollout | null {
  if (!rollout) return null;
  const { version, share, since, by, why, promotion, stopWhen } = rollout;
  return { version, share, since: new Date(since).toISOString(), by, why, promotion, stopWhen };
}
