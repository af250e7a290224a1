import type { Changing } from './changing.ts';
import type { Examined } from './examine.ts';
import type { GateSubject } from './gates/gate.ts';
import { quickGates } from './gates/gates.ts';
import { runGates } from './gates/run-gates.ts';
import type { Gate, Promotion } from './promotion.ts';
import type { PromotionResources } from './resources.ts';

/** Runs all gates on how the promotion stands now, and keeps what they found. */
export async function checkGates(id: string, changing: Changing, resources: PromotionResources): Promise<readonly Gate[]> {
  const { promotion, examined } = await changing.current(id);
  const subject = await subjectOf(promotion, examined, resources);
  const gates = await runGates(quickGates, subject);
  await changing.change(id, () => ({ gates, gatesCheckedAt: resources.clock.now() }));
  return gates;
}

export async function subjectOf(
  promotion: Promotion,
  { items, policy, judged }: Examined,
  resources: PromotionResources,
): Promise<GateSubject> {
  const { id, from, to, scheduledFor } = promotion;
  const flows = await Promise.all(
    items.flatMap(({ kind, name, version }) =>
      kind === 'flow' ? [resources.versions.get(name, version).then((found) => (found ? [{ ...found.flow, version }] : []))] : [],
    ),
  );
  const at = Math.max(resources.clock.now(), scheduledFor ?? 0);
  return { id, from, to, items, flows: flows.flat(), policy, approvals: judged, at, resources };
}
