import { createUpkeep } from '../engine/upkeep.ts';
import { createAsking } from './asking.ts';
import { createBundles } from './bundle/deploy-bundle.ts';
import { createCarrying } from './carrying.ts';
import { createChanging } from './changing.ts';
import { createGateRuns } from './check-gates.ts';
import { createDeciding } from './deciding.ts';
import { createLookAfter } from './look-after.ts';
import { createLooking } from './looking.ts';
import { createPromotionBook } from './promotion-book.ts';
import type { Promotions } from './promotions.ts';
import type { PromotionResources } from './resources.ts';
import { createShadowBook } from './shadow/shadow-book.ts';
import { createShadows } from './shadow/shadows.ts';
import { createShadowing } from './shadowing.ts';
import type { PromotionTools } from './tools.ts';

/** Scheduled deployments are at most so late, ms. */
const lookedAfterEvery = 2_000;
/** What shadow runs found is removed at most so late, ms. */
const forgottenEvery = 3_600_000;

export function createPromotions(resources: PromotionResources): Promotions {
  const { clock, log, policies, store } = resources;
  const book = createPromotionBook({ store, clock });
  const changing = createChanging(book, resources);
  const shadows = createShadows({ book: createShadowBook({ store, clock }), resources });
  const gateRuns = createGateRuns({ book, changing, shadows, resources });
  const bundles = createBundles({ book, changing, gateRuns, resources });
  const lookAfter = createLookAfter({ book, changing, bundles, resources });
  const upkeep = createUpkeep({
    clock,
    log,
    tasks: [
      { name: 'promotions', everyMs: lookedAfterEvery, run: lookAfter },
      { name: 'shadow runs', everyMs: forgottenEvery, run: shadows.forget },
    ],
  });
  const tools: PromotionTools = { resources, book, changing, gateRuns, bundles, shadows, lookAfter };
  let first: Promise<void> | undefined;

  return {
    ...createLooking(tools),
    ...createAsking(tools),
    ...createDeciding(tools),
    ...createCarrying(tools),
    ...createShadowing(tools),
    policy: policies.of,
    async setPolicy(env, policy, by) {
      const after = await policies.put(env, policy, by);
      // What waits may have approvals enough by now, or too few.
      const waiting = await book.list({ isOpen: true, env, limit: 1000 });
      for (const { id } of waiting.items) await changing.current(id);
      return after;
    },
    onChange: changing.onChange,
    lookAfter,
    start() {
      // What a dead server left is ended at once; a scheduled deployment runs its gates, for which no start waits.
      first = lookAfter().catch((error: unknown) =>
        log.warn({ error: String(error) }, 'promotions could not be looked after; tried again in a few seconds'),
      );
      upkeep.start();
    },
    async close() {
      await first;
      await upkeep.close();
      await shadows.close();
      await gateRuns.close();
      await resources.rehearsal.close();
    },
  };
}
