import { randomUUID } from 'node:crypto';
import type { RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { NotReplayable } from '../run-service.ts';
import { type CompensationResources, compensationOf, progressOf, startCompensation } from './compensation.ts';

/** An operator gives up what failed: its exceptions are dismissed, and what the run did for these records is taken back. */
export async function giveUp(
  resources: CompensationResources,
  run: RunDocument,
  asked: { readonly by: string; readonly reason: string },
): Promise<{ readonly runId: string }> {
  const { runs } = resources;
  const known = await compensationOf(runs, run.id);
  if (known) return { runId: known.id };
  if (!isFinal(run.status)) throw new NotReplayable('STILL_RUNNING', 'The run has not ended yet. Wait for it, or cancel it first.');
  if (run.status === 'done' || run.status === 'superseded')
    throw new NotReplayable('NOTHING_FAILED', 'The run did what it was to do, so there is nothing to give up.');
  if (progressOf(run).dead.some(({ state }) => state === 'replaying'))
    throw new NotReplayable('REPLAY_RUNNING', 'A replay of this run is under way. Wait for its end, then decide.');
  const started = await startCompensation(resources, run, asked);
  if (!started)
    throw new NotReplayable(
      'NOTHING_TO_UNDO',
      'Nothing that this run did can be taken back: no step of its flow that took effect for these records has a step behind its Undo output.',
    );
  await dismiss(resources, run.id);
  return started;
}

async function dismiss({ runs }: CompensationResources, runId: string): Promise<void> {
  for (;;) {
    const document = await runs.get(runId);
    if (!document) return;
    const progress = progressOf(document);
    const dead = progress.dead.map((lost) => (lost.state === 'open' ? { ...lost, state: 'dismissed' as const } : lost));
    const set = { progress: JSON.stringify({ ...progress, dead }), openExceptions: null, writeId: randomUUID() };
    if (await runs.update(runId, { where: { writeId: document.writeId }, set })) return;
  }
}
