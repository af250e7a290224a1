import type { Clock } from '../../clock/clock.ts';
import { DuplicateKey } from '../../store/store.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { wakeRun } from '../dispatch/wake.ts';
import type { DeadEntry } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import { newRunId } from '../run/run-id.ts';
import { writeAnswers } from '../run/run-record.ts';
import { NotReplayable, type ReplayPlan, type ReplayRequest } from '../run-service.ts';
import { dismissExceptions, markReplaying, ownerOfException } from './original.ts';
import { createPreparation, type PreparationResources } from './prepare-replay.ts';
import { replayDocument, takenOf } from './replay-document.ts';

type Resources = PreparationResources & { readonly dispatcher: Dispatcher; readonly clock: Clock };

export type Replays = {
  plan(runId: string, asked: ReplayRequest): Promise<ReplayPlan | null>;
  /** `once`: of several tries with the same one, the first starts the replay. */
  start(runId: string, asked: ReplayRequest, once?: string): Promise<{ readonly runId: string } | null>;
  dismiss(
    runId: string,
    asked: { readonly exceptions?: readonly string[] | undefined; readonly reason: string; readonly by: string },
  ): Promise<number | null>;
};

/** Replays: what they would do, and doing it. The plan shown and the run started come from the same preparation. */
export function createReplays(resources: Resources): Replays {
  const { runs, records, clock, seal } = resources;
  const prepare = createPreparation(resources);

  async function start(runId: string, asked: ReplayRequest, once?: string): Promise<{ readonly runId: string } | null> {
    const prepared = await prepare(runId, asked);
    if (!prepared) return null;
    const { original, plan, shown, target } = prepared;
    requireDecided(shown);
    const overtakenBy = await overtaking(original);
    if (overtakenBy.length > 0 && asked.confirm !== true)
      throw new NotReplayable(
        'OVERTAKEN',
        `${overtakenBy.length === 1 ? 'A later message' : `${overtakenBy.length} later messages`} of the same ordering key came after this one (${overtakenBy[0]}). A replay could overwrite what is newer. Confirm that it shall be done all the same.`,
      );
    const now = clock.now();
    const id = newRunId(now);
    const record = prepared.answers.size > 0 ? `${id}/0/0` : null;
    const base = replayDocument({ ...prepared, seal, tables: resources.tables, variables: resources.variables, asked, id, now });
    const document = { ...base, record, ...(once !== undefined && { dedupe: `replay/${once}/${original.id}` }) };
    if (record)
      await records.insert({ id: record, runId: id, createdAt: now, sealed: seal.close(original.env, writeAnswers(prepared.answers)) });
    try {
      await runs.insert(document);
    } catch (error) {
      if (record) await records.remove(record);
      if (once === undefined || !(error instanceof DuplicateKey)) throw error;
      return { runId: (await runs.findOne({ dedupe: document.dedupe }, ['id']))?.id ?? id };
    }
    await markReplaying(runs, original.id, takenOf(target, plan, prepared.moved), id);
    await wakeRun(runs, id, now);
    resources.dispatcher.poke(now);
    return { runId: id };
  }

  /** Later runs of the same ordering key that have begun, the first few. */
  async function overtaking({ orderKey, orderNumber, lineage }: RunDocument): Promise<string[]> {
    if (orderKey === null || orderNumber === null) return [];
    const { items } = await runs.find({
      where: { orderKey, orderNumber: { gt: orderNumber } },
      sort: { by: 'orderNumber', direction: 'up' },
      limit: 20,
      select: ['id', 'lineage', 'status', 'replayOf'],
    });
    return items.filter((run) => run.lineage !== lineage && run.status !== 'queued' && run.status !== 'superseded').map((run) => run.id);
  }

  async function dismiss(
    runId: string,
    { exceptions, reason, by }: { readonly exceptions?: readonly string[] | undefined; readonly reason: string; readonly by: string },
  ): Promise<number | null> {
    const document = await runs.get(runId);
    const plan = document && (await resources.planOf(document));
    if (!document || !plan) return null;
    const owner = await ownerOfException(runs, document);
    if (owner.id !== document.id) {
      // The exception is the original's: it is shown here, and dealt with there.
      const there = exceptions?.map((id) => (id.startsWith(`${document.id}/`) ? `${owner.id}${id.slice(document.id.length)}` : id));
      return dismiss(owner.id, { exceptions: there, reason, by });
    }
    const idOf = (dead: DeadEntry) => `${document.id}/${plan.nodes[dead.node]?.node.id}/${dead.item}`;
    return dismissExceptions(resources, document.id, (dead) => !exceptions || exceptions.includes(idOf(dead)), {
      by,
      at: clock.now(),
      reason,
    });
  }

  return {
    async plan(runId, asked) {
      const prepared = await prepare(runId, asked);
      return prepared && { ...prepared.shown, overtakenBy: await overtaking(prepared.original) };
    },
    start,
    dismiss,
  };
}

function requireDecided(plan: ReplayPlan): void {
  const [first] = plan.undecided;
  if (!first) return;
  throw new NotReplayable(
    'UNDECIDED',
    `${plan.undecided.length === 1 ? 'One effect has' : `${plan.undecided.length} effects have`} to be decided first. "${first.name}", item ${first.businessKey ?? first.itemId}: ${first.why}`,
  );
}
