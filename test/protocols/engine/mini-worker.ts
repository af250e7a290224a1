import { notDue } from '@crossdock/runtime/engine/dispatch/due';
import { orphan } from '@crossdock/runtime/engine/lease/take-over';
import type { RunDocument } from '@crossdock/runtime/engine/run/run-document';
import { isFinal } from '@crossdock/runtime/engine/run/statuses';
import type { Collection } from '@crossdock/runtime/store/store';
import type { Process } from '../process.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';

export const runsIn = (state: State) => state.all('runs') as unknown as readonly RunDocument[];

export const isDue = (run: RunDocument) => run.owner === null && run.dueAt !== null && !isFinal(run.status);

/**
 * One round of a worker that is nothing but a claim, where a whole engine would be too large for the explorer: takes over from the dead, or claims a due run
 * and hands it on.
 */
export async function workOnce(
  process: Process,
  runs: Collection<RunDocument>,
  execute: (run: RunDocument) => Promise<void>,
): Promise<void> {
  const isOrphaned = (state: State) => (run: RunDocument) => run.owner !== null && isDead(state, run.owner);
  const next = (state: State) => runsIn(state).find(isOrphaned(state)) ?? runsIn(state).find(isDue);
  const seen = await process.act(
    'looks for something to do',
    (state) => next(state) as RunDocument,
    (state) => next(state) !== undefined,
  );
  if (seen.owner !== null) {
    await orphan(runs, seen.owner, process.clock.now());
    return;
  }
  await claim(runs, seen, process.name, execute);
}

/** Takes a run that lies in the store, if nobody was quicker. */
export async function claim(
  runs: Collection<RunDocument>,
  seen: RunDocument,
  owner: string,
  execute: (run: RunDocument) => Promise<void>,
): Promise<void> {
  const where = { token: seen.token, owner: null, dispatch: seen.dispatch };
  const claimed = { ...seen, ...notDue, owner, token: seen.token + 1, status: 'running' as const };
  const { token, status } = claimed;
  if (await runs.update(seen.id, { where, set: { owner, token, status, ...notDue } })) await execute(claimed);
}
