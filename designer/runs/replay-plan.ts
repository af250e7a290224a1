import { countOf, formatCount } from '../kit/format.ts';
import type { ReplayPlan } from '../server/shapes.ts';
import type { StatusFamily } from '../theme/tokens.ts';

export type ReplayAction = ReplayPlan['steps'][number]['action'];

/** How each thing that replay may do with a step is drawn. */
export const replayActions: Record<ReplayAction, { icon: string; family: StatusFamily }> = {
  'runs again': { icon: 'refresh', family: 'idle' },
  'skipped, confirmed': { icon: 'circle-check', family: 'good' },
  'sent now': { icon: 'arrow-up-right', family: 'info' },
  'sent again with the same key': { icon: 'arrow-up-right', family: 'info' },
  'asks first': { icon: 'help-circle', family: 'warn' },
  'not reached': { icon: 'circle-dashed', family: 'idle' },
};

/** `2 effects sent, 1 with the same key as before, 1 skipped.` */
export function planSums(plan: ReplayPlan): string {
  const count = (action: ReplayAction) =>
    plan.steps.filter((step) => step.action === action).reduce((sum, step) => sum + Math.max(1, step.items), 0);
  const sent = count('sent now') + count('sent again with the same key');
  const parts = [
    sent === 0 ? 'No effect is sent' : `${countOf(sent, 'effect')} sent`,
    count('sent again with the same key') > 0 &&
      `${formatCount(count('sent again with the same key'))} with the same key as before, so none twice`,
    count('skipped, confirmed') > 0 && `${formatCount(count('skipped, confirmed'))} skipped because confirmed`,
    count('asks first') > 0 && `${formatCount(count('asks first'))} unknown, asks first`,
  ];
  return `${parts.filter((part) => part !== false).join(', ')}.`;
}

/** The button names the effect: `Replay 3 from here`. */
export function replayButton(count: number, isFromHere: boolean, isProd: boolean): string {
  return `Replay ${count > 0 ? formatCount(count) : 'run'}${isFromHere ? ' from here' : ''}${isProd ? ' in prod' : ''}`;
}
