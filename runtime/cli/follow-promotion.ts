import { setTimeout as wait } from 'node:timers/promises';
import type { ShownPromotion } from '../promotion/promotion.ts';
import { NotReachable } from './api-refusal.ts';
import type { ExitCode, Output } from './command.ts';
import type { PromotionClient } from './promotion-client.ts';
import { gateLines, redGates } from './promotion-text.ts';

/** The first look again, and the longest time between two, ms. */
const [first, longest] = [500, 10_000];
/** As long may test cases of a gate take, ms. */
const gatesPatience = 10 * 60_000;

/** What a pipeline makes of a promotion as it stands. */
export function exitCodeOf(promotion: ShownPromotion): ExitCode {
  const { state } = promotion;
  if (state === 'deployed') return 0;
  if (state === 'failed' && redGates(promotion).length > 0) return 4;
  if (state === 'rejected' || state === 'withdrawn' || state === 'expired' || state === 'failed' || state === 'rolled-back') return 1;
  return redGates(promotion).length > 0 ? 4 : 3;
}

/** Resolves when its gates have been run. */
export function afterGates(promotion: ShownPromotion, client: PromotionClient): Promise<ShownPromotion> {
  return looking(promotion, client, gatesPatience, ({ gates }) => !gates.some(({ state }) => state === 'running'));
}

/** Waits until it is live or will never be; with what it waits for told as it changes. After the time it is returned as it stands. */
export async function afterEnd(
  promotion: ShownPromotion,
  client: PromotionClient,
  patienceMs: number,
  { err }: Output,
): Promise<ShownPromotion> {
  let told = '';
  return looking(promotion, client, patienceMs, (now) => {
    const words = `${now.id} ${now.state}, ${now.approvals.filter(({ counts, verdict }) => counts && verdict === 'approved').length} of ${now.policy.approvals} approvals\n`;
    if (words !== told) err(words);
    told = words;
    return exitCodeOf(now) !== 3;
  });
}

async function looking(
  promotion: ShownPromotion,
  client: PromotionClient,
  patienceMs: number,
  isDone: (now: ShownPromotion) => boolean,
): Promise<ShownPromotion> {
  const until = Date.now() + patienceMs;
  let now = promotion;
  for (let pause = first; !isDone(now) && Date.now() < until; pause = Math.min(pause * 1.5, longest)) {
    await wait(Math.min(pause, Math.max(0, until - Date.now())));
    try {
      now = await client.get(now.id);
    } catch (error) {
      // A server that is being started anew comes back.
      if (!(error instanceof NotReachable)) throw error;
    }
  }
  return now;
}

/** What stands in the way, for the log of a pipeline. */
export function redText(promotion: ShownPromotion): string {
  return `${gateLines(redGates(promotion)).join('\n')}\n`;
}
