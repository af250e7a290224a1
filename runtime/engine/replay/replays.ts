import { randomUUID } from 'node:crypto';
import type { Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import type { Clock } from '../../clock/clock.ts';
import type { Deployments } from '../../lifecycle/deployments.ts';
import { DuplicateKey } from '../../store/store.ts';
import { checkReplay } from '../compose/check-replay.ts';
import { afterUndo, undoAgainLedger } from '../compose/undo-ledger.ts';
import { type ClaimResources, correctionsOf, messageOf } from '../dispatch/claim.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { due } from '../dispatch/due.ts';
import { wakeRun } from '../dispatch/wake.ts';
import type { Plan } from '../plan/plan.ts';
import { activeRun, messageText, type OpenCorrection } from '../run/active-run.ts';
import { type DeadEntry, type LedgerEntry, noProgress, type Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { newRunId } from '../run/run-id.ts';
import { type RunRecord, readRecord, writeAnswers } from '../run/run-record.ts';
import { isFinal } from '../run/statuses.ts';
import { NotReplayable, type ReplayPlan, type ReplayRequest } from '../run-service.ts';
import { inputItems } from '../view/step-detail.ts';
import { counterparts, movedLedger, type StepMap } from './counterparts.ts';
import { describeReplay } from './describe-replay.ts';
import { withHidden } from './edits.ts';
import { dismissExceptions, markReplaying, ownerOfException, type Taken } from './original.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import { decidedAnswers, replayLedger } from './replay-ledger.ts';
import { isAwaited, type ReplayTarget, replayTarget } from './replay-target.ts';

type Resources = ClaimResources & {
  readonly dispatcher: Dispatcher;
  readonly deployments: Pick<Deployments, 'current'>;
  readonly compiled: (deployed: { flow: Plan['flow']; version: number; hash: string }) => Plan | null;
  readonly clock: Clock;
};

/** A replay that is about to start, or only asked about. */
type Prepared = {
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

export type Replays = {
  plan(runId: string, asked: ReplayRequest): Promise<ReplayPlan | null>;
  /** `once`: of several tries with the same one, the first starts the replay. */
  start(runId: string, asked: ReplayRequest, once?: string): Promise<{ readonly runId: string } | null>;
  dismiss(
    runId: string,
    asked: { readonly exceptions?: readonly string[] | undefined; readonly reason: string; readonly by: string },
  ): Promise<number | null>;
};

/** A replay that nobody told the original about begins by itself after this time, ms. */
const patience = 5000;

/** Replays: what they would do, and doing it. The plan shown and the run started come from the same preparation. */
export function createReplays(resources: Resources): Replays {
  const { runs, records, clock, seal, sandbox } = resources;

  async function prepare(runId: string, asked: ReplayRequest): Promise<Prepared | null> {
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
      started({ original, plan, target, ledger, moved, asked, id: original.id, now, corrections: undefined }),
      plan,
      await messageOf(resources, original),
    );
    for (const [id, answer] of answers) run.answers.set(id, answer);
    run.corrections = correctionsOf(resources, original);
    const fresh = asked.edits && asked.edits.length > 0 ? await corrected(run, target, asked.edits) : undefined;
    if (fresh !== undefined)
      run.corrections = withCorrection(run.corrections, { node: nodeIdOf(plan, target), by: asked.by, bodies: fresh });
    const rehearsal = isUndo ? unrehearsed(ledger) : await rehearse(sandbox, run);
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

  /** The corrected bodies as JSON, with what was hidden put back from the items as the run has them. */
  async function corrected(
    run: ReturnType<typeof activeRun>,
    target: ReplayTarget,
    edits: NonNullable<ReplayRequest['edits']>,
  ): Promise<string> {
    if (target === 'all') throw new NotReplayable('NO_STEP', 'Items are corrected at a step: say from which step to replay.');
    const { records: seen } = await rehearse(sandbox, { ...run, corrections: undefined });
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

  function started(given: {
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
    const { original, plan, target, moved, asked, now } = given;
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
    const base = started({ ...prepared, asked, id, now });
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

function nodeIdOf(plan: Plan, target: ReplayTarget): string {
  return target === 'all' ? '' : (plan.nodes[target.node]?.node.id ?? '');
}

function bodiesAt(corrections: readonly OpenCorrection[] | undefined, node: string): Readonly<Record<string, Json>> {
  const found = corrections?.find((one) => one.node === node);
  return found ? (parseExact(found.bodies) as Record<string, Json>) : {};
}

/** What was corrected before stays; at the same step the newer bodies go before. */
function withCorrection(before: readonly OpenCorrection[] | undefined, fresh: OpenCorrection): OpenCorrection[] {
  const bodies = { ...bodiesAt(before, fresh.node), ...(parseExact(fresh.bodies) as object) };
  return [...(before ?? []).filter(({ node }) => node !== fresh.node), { ...fresh, bodies: JSON.stringify(bodies) }];
}

function placeOf(taken: Taken): { at?: number; behind?: readonly number[] } {
  return taken === 'all' ? {} : { at: taken.at, behind: taken.behind };
}

/** What the original is told of where the replay starts, in its own version's indices. */
function takenOf(target: ReplayTarget, plan: Plan, moved: StepMap | null): Taken {
  if (target === 'all') return 'all';
  const there = (node: number) => (moved ? moved.indexOf(node) : node);
  const behind = plan.nodes.filter(({ index, ancestors }) => index === target.node || ancestors.includes(target.node));
  return { at: there(target.node), behind: behind.map(({ index }) => there(index)).filter((node) => node >= 0), items: target.items };
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

function requireDecided(plan: ReplayPlan): void {
  const [first] = plan.undecided;
  if (!first) return;
  throw new NotReplayable(
    'UNDECIDED',
    `${plan.undecided.length === 1 ? 'One effect has' : `${plan.undecided.length} effects have`} to be decided first. "${first.name}", item ${first.businessKey ?? first.itemId}: ${first.why}`,
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
