import type { Undo } from '../../sandbox/region/protocol.ts';
import { effectKey } from '../calls/effect-key.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActiveRun, callId, exception } from '../run/active-run.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { isRelated } from './lineage.ts';

/** What a compensation is at: calls of the flow whose outcome has to be known first, or one effect that is taken back. */
export type Undoing = { readonly resolve: readonly string[] } | { readonly undo: string };

type State = Pick<ActiveRun, 'plan' | 'ledger' | 'dead'>;

/**
 * What comes next, read from the ledger alone, so that a resume goes on where the crash was. Unknown outcomes first; then the effects, the last confirmed
 * first. An effect whose record has one behind it that could not be taken back stays: undoing out of order could do harm.
 */
export function nextUndoing({ plan, ledger, dead }: State): Undoing | undefined {
  const forward = [...ledger.values()].filter((entry) => isUndoable(plan, entry));
  const unresolved = forward.filter((entry) => entry.settledAt === null);
  if (unresolved.length > 0) return { resolve: unresolved.map(callId) };
  const stuck = [...forward.filter((entry) => entry.undo === 'failed' || entry.state === 'unknown'), ...dead];
  const [next] = forward
    .filter((entry) => entry.state === 'confirmed' && entry.undo === undefined && !stuck.some(({ item }) => isRelated(item, entry.item)))
    .sort((a, b) => (b.settledAt ?? 0) - (a.settledAt ?? 0) || b.node - a.node || (a.item < b.item ? 1 : -1));
  return next && { undo: callId(next) };
}

/** What the sandbox is asked for. Effects that were taken back stay in, so that the steps' counts are those of the whole compensation. */
export function undoRequest({ ledger }: State, undoing: Undoing): Undo {
  const before = [...ledger.values()].filter(({ undo }) => undo === 'done' || undo === 'failed').map(callId);
  return 'resolve' in undoing ? { calls: before, ask: undoing.resolve } : { calls: [...before, undoing.undo], ask: [] };
}

/** Takes the run to its next stage, or through with this effect to the next one. False: all has been tried. */
export function goOnUndoing(run: ActiveRun): boolean {
  if (run.stage < (run.plan.lastUndoStage ?? 0)) {
    run.stage++;
    return true;
  }
  if (run.undoing && 'undo' in run.undoing) markUndone(run, run.undoing.undo);
  run.undoing = nextUndoing(run);
  run.stage = 0;
  if (run.undoing) return true;
  run.dead = [...run.dead, ...unresolved(run)];
  return false;
}

/** Keys of undo effects are as old as the effects they take back: what is done again and taken back again is sent anew. */
export function seedUndoKeys(run: ActiveRun, calls: readonly { readonly node: number; readonly item: string }[]): void {
  const generation = run.undoing && 'undo' in run.undoing ? (run.ledger.get(run.undoing.undo)?.generation ?? 0) : 0;
  if (generation === 0) return;
  for (const { node, item } of calls) {
    if (run.ledger.has(callId({ node, item }))) continue;
    const key = effectKey({ lineage: run.lineage, node: run.plan.nodes[node]?.node.id ?? '', item, generation });
    run.ledger.set(callId({ node, item }), { ...unsent, node, item, key, generation });
  }
}

/** An effect of the flow itself that declares how it is taken back. */
export function isUndoable(plan: Plan, entry: LedgerEntry): boolean {
  const planned = plan.nodes[entry.node];
  return planned !== undefined && planned.undoneBy.length > 0 && !planned.isUndo && entry.undo !== 'kept';
}

const unsent = {
  requestHash: '',
  state: 'pending',
  attempts: 0,
  firstSentAt: null,
  settledAt: null,
  retryAt: null,
} as const satisfies Partial<LedgerEntry>;

function markUndone(run: ActiveRun, id: string): void {
  const entry = run.ledger.get(id);
  if (!entry) return;
  const hasFailed = run.dead.some(
    ({ node, item }) => run.plan.nodes[node]?.isUndo && run.plan.nodes[node].ancestors.includes(entry.node) && isRelated(item, entry.item),
  );
  run.ledger.set(id, { ...entry, undo: hasFailed ? 'failed' : 'done' });
}

/** Effects of which nobody knows whether they happened are left to a person. */
function unresolved({ plan, ledger }: State) {
  return [...ledger.values()]
    .filter((entry) => entry.state === 'unknown' && isUndoable(plan, entry))
    .map(({ node, item, attempts }) =>
      exception(
        {
          node,
          item,
          error: {
            code: 'UNKNOWN_OUTCOME',
            message: `Whether "${plan.nodes[node]?.node.name}" took effect could not be found out, so nothing of this record was taken back from there on. Look it up in the other system, take it back there by hand if it is there, and dismiss this exception.`,
          },
        },
        attempts,
      ),
    );
}
