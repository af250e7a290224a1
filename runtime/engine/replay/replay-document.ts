import { randomUUID } from 'node:crypto';
import type { LookupTables } from '../../lookups/lookup-tables.ts';
import type { VariableSource } from '../../variables/variable-source.ts';
import { due } from '../dispatch/due.ts';
import type { Plan } from '../plan/plan.ts';
import type { OpenCorrection } from '../run/active-run.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import type { Seal } from '../run/seal.ts';
import type { ReplayRequest } from '../run-service.ts';
import type { StepMap } from './counterparts.ts';
import type { Taken } from './original.ts';
import { nodeIdOf, type ReplayTarget } from './replay-target.ts';

/** A replay that nobody told the original about begins by itself after this time, ms. */
const patience = 5000;

/** The document of the run that replays another: same message, same pinned facts, same keys. It begins by itself after `patience`, should nobody wake it. */
export function replayDocument(given: {
  readonly seal: Seal;
  readonly tables: Pick<LookupTables, 'pin'>;
  readonly variables: VariableSource;
  readonly original: RunDocument;
  readonly plan: Plan;
  readonly target: ReplayTarget;
  readonly ledger: readonly LedgerEntry[];
  readonly moved: StepMap | null;
  readonly asked: ReplayRequest;
  readonly id: string;
  readonly now: number;
  readonly corrections: readonly OpenCorrection[] | undefined;
}): RunDocument {
  const { seal, original, plan, target, moved, asked, now } = given;
  const { focus: _before, replay: _who, corrections: _sealed, ...pinned } = JSON.parse(original.pinned) as Pinned;
  const focus: Pick<Pinned, 'focus'> = target === 'all' ? {} : { focus: { node: nodeIdOf(plan, target), items: target.items } };
  const corrections = given.corrections?.map(({ node, by, bodies }) => ({
    node,
    by,
    bodies: Buffer.from(seal.close(original.env, bodies)).toString('base64'),
  }));
  return {
    ...original,
    version: plan.version,
    flowHash: plan.hash,
    lane: plan.lane,
    priority: plan.flow.settings.priority,
    id: given.id,
    dedupe: given.id,
    dedupeUntil: null,
    status: 'queued',
    createdAt: now,
    finishedAt: null,
    ...due({ ...original, lane: plan.lane, priority: plan.flow.settings.priority }, now + patience),
    orderTurn: original.orderKey,
    owner: null,
    token: 0,
    dispatch: 0,
    recoveries: 0,
    isOrphan: 0,
    parkedFor: null,
    attempt: 0,
    causationId: original.id,
    replayOf: original.id,
    kind: 'replay',
    parent: null,
    follow: null,
    openExceptions: null,
    isTest: plan.version === 0 ? 1 : 0,
    pinned: JSON.stringify({
      ...pinned,
      ...(plan.lookups.length > 0 && { lookups: given.tables.pin(original.env, plan.lookups) }),
      ...(plan.variables.length > 0 && { vars: given.variables.pin(original.env, plan.variables) }),
      ...focus,
      ...(corrections && { corrections }),
      replay: {
        by: asked.by,
        ...(asked.reason !== undefined && { reason: asked.reason }),
        ...(moved && { steps: plan.nodes.map((_, index) => moved.indexOf(index)) }),
        ...placeOf(takenOf(target, plan, moved)),
        ...(asked.bulk !== undefined && { bulk: asked.bulk }),
      },
    } satisfies Pinned),
    progress: JSON.stringify({ stage: 0, steps: [], dead: [], ledger: given.ledger } satisfies Progress),
    record: null,
    answer: null,
    writeId: randomUUID(),
  };
}

/** What the original is told of where the replay starts, in its own version's indices. */
export function takenOf(target: ReplayTarget, plan: Plan, moved: StepMap | null): Taken {
  if (target === 'all') return 'all';
  const there = (node: number) => (moved ? moved.indexOf(node) : node);
  const behind = plan.nodes.filter(({ index, ancestors }) => index === target.node || ancestors.includes(target.node));
  return { at: there(target.node), behind: behind.map(({ index }) => there(index)).filter((node) => node >= 0), items: target.items };
}

function placeOf(taken: Taken): { at?: number; behind?: readonly number[] } {
  return taken === 'all' ? {} : { at: taken.at, behind: taken.behind };
}
