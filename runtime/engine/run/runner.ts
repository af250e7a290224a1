import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { LookupTables } from '../../lookups/lookup-tables.ts';
import { runProgram } from '../../lookups/run-program.ts';
import { readFrame } from '../../sandbox/region/frame.ts';
import type { PendingCall, Response } from '../../sandbox/region/protocol.ts';
import { type Sandbox, SandboxError } from '../../sandbox/sandbox.ts';
import type { Collection } from '../../store/store.ts';
import type { VariableSource } from '../../variables/variable-source.ts';
import type { CallContext, DueCall } from '../calls/due-call.ts';
import type { Caller, CallResult } from '../calls/settle-calls.ts';
import { ownNodes, partialsKey } from '../chunks/share-of.ts';
import { followOf } from '../compose/follow.ts';
import { goOnUndoing, nextUndoing, seedUndoKeys } from '../compose/undo-course.ts';
import { due, notDue } from '../dispatch/due.ts';
import type { Lease } from '../lease/lease.ts';
import type { Log } from '../log.ts';
import type { Ordering } from '../ordering/ordering.ts';
import { settleOriginal } from '../replay/original.ts';
import type { Waits } from '../waits/waits.ts';
import { type ActiveRun, callId, exception, progressOf, type StoredAnswer } from './active-run.ts';
import { detachments, insertContinuation } from './detach.ts';
import { holdOf, isNotDue, type RunHold } from './hold.ts';
import { regionRequest } from './region-request.ts';
import type { RecordDocument, RunDocument } from './run-document.ts';
import { writeRecord } from './run-record.ts';
import type { Seal } from './seal.ts';
import { endStatus, type RunStatus } from './statuses.ts';

export type RunnerResources = {
  readonly runs: Collection<RunDocument>;
  readonly records: Collection<RecordDocument>;
  readonly sandbox: Sandbox;
  readonly tables: LookupTables;
  readonly variables: VariableSource;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly lease: Lease;
  readonly log: Log;
  readonly ordering: Pick<Ordering, 'leave' | 'hasLater'>;
  /** Tells callers at other processes that the run's answer, end or next try was stored. */
  readonly tellSettled?: ((runId: string) => void) | undefined;
  readonly waits: Pick<Waits, 'ask' | 'lookAgain' | 'close'>;
  /** Does what the run's end asks for; not waited for. */
  readonly followUp: (runId: string) => void;
  /** Something about the run changed; cheap, called often. */
  readonly changed: (run: ActiveRun) => void;
};

/** A sandbox answer that is there already, from the intake. */
export type FirstResponse = { readonly header: Response; readonly parts: readonly string[] };

export type Runner = {
  /** Takes the run as far as it goes: to its end, or to a time at which it is to be tried again. Rejects only when the store fails. */
  execute(run: ActiveRun, first?: FirstResponse): Promise<void>;
  /** Ends it as it stands. */
  finish(run: ActiveRun): Promise<void>;
};

export function createRunner(resources: RunnerResources): Runner {
  const { clock } = resources;

  async function execute(run: ActiveRun, first?: FirstResponse): Promise<void> {
    run.status = 'running';
    resources.changed(run);
    if (await isOvertaken(run)) return finish(run, 'superseded');
    if (run.pinned.compensates) {
      run.stage = 0;
      run.undoing = nextUndoing(run);
      if (!run.undoing) return finish(run);
    }
    let response = first ?? (await region(run));
    for (;;) {
      if (!response) return finish(run);
      absorb(run, response, clock.now());
      if (run.runFailed || run.isCancelled) return finish(run);
      const { calls } = response.header;
      const waiting = calls.filter((pending) => isNotDue(run.ledger.get(callId(pending)), clock.now()));
      if (calls.length > waiting.length) {
        const due = waiting.length === 0 ? calls : calls.filter((pending) => !waiting.includes(pending));
        if (run.undoing) seedUndoKeys(run, due);
        if (!(await intend(resources, run, due, response.parts))) return;
        await settle(run, due, response.parts);
      }
      if (run.isCancelled) return finish(run);
      const hold = holdOf(run.ledger.values());
      if (hold && !(await isFreeWithoutLate(run))) return wait(run, hold);
      if (run.undoing) {
        if (!goOnUndoing(run)) return finish(run);
      } else {
        if (run.stage >= run.plan.lastStage) return finish(run);
        if (response.header.answer && run.onSettled) await storeAnswer(resources, run);
        run.carry = response.header.carry === undefined ? undefined : response.parts[response.header.carry];
        run.stage++;
      }
      resources.changed(run);
      response = await region(run);
    }
  }

  /** undefined: the sandbox gave up on the run, which has failed by it. */
  async function region(run: ActiveRun): Promise<FirstResponse | undefined> {
    try {
      return readFrame<Response>(await runProgram(resources, run, regionRequest(run, false), { suspect: run.recoveries >= 2 }));
    } catch (error) {
      if (!(error instanceof SandboxError) || error.code === 'CLOSED') throw error;
      failInSandbox(run, error);
      return undefined;
    }
  }

  async function settle(run: ActiveRun, calls: readonly PendingCall[], parts: readonly string[]): Promise<void> {
    const startedAt = clock.now() - run.createdAt;
    const started = clock.monotonic();
    for (const node of new Set(calls.map((pending) => pending.node))) {
      const before = run.steps.get(node);
      run.steps.set(node, {
        node,
        status: 'pending',
        in: calls.filter((pending) => pending.node === node).length,
        out: {},
        failed: 0,
        ms: 0,
        ...before,
        startedAt: before?.startedAt ?? startedAt,
      });
    }
    resources.changed(run);
    const done = ({ pending }: DueCall, result: CallResult) => {
      const id = callId(pending);
      run.ledger.set(id, result.entry);
      if (result.answer !== undefined) run.answers.set(id, result.answer);
      if (result.exchange) run.exchanges.push(result.exchange);
      run.attempt = Math.max(run.attempt, result.entry.attempts);
      const step = run.steps.get(pending.node);
      // From the first attempt on, waiting included.
      const ms =
        step && step.startedAt < startedAt
          ? clock.now() - run.createdAt - step.startedAt
          : Math.round((clock.monotonic() - started) * 100) / 100;
      if (step) run.steps.set(pending.node, { ...step, ms });
      if (calls.length > 1) resources.changed(run);
    };
    const isWait = ({ node }: PendingCall) => run.plan.nodes[node]?.wait !== null;
    if (!calls.some(isWait)) return resources.caller.callAll(contextOf(run), dueCalls(run, calls, parts), done);
    const sent = calls.filter((pending) => !isWait(pending));
    await Promise.all([
      resources.caller.callAll(contextOf(run), dueCalls(run, sent, parts), done),
      ...dueCalls(run, calls.filter(isWait), parts).map(async (asked) =>
        done(asked, await resources.waits.ask(run, asked.pending, asked.body, asked.before)),
      ),
    ]);
  }

  /** Lets items go that wait longer than the others should. Whether nothing holds the run any more. */
  async function isFreeWithoutLate(run: ActiveRun): Promise<boolean> {
    const now = clock.now();
    const late = detachments(run, now);
    if (late.length === 0) return false;
    const sealed = run.answers.size === 0 ? null : resources.seal.close(run.env, writeRecord(run, false));
    await Promise.all(
      late.map((detachment) => insertContinuation({ runs: resources.runs, records: resources.records, now }, run, detachment, sealed)),
    );
    return holdOf(run.ledger.values()) === undefined;
  }

  async function wait(run: ActiveRun, { status, dueAt }: RunHold): Promise<void> {
    run.dispatch++;
    const parkedFor = status === 'parked' ? heldConnection(run) : null;
    const set = { status, owner: null, ...(dueAt === null ? notDue : due(run, dueAt)), parkedFor, dispatch: run.dispatch };
    // First its own side is stored, then the other is looked at: what came in between found the run still in our hands.
    if (await save(resources, run, set)) await resources.waits.lookAgain(run);
  }

  /** Only before it has sent anything: what was begun is finished. */
  async function isOvertaken(run: ActiveRun): Promise<boolean> {
    return (
      run.orderKey !== null &&
      run.plan.flow.settings.ordering.latestWins &&
      run.ledger.size === 0 &&
      !run.chunks &&
      resources.ordering.hasLater(run)
    );
  }

  async function finish(run: ActiveRun, as?: 'superseded'): Promise<void> {
    const status = as ?? endOf(run);
    const { capture } = run.plan.flow.settings;
    const isCaptured = capture === 'all' || (capture === 'errors' && status !== 'done');
    // A replay's exceptions count at the run it came from, which is told next.
    const openExceptions = run.replayOf === null ? run.dead.filter((dead) => dead.state === 'open').length || null : null;
    const { plan, kind, pinned } = run;
    const ended = { status, settings: plan.flow.settings, flow: plan.flow.id, version: plan.version, kind, pinned, plan };
    const follow = followOf({ ...ended, ledger: run.ledger.values() });
    const isOurs = await save(
      resources,
      run,
      {
        status,
        follow,
        owner: null,
        ...notDue,
        orderTurn: openExceptions !== null && run.plan.flow.settings.ordering.onException === 'hold' ? run.orderKey : null,
        finishedAt: clock.now(),
        openExceptions,
      },
      isCaptured,
    );
    if (isOurs && run.orderKey !== null) await resources.ordering.leave(run);
    if (isOurs && follow !== null) resources.followUp(run.id);
    if (isOurs && stillWaits(run)) await resources.waits.close(run.id);
    if (isOurs && run.replayOf !== null) {
      await settleOriginal(resources, { ...run, isBroken: run.isCancelled || as !== undefined || run.runFailed !== undefined });
      show(run, { status, dueAt: null, finishedAt: clock.now() });
      resources.changed(run);
    }
  }

  return { execute, finish: (run) => finish(run) };
}

/** Takes over what a sandbox call reports. Steps are keyed by node, so a resume that computes a step again replaces its report. */
function absorb(run: ActiveRun, { header, parts }: FirstResponse, now: number): void {
  for (const report of header.reports) {
    const before = run.steps.get(report.node);
    const startedAt = before && before.status !== 'skipped' ? before.startedAt : Math.max(0, now - run.createdAt - report.ms);
    // A call's time is that of its requests, not that of reading its answer.
    const ms = before && run.plan.nodes[report.node]?.call ? before.ms : report.ms;
    run.steps.set(report.node, { ...report, startedAt, ms });
  }
  const isFromMessage = run.carry === undefined;
  const fresh = header.dead.map((dead) => exception(dead, run.ledger.get(callId(dead))?.attempts ?? 1));
  run.dead = isFromMessage ? fresh : [...run.dead, ...fresh];
  const captured = header.capture === undefined ? undefined : parts[header.capture];
  if (isFromMessage) run.captures = captured === undefined ? [] : [captured];
  else if (captured !== undefined) run.captures.push(captured);
  if (header.partials !== undefined) run.answers.set(partialsKey, parts[header.partials] ?? '');
  if (header.runFailed) run.runFailed = header.runFailed;
  if (header.answer && !run.answer)
    run.answer = {
      status: header.answer.status,
      headers: header.answer.headers,
      body: parts[header.answer.part] ?? 'null',
    } satisfies StoredAnswer;
}

/** Writes down what is about to be sent, where the checkpoint rule asks for it. False: the run is no longer ours. */
async function intend(
  resources: RunnerResources,
  run: ActiveRun,
  calls: readonly PendingCall[],
  parts: readonly string[],
): Promise<boolean> {
  const needed = calls.filter((pending) => run.plan.nodes[pending.node]?.call?.needsIntent);
  // What another flow or a waiting run is told must not be computed differently after a crash.
  const tells = calls.some(
    ({ node, wait }) => run.plan.nodes[node]?.wait?.needsIntent && (wait?.for === 'flow' || wait?.for === 'sending'),
  );
  if (needed.length === 0) return tells ? save(resources, run, {}) : true;
  for (const entry of resources.caller.intents(contextOf(run), dueCalls(run, needed, parts))) run.ledger.set(callId(entry), entry);
  return save(resources, run, {});
}

function contextOf(run: ActiveRun): CallContext {
  return { env: run.env, lineage: run.lineage, nodes: run.plan.nodes };
}

function dueCalls(run: ActiveRun, calls: readonly PendingCall[], parts: readonly string[]): DueCall[] {
  return calls.map((pending) => ({
    pending,
    body: pending.body === undefined ? undefined : parts[pending.body],
    before: run.ledger.get(callId(pending)),
  }));
}

async function storeAnswer(resources: RunnerResources, run: ActiveRun): Promise<void> {
  await save(resources, run, {});
}

/** One grouped write: the record, then the run that names it. False: another worker has the run, and nothing of ours counts any more. */
export async function save(
  resources: RunnerResources,
  run: ActiveRun,
  set: Partial<RunDocument>,
  isCaptured = run.plan.flow.settings.capture !== 'none',
): Promise<boolean> {
  const before = run.record;
  const writes: Promise<unknown>[] = [];
  if (run.answers.size > 0 || (isCaptured && (run.captures.length > 0 || run.exchanges.length > 0))) {
    run.record = `${run.id}/${run.token}/${run.records++}`;
    writes.push(
      resources.records.insert({
        id: run.record,
        runId: run.id,
        createdAt: resources.clock.now(),
        sealed: resources.seal.close(run.env, writeRecord(run, isCaptured)),
      }),
    );
  }
  const update = resources.runs.update(run.id, {
    where: { token: run.token, owner: resources.lease.workerId },
    set: {
      ...set,
      attempt: run.attempt,
      progress: JSON.stringify(progressOf(run)),
      record: run.record,
      answer: run.answer === null ? null : JSON.stringify(run.answer),
      writeId: randomUUID(),
    },
  });
  writes.push(update);
  await Promise.all(writes);
  if (!(await update)) {
    resources.log.warn({ run: run.id, token: run.token }, 'another worker has taken this run over; its own writes count');
    return false;
  }
  if (before !== null && before !== run.record) await resources.records.remove(before);
  if (set.finishedAt === undefined || run.replayOf === null) {
    show(run, set);
    resources.changed(run);
  }
  const isStored = run.answer !== null || set.finishedAt !== undefined || set.dueAt !== undefined;
  if (isStored && run.plan.waitsForAnswer) resources.tellSettled?.(run.id);
  if (isStored && run.onSettled) {
    const { onSettled } = run;
    run.onSettled = undefined;
    onSettled(run);
  }
  return true;
}

/** It ends although some of its items wait: cancelled, or failed as a whole. */
function stillWaits(run: ActiveRun): boolean {
  for (const { hold, settledAt } of run.ledger.values()) if (hold === 'waiting' && settledAt === null) return true;
  return false;
}

/** What people see follows what is stored. */
function show(run: ActiveRun, { status, dueAt, finishedAt }: Partial<RunDocument>): void {
  if (status !== undefined) run.status = status;
  if (dueAt !== undefined) run.dueAt = dueAt;
  if (finishedAt !== undefined) run.finishedAt = finishedAt;
}

/** `env/name` of the connection that the run waits for. */
function heldConnection(run: ActiveRun): string | null {
  for (const { hold, node } of run.ledger.values())
    if (hold === 'parked') return `${run.env}/${run.plan.nodes[node]?.call?.connection ?? ''}`;
  return null;
}

function endOf(run: ActiveRun): RunStatus {
  if (run.isCancelled) return 'cancelled';
  return endStatus({ dead: run.dead.length + (run.chunks?.failed ?? 0), succeeded: arrivals(run), runFailed: run.runFailed !== undefined });
}

/** Items that got to an end of the flow. */
function arrivals(run: ActiveRun): number {
  const nodes = ownNodes(run);
  const isUndo = run.pinned.compensates !== undefined;
  const hasFollower = new Set(
    nodes.flatMap((planned) => (planned.isUndo === isUndo ? planned.inputs.flatMap((input) => input.edges.map((edge) => edge.node)) : [])),
  );
  let count = 0;
  for (const step of run.steps.values()) if (!hasFollower.has(step.node)) count += step.in - step.failed;
  return count;
}

const sandboxMessages: Readonly<Record<SandboxError['code'], string>> = {
  SYNTAX: 'An expression or code of this flow cannot be compiled.',
  THREW: 'The flow could not be executed.',
  TIMEOUT: 'An expression or code of this flow ran longer than it may and was stopped. Look for an endless loop.',
  MEMORY: 'An expression or code of this flow used more memory than it may and was stopped.',
  OUTPUT: 'The steps gave out more data than one run may hold. Split the message into smaller ones.',
  CRASHED: 'An expression or code of this flow broke its sandbox. Other runs are not affected.',
  CLOSED: 'The runtime is stopping.',
};

/** The items between two calls were lost together: nobody can tell which step it was. */
function failInSandbox(run: ActiveRun, error: SandboxError): void {
  const first = run.plan.nodes.find((planned) => planned.stage === run.stage && planned.definition.kind === 'pure') ?? run.plan.nodes[0];
  const failure = { code: `SANDBOX_${error.code}`, message: `${sandboxMessages[error.code]} ${error.message}`.trim() };
  run.runFailed = failure;
  if (!first) return;
  run.dead = [...run.dead, exception({ node: first.index, item: '*', error: failure }, 1)];
  run.steps.set(first.index, { node: first.index, status: 'failed', in: 0, out: {}, failed: 1, ms: 0, startedAt: 0, error: failure });
}
