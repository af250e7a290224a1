import type { Share } from '../../sandbox/region/protocol.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { ActiveRun } from '../run/active-run.ts';

/** Among the answers of a run: the states of barriers, of a chunk its own, of the parent those of its chunks put together. */
export const partialsKey = 'partials';
/** Items of each output that a chunk's run keeps to be looked at. */
const sample = 5;

/** The run's share in a message that is worked on in chunks; nothing for any other run. */
export function shareOf({ pinned, chunks, steps }: ActiveRun): { share?: Share } {
  const { chunk, stream } = pinned;
  if (chunk) return { share: { role: 'chunk', place: { firstRow: chunk.firstRow, lineShift: chunk.lineShift }, sample } };
  if (!stream) return {};
  if (!chunks) return { share: { role: 'fetch' } };
  return { share: { role: 'parent', lost: chunks.lost, arrived: [...steps.values()].map((step) => [step.node, step.in]) } };
}

/** The nodes that the run executes: of a chunk those before the parent's. */
export function ownNodes({ plan, pinned }: ActiveRun): readonly PlanNode[] {
  const { source } = plan;
  return pinned.chunk && source ? plan.nodes.filter(({ index }) => source.parts[index] !== 'parent') : plan.nodes;
}

/** A message whose text is read record by record reaches the reader as text, also where its content type is JSON. */
export function textType(contentType: string): string {
  return /\bjson\b/i.test(contentType) ? 'text/plain' : contentType;
}
