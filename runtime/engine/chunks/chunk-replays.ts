import type { Collection } from '../../store/store.ts';
import type { Replays } from '../replay/replays.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { NotReplayable, type ReplayPlan } from '../run-service.ts';

/** Chunks whose replay is described before it is done; of more, the first. */
const described = 50;
/** Chunks replayed by one request. */
const atOnce = 1000;

/** Replays that know of big messages: replaying one takes up the failed rows of its chunks, each in a run of its own. */
export function replaysWithChunks(replays: Replays, runs: Collection<RunDocument>): Replays {
  async function chunksToReplay(runId: string, limit: number): Promise<readonly string[] | null> {
    const document = await runs.get(runId);
    const { stream } = document ? (JSON.parse(document.pinned) as Pinned) : {};
    if (!document || !stream) return null;
    if (!isFinal(document.status))
      throw new NotReplayable('STILL_RUNNING', 'The file is still worked on. Wait until all its chunks have ended, or cancel it first.');
    const { items } = await runs.find({ where: { parent: runId, kind: 'chunk', openExceptions: { gt: 0 } }, limit, select: ['id'] });
    if (items.length === 0)
      throw new NotReplayable(
        'NOTHING_TO_REPLAY',
        'No row of this file waits as an exception. A whole file is not replayed: send it again, under a new name or key.',
      );
    return items.map(({ id }) => id);
  }

  const refuseStep = (asked: { readonly from?: unknown; readonly items?: unknown; readonly edits?: unknown }) => {
    if (asked.from !== undefined || asked.items !== undefined || asked.edits !== undefined)
      throw new NotReplayable(
        'REPLAY_THE_CHUNK',
        'A file is replayed row by row: open the chunk that the row is in, and replay from its step there.',
      );
  };

  return {
    ...replays,
    async plan(runId, asked) {
      const chunks = await chunksToReplay(runId, described);
      if (!chunks) return replays.plan(runId, asked);
      refuseStep(asked);
      const plans: ReplayPlan[] = [];
      for (const chunk of chunks) {
        const plan = await replays.plan(chunk, asked);
        if (plan) plans.push(plan);
      }
      return merged(runId, plans);
    },
    async start(runId, asked, once) {
      const chunks = await chunksToReplay(runId, atOnce);
      if (!chunks) return replays.start(runId, asked, once);
      refuseStep(asked);
      for (const chunk of chunks) await replays.start(chunk, asked, once === undefined ? undefined : `${once} ${chunk}`);
      return { runId };
    },
  };
}

/** One plan that says what all of these do. */
function merged(runId: string, plans: readonly ReplayPlan[]): ReplayPlan | null {
  const [first] = plans;
  if (!first) return null;
  const sums = { ...first.sums };
  for (const plan of plans.slice(1)) for (const name in sums) sums[name as keyof typeof sums] += plan.sums[name as keyof typeof sums];
  const isSame = plans.every((plan) => plan.from?.nodeId === first.from?.nodeId);
  return {
    ...first,
    runId,
    from: isSame ? first.from : null,
    items: plans.flatMap(({ items }) => items),
    steps: first.steps.map((step, i) => {
      const same = plans.flatMap(({ steps }) => steps[i] ?? []);
      return {
        ...step,
        action: same.find(({ action }) => action !== 'not reached')?.action ?? step.action,
        items: same.reduce((sum, { items }) => sum + items, 0),
      };
    }),
    calls: plans.flatMap(({ calls }) => calls).slice(0, 500),
    sums,
    undecided: plans.flatMap(({ undecided }) => undecided),
    failsAgain: plans.flatMap(({ failsAgain }) => failsAgain),
  };
}
