import { countOf, formatCount } from '../kit/format.ts';
import type { ReplayPlan } from '../server/shapes.ts';
import type { StatusFamily } from '../theme/tokens.ts';

export type ReplayAction = ReplayPlan['steps'][number]['action'];

/** How each thing that replay may do with a step is drawn. */
export const replayActions: Record<ReplayAction, { icon: string; family: StatusFamily }> = {
  'runs again': { icon: 'refresh', family: 'idle' },
  'waits again': { icon: 'hourglass-empty', family: 'wait' },
  'skipped, confirmed': { icon: 'circle-check', family: 'good' },
  'treated as done': { icon: 'circle-check', family: 'good' },
  'sent now': { icon: 'arrow-up-right', family: 'info' },
  'sent with a new key': { icon: 'arrow-up-right', family: 'info' },
  'sent again with the same key': { icon: 'arrow-up-right', family: 'info' },
  'looked up first': { icon: 'search', family: 'info' },
  'fails again': { icon: 'alert-circle', family: 'bad' },
  'asks first': { icon: 'help-circle', family: 'warn' },
  'not reached': { icon: 'circle-dashed', family: 'idle' },
};

/** `2 effects sent, 1 with the same key as before, so none twice, 1 skipped because confirmed.` */
export function planSums({ sums }: Pick<ReplayPlan, 'sums'>): string {
  const sent = sums.sentNow + sums.sameKey + sums.newKey;
  const parts = [
    sent === 0 ? 'No effect is sent' : `${countOf(sent, 'effect')} sent`,
    sums.sameKey > 0 && `${formatCount(sums.sameKey)} with the same key as before, so none twice`,
    sums.newKey > 0 && `${formatCount(sums.newKey)} with a new key, as it had no effect before`,
    sums.lookedUp > 0 && `${formatCount(sums.lookedUp)} looked up first`,
    sums.skipped > 0 && `${formatCount(sums.skipped)} skipped because confirmed`,
    sums.asked > 0 && `${formatCount(sums.asked)} for you to decide`,
  ];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

/** The button names the effect: `Replay 3 from here`. */
export function replayButton(count: number, isFromHere: boolean, isProd: boolean): string {
  return `Replay ${count > 0 ? formatCount(count) : 'run'}${isFromHere ? ' from here' : ''}${isProd ? ' in prod' : ''}`;
}

/** A corrected body, or why it is none yet. */
export function readCorrection(
  text: string,
  original: unknown,
): { readonly json: unknown; readonly isChanged: boolean } | { readonly error: string } {
  try {
    const json: unknown = JSON.parse(text);
    return { json, isChanged: JSON.stringify(json) !== JSON.stringify(original) };
  } catch (cause) {
    return { error: `This is not JSON yet: ${cause instanceof Error ? cause.message : ''}` };
  }
}
