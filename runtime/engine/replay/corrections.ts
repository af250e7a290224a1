import type { Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import type { ProgramRunner } from '../../lookups/run-program.ts';
import { type ActiveRun, messageText, type OpenCorrection } from '../run/active-run.ts';
import { NotReplayable, type ReplayRequest } from '../run-service.ts';
import { inputItems } from '../view/step-detail.ts';
import { withHidden } from './edits.ts';
import { rehearse } from './rehearse.ts';
import { nodeIdOf, type ReplayTarget } from './replay-target.ts';

/** The corrected bodies as JSON, with what was hidden put back from the items as the run has them. */
export async function correctedBodies(
  programs: ProgramRunner,
  run: ActiveRun,
  target: ReplayTarget,
  edits: NonNullable<ReplayRequest['edits']>,
): Promise<string> {
  if (target === 'all') throw new NotReplayable('NO_STEP', 'Items are corrected at a step: say from which step to replay.');
  const { records: seen } = await rehearse(programs, { ...run, corrections: undefined });
  const items = inputItems({ plan: run.plan, index: target.node, records: seen, message: messageText(run) });
  const earlier = bodiesAt(run.corrections, nodeIdOf(run.plan, target));
  const bodies = edits.map(({ item, json }) => {
    const original = items.find((candidate) => candidate.id === item);
    if (!original)
      throw new NotReplayable('UNKNOWN_ITEM', `Item ${item} did not come to "${run.plan.nodes[target.node]?.node.name}" in this run.`);
    if (target.items[0] !== '*' && !target.items.includes(item))
      throw new NotReplayable('ITEM_NOT_REPLAYED', `Item ${item} was corrected, but it is not among the items to replay.`);
    if (original.isCut)
      throw new NotReplayable(
        'ITEM_TOO_LARGE',
        `Item ${item} is too large to be corrected here. Correct the message at its sender and send it again.`,
      );
    return [item, withHidden(item, json, Object.hasOwn(earlier, item) ? (earlier[item] as Json) : original.json)] as const;
  });
  return JSON.stringify(Object.fromEntries(bodies));
}

/** What was corrected before stays; at the same step the newer bodies go before. */
export function withCorrection(before: readonly OpenCorrection[] | undefined, fresh: OpenCorrection): OpenCorrection[] {
  const bodies = { ...bodiesAt(before, fresh.node), ...(parseExact(fresh.bodies) as object) };
  return [...(before ?? []).filter(({ node }) => node !== fresh.node), { ...fresh, bodies: JSON.stringify(bodies) }];
}

function bodiesAt(corrections: readonly OpenCorrection[] | undefined, node: string): Readonly<Record<string, Json>> {
  const found = corrections?.find((one) => one.node === node);
  return found ? (parseExact(found.bodies) as Record<string, Json>) : {};
}
