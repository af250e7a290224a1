import type { Collection } from '../../store/store.ts';
import { compensationOf, isThrough, progressOf } from '../compose/compensation.ts';
import { hasUndoable } from '../compose/undo-ledger.ts';
import type { Plan } from '../plan/plan.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import type { RunDetail } from '../run-service.ts';

/** Children named one by one; a run with more links to the list of runs. */
const named = 100;

const linked = ['id', 'flow', 'status', 'createdAt', 'kind', 'pinned'] as const;
type Linked = Pick<RunDocument, (typeof linked)[number]>;

/** The runs that this one was started by or started: called flows, error flows, compensations. Replays are told apart from them. */
export async function relatedRuns(
  runs: Collection<RunDocument>,
  run: RunDocument,
  nameOf: (flow: string) => string,
): Promise<RunDetail['related']> {
  const { items } = await runs.find({
    where: { causationId: run.id },
    sort: { by: 'createdAt', direction: 'up' },
    limit: named,
    select: linked,
  });
  const cause = run.causationId === null || run.replayOf !== null ? null : await runs.get(run.causationId);
  const of = cause && relationToCause(run);
  return [
    ...(cause && of ? [shown(cause, of, nameOf, null)] : []),
    ...items.flatMap((child) => {
      const relation = relationOfChild(child);
      return relation ? [shown(child, relation, nameOf, (JSON.parse(child.pinned) as Pinned).caller?.node ?? null)] : [];
    }),
  ];
}

/** Whether what the run did can be taken back, is, or was. Null: nothing of it can. */
export async function compensationState(runs: Collection<RunDocument>, run: RunDocument, plan: Plan): Promise<RunDetail['compensation']> {
  if (plan.lastUndoStage === null || run.kind === 'compensation') return null;
  const compensation = await compensationOf(runs, run.id);
  if (compensation) {
    const state = compensation.finishedAt === null ? 'under way' : isThrough(compensation) ? 'done' : 'failed';
    return { state, runId: compensation.id };
  }
  if (run.follow?.includes('compensate')) return { state: 'under way', runId: null };
  const canBe = ['failed', 'partial', 'cancelled'].includes(run.status) && hasUndoable(plan, progressOf(run).ledger);
  return canBe ? { state: 'possible', runId: null } : null;
}

type Relation = RunDetail['related'][number]['relation'];

function relationToCause({ kind }: RunDocument): Relation | null {
  return kind === 'call' ? 'caller' : kind === 'error' ? 'failed run' : kind === 'compensation' ? 'compensated' : null;
}

function relationOfChild({ kind }: Linked): Relation | null {
  return kind === 'call' ? 'called' : kind === 'error' ? 'error flow' : kind === 'compensation' ? 'compensation' : null;
}

function shown(run: Linked, relation: Relation, nameOf: (flow: string) => string, nodeId: string | null): RunDetail['related'][number] {
  return {
    id: run.id,
    relation,
    flow: { id: run.flow, name: nameOf(run.flow) },
    status: run.status,
    createdAt: new Date(run.createdAt).toISOString(),
    nodeId,
  };
}
