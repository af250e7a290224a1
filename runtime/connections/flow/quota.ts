import type { Quota } from '@crossdock/nodes/contract/define-node';

type Headers = Readonly<Record<string, string>>;

/** Below this share of its quota a connection is slowed down, so that the system need not refuse. */
const lowShare = 0.2;

/** What an answer's headers say about how many calls are left. undefined: nothing that is understood. */
export function quotaIn(headers: Headers): Quota | undefined {
  // Shopify's REST Admin API: "32/40", a bucket that refills within 20 seconds whatever the shop's plan.
  const used = /^(\d+)\/(\d+)$/.exec(headers['x-shopify-shop-api-call-limit'] ?? '');
  if (used) return { left: Number(used[2]) - Number(used[1]), of: Number(used[2]), restoredPerSecond: Number(used[2]) / 20 };
  return undefined;
}

/** How long to send nothing until the quota has come back to where it is not low any more, ms; 0: it is not low. */
export function restFor({ left, of, restoredPerSecond }: Quota): number {
  const low = of * lowShare;
  if (left >= low || !(restoredPerSecond > 0)) return 0;
  return Math.ceil(((low - left) / restoredPerSecond) * 1000);
}
