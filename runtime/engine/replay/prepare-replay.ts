import type { Deployments } from '../../lifecycle/deployments.ts';
import { checkReplay } from '../compose/check-replay.ts';
import { afterUndo, undoAgainLedger } from '../compose/undo-ledger.ts';
import { type ClaimResources, correctionsOf, messageOf } from '../dispatch/claim.ts';
import type { Plan } from '../plan/plan.ts';
import { activeRun, type OpenCorrection } from '../run/active-run.ts';
import { type DeadEntry, type LedgerEntry, noProgress, type Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { type RunRecord, readRecord } from '../run/run-record.ts';
import { isFinal } from '../run/statuses.ts';
import { NotReplayable, type ReplayPlan, type ReplayRequest } from '../run-service.ts';
import { correctedBodies, withCorrection } from './corrections.ts';
import { counterparts, movedLedger, type StepMap } from './counterparts.ts';
import { describeReplay } from './describe-replay.ts';
import { ownerOfException } from './original.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { replayDocument } from './replay-document.ts';
import { decidedAnswers, replayLedger } from './replay-ledger.ts';
import { isAwaited, nodeIdOf, type ReplayTarget, replayTarget } from './replay-target.ts';

export type PreparationResources = ClaimResources & {
  readonly deployments: Pick<Deployments, 'current'>;
  readonly compiled: (deployed: { flow: Plan['flow']; version: number; hash: string }) => Plan | null;
};

/** A replay that is about to start, or only asked about. */
export type PreparedReplay = {
  readonly original: RunDocument;
  readonly plan: Plan;
  /** Steps of this plan by their index in the version that ran; null: it is that version. */
  readonly moved: StepMap | null;
  readonly target: ReplayTarget;
  readonly ledger: readonly LedgerEntry[];
  readonly answers: ReadonlyMap<string, string>;
  readonly record: RunRecord | null;
  readonly corrections: readonly OpenCorrection[] | undefined;
  readonly shown: ReplayPlan;
};

/** Makes a replay ready as far as can be without doing anything: where it starts, on which version, with which ledger, and what it would do. */
export function createPreparation(
  resources: PreparationResources,
): (runId: string, asked: ReplayRequest) => Promise<PreparedReplay | null> {
  const { runs, records, clock, seal } = resources;

  async function prepare(runId: string, asked: ReplayRequest): Promise<PreparedReplay | null> {
    const document = await runs.get(runId);
    if (!document) return null;
    const original = asked.from === undefined && asked.items === undefined ? await ownerOfException(runs, document) : document;
    const ran = await resources.planOf(original);
    if (!ran) return null;
    requireReplayable(original);
    const { plan, moved } = versionFor(original, ran, asked);
    const progress = original.progress === '' ? noProgress : (JSON.parse(original.progress) as Progress);
    const dead = await livingDead(progress.dead);
    const there = (node: number) => (moved ? (moved[node] ?? -1) : node);
    const { onlyWhole } = await checkReplay(runs, original, asked.from !== undefined || asked.items !== undefined);
    const asksFor = onlyWhole
      ? 'all'
      : replayTarget({ plan, dead: dead.map((entry) => ({ ...entry, node: there(entry.node) })), from: asked.from, items: asked.items });
    const target = isAwaited(
      plan,
      progress.steps.map((step) => ({ ...step, node: there(step.node) })),
      asksFor,
    )
      ? 'all'
      : asksFor;
    const now = clock.now();
    const standing = progress.ledger.map((entry) => (entry.undo === 'done' ? afterUndo(entry, ran, original.lineage) : entry));
    const placed = moved ? movedLedger(standing, moved, plan) : { moved: standing, lost: [] };
    const decisions = asked.decisions ?? {};
    const isUndo = (JSON.parse(original.pinned) as Pinned).compensates !== undefined;
    const ledger = isUndo
      ? undoAgainLedger(plan, progress.ledger)
      : replayLedger(placed.moved, { plan, target, decisions, by: asked.by, now });
    const stored = original.record === null ? null : await records.get(original.record);
    const record = stored && readRecord(seal.open(original.env, stored.sealed).toString('utf8'));
    const answers = new Map([
      ...(moved ? movedAnswers(record, moved) : (record?.answers ?? [])),
      ...decidedAnswers(ledger, plan, decisions),
    ]);
    const run = activeRun(
      replayDocument({
        seal,
        tables: resources.tables,
        variables: resources.variables,
        original,
        plan,
        target,
        ledger,
        moved,
        asked,
        id: original.id,
        now,
        corrections: undefined,
      }),
      plan,
      await messageOf(resources, original),
    );
    for (const [id, answer] of answers) run.answers.set(id, answer);
    run.corrections = correctionsOf(resources, original);
    const fresh = asked.edits && asked.edits.length > 0 ? await correctedBodies(resources, run, target, asked.edits) : undefined;
    if (fresh !== undefined)
      run.corrections = withCorrection(run.corrections, { node: nodeIdOf(plan, target), by: asked.by, bodies: fresh });
    const rehearsal = isUndo ? unrehearsed(ledger) : await rehearse(resources, run);
    requireReached(plan, target, rehearsal.reports.get(target === 'all' ? 0 : target.node)?.in);
    const described = describeReplay({
      plan,
      target,
      ledger,
      rehearsal,
      before: new Map(progress.steps.map((step) => [there(step.node), step])),
      lostAt: new Set(progress.dead.map(({ node }) => there(node))),
      decisions,
      isEdited: fresh !== undefined,
      now,
    });
    const lost = placed.lost.filter((entry) => isEffectOf(ran, entry) && (entry.state === 'confirmed' || entry.state === 'unknown'));
    return { original, plan, moved, target, ledger, answers, record, corrections: run.corrections, shown: shownPlan() };

    function shownPlan(): ReplayPlan {
      const { undecided, ...rest } = described;
      const newest = newestOf(original);
      return {
        ...rest,
        runId: original.id,
        version: plan.version,
        versions: { original: original.version, newest: newest?.version ?? null },
        from: target === 'all' ? null : { nodeId: plan.nodes[target.node]?.node.id ?? '', name: plan.nodes[target.node]?.node.name ?? '' },
        items: target === 'all' ? [] : [...target.items],
        undecided: [
          ...undecided.map(({ node, item, businessKey, why }) => ({
            ...named(plan, node, item),
            businessKey: businessKey ?? null,
            why: why ?? '',
            choices: ledger.some((entry) => entry.node === node && entry.item === item && entry.state === 'confirmed')
              ? (['treat as done'] as const).slice()
              : (['repeat', 'treat as done'] as const).slice(),
          })),
          ...lost
            .filter((entry) => decisions[`${ran?.nodes[entry.node]?.node.id}/${entry.item}`]?.do !== 'treat as done')
            .map((entry) => ({
              ...named(ran as Plan, entry.node, entry.item),
              businessKey: entry.businessKey ?? null,
              why: `It ${entry.state === 'confirmed' ? 'took effect' : 'may have taken effect'} in version ${original.version}, and version ${plan.version} has no such step. It stays as it is; treat it as done if that is right.`,
              choices: ['treat as done' as const],
            })),
        ],
        overtakenBy: [],
      };
    }
  }

  function versionFor(original: RunDocument, ran: Plan, asked: ReplayRequest): { plan: Plan; moved: StepMap | null } {
    if (asked.version !== 'newest') return { plan: ran, moved: null };
    const deployed = newestOf(original);
    const plan = deployed && resources.compiled(deployed);
    if (!plan)
      throw new NotReplayable(
        'NOT_DEPLOYED',
        `No version of this flow runs in ${original.env}. Deploy one, or replay on the version that ran.`,
      );
    return plan.hash === ran.hash && plan.version === ran.version ? { plan: ran, moved: null } : { plan, moved: counterparts(ran, plan) };
  }

  function newestOf({ env, flow }: RunDocument) {
    return resources.deployments.current().find((deployed) => deployed.env === env && deployed.flow.id === flow);
  }

  /** An exception that a replay took up which never came to be, or ended without a word, is open. */
  async function livingDead(dead: readonly DeadEntry[]): Promise<DeadEntry[]> {
    return Promise.all(
      dead.map(async (entry) => {
        if (entry.state !== 'replaying' || entry.replay === undefined) return entry;
        const replay = await runs.get(entry.replay);
        return replay && !isFinal(replay.status) ? entry : { ...entry, state: 'open' as const };
      }),
    );
  }

  return prepare;
}

function requireReplayable(original: RunDocument): void {
  if (!isFinal(original.status)) throw new NotReplayable('STILL_RUNNING', 'The run has not ended yet. Wait for it, or cancel it first.');
  if (original.messageBytes < 0)
    throw new NotReplayable('MESSAGE_GONE', 'The message of this run is past its retention and no longer kept, so it cannot be replayed.');
}

function requireReached(plan: Plan, target: ReplayTarget, items: number | undefined): void {
  if (target === 'all' || (items ?? 0) > 0) return;
  throw new NotReplayable(
    'NOTHING_TO_REPLAY',
    `None of these items comes to "${plan.nodes[target.node]?.node.name}" in version ${plan.version}. Replay from an earlier step.`,
  );
}

/** A compensation does not go through the steps: its calls are those that its ledger still asks for. */
function unrehearsed(ledger: readonly LedgerEntry[]): Rehearsal {
  const open = ledger.filter((entry) => entry.settledAt === null);
  const calls = open.map(({ node, item, businessKey, requestHash }) => ({ node, item, businessKey, requestHash, error: undefined }));
  return { calls, reports: new Map(), records: new Map(), dead: [], failure: undefined };
}

function isEffectOf(plan: Plan, entry: LedgerEntry): boolean {
  return plan.nodes[entry.node]?.definition.kind === 'effect';
}

function named(plan: Plan, node: number, itemId: string) {
  return { nodeId: plan.nodes[node]?.node.id ?? '', name: plan.nodes[node]?.node.name ?? '', itemId };
}

function movedAnswers(record: RunRecord | null, moved: StepMap): [string, string][] {
  return [...(record?.answers ?? [])].flatMap(([id, answer]): [string, string][] => {
    const at = id.indexOf('/');
    const node = moved[Number(id.slice(0, at))] ?? -1;
    return node < 0 ? [] : [[`${node}${id.slice(at)}`, answer]];
  });
}
