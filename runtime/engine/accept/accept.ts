import { runProgram } from '../../lookups/run-program.ts';
import { readFrame } from '../../sandbox/region/frame.ts';
import type { Extraction, Response } from '../../sandbox/region/protocol.ts';
import { SandboxError, type Text } from '../../sandbox/sandbox.ts';
import type { Blobs } from '../../store/blobs.ts';
import { DuplicateKey } from '../../store/store.ts';
import type { CallerOfRun } from '../compose/caller.ts';
import { followOf } from '../compose/follow.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { due } from '../dispatch/due.ts';
import type { Lanes } from '../dispatch/lanes.ts';
import { type Ordering, orderKeyOf } from '../ordering/ordering.ts';
import type { HeldRuns } from '../pause/held-runs.ts';
import { secondsOf } from '../pause/seconds-of.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActiveRun, activeRun, exception, type StoredAnswer } from '../run/active-run.ts';
import { newRun } from '../run/new-run.ts';
import type { Progress } from '../run/progress.ts';
import { regionRequest } from '../run/region-request.ts';
import type { Pinned, RunDocument, RunKind } from '../run/run-document.ts';
import { newRunId } from '../run/run-id.ts';
import type { FirstResponse, RunnerResources } from '../run/runner.ts';
import { isFinal } from '../run/statuses.ts';
import { parkedOf, settled, waitStored } from './await-answer.ts';
import { planThatTakes, type Rollouts } from './rollouts.ts';
import type { SettledElsewhere } from './settled-elsewhere.ts';

/** A message as the intake hands it over: authenticated, read, not yet stored. */
export type Arriving = {
  readonly plan: Plan;
  readonly env: string;
  /** The text, or its UTF-8 as it came, which is then never decoded here. */
  readonly text: Text;
  readonly bytes: number;
  /** SHA-256 of the raw body, hex. */
  readonly bodyHash: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Who sent it, as far as it was authenticated: the connection's name, or `-`. */
  readonly sender: string;
  /** The instant that the run goes by, ISO 8601, in a test; default: now. */
  readonly receivedAt?: string | undefined;
  /** The id that its run gets, in an engine that is thrown away; default: a new one. */
  readonly runId?: string | undefined;
  /** The header `Idempotency-Key`, or what stands for it (`schedule@2026-11-21T08:00:00Z`). Goes before the flow's own key. */
  readonly idempotencyKey?: string | undefined;
  /** How long the `idempotencyKey` counts, ms. Default: the flow's window. */
  readonly windowMs?: number | undefined;
  /** The sender's name for this delivery; counts when the flow has no key of its own. */
  readonly deliveryId?: string | undefined;
  readonly causationId?: string | undefined;
  /** Of a message from inside: what it belongs to goes before what the flow makes of it. */
  readonly correlationId?: string | undefined;
  readonly kind?: RunKind;
  readonly caller?: CallerOfRun;
  /** The text lies in Blobs already, under this run's id, and `text` is its beginning. */
  readonly stream?: { readonly runId: string; readonly length: number } | undefined;
};

export type Accepted =
  | { readonly kind: 'accepted'; readonly runId: string; readonly correlationId: string; readonly duplicate: boolean }
  | {
      readonly kind: 'answered';
      readonly runId: string;
      readonly correlationId: string;
      readonly answer: StoredAnswer;
      readonly duplicate: boolean;
    }
  | {
      readonly kind: 'failed';
      readonly runId: string;
      readonly correlationId: string;
      readonly message: string;
      readonly duplicate: boolean;
    }
  /** A connection that the flow needs lets nobody through; the run is kept and goes on by itself. */
  | {
      readonly kind: 'parked';
      readonly runId: string;
      readonly correlationId: string;
      readonly duplicate: boolean;
      readonly message: string;
      readonly retryAfterSeconds: number;
    }
  /** The `Idempotency-Key` came before with another body. */
  | { readonly kind: 'key reused'; readonly runId: string }
  /** Nothing was stored: too many messages wait, or the disk runs full. */
  | { readonly kind: 'busy'; readonly reason: 'backlog' | 'disk'; readonly retryAfterSeconds: number }
  /** Nothing was stored: the flow is paused. */
  | { readonly kind: 'busy'; readonly reason: 'paused'; readonly why: string; readonly retryAfterSeconds: number };

/** Without a window of its own, an `Idempotency-Key` or a delivery id counts this long. */
const defaultWindowMs = 24 * 3_600_000;
/** A run document holds at most this much of a message inline; more goes to Blobs. */
export const inlineLimit = 1_000_000;

type Resources = RunnerResources & {
  readonly blobs: Blobs;
  readonly dispatcher: Dispatcher;
  readonly lanes: Lanes;
  readonly ordering: Ordering;
  readonly isDiskLow: () => boolean;
  readonly heldRuns: HeldRuns;
  readonly rollouts: Rollouts;
  /** Whether as many runs wait in the environment as may. */
  readonly isFull: (env: string) => boolean;
  /** undefined: there are no other processes. */
  readonly elsewhere?: SettledElsewhere | undefined;
};

/**
 * Accepting is one insert: when it resolves, the message is durable and its run exists. The sandbox call before it extracts the keys and already executes the
 * first stage, so the run goes on from there without a second call.
 */
export async function accept(resources: Resources, arriving: Arriving): Promise<Accepted> {
  const { clock, dispatcher, seal, heldRuns } = resources;
  const { plan, env, stream } = arriving;
  const arrived = placeOf(env, plan);
  if (resources.isDiskLow()) return { kind: 'busy', reason: 'disk', retryAfterSeconds: 30 };
  const pause = plan.version === 0 ? null : heldRuns.pauseOf(env, plan.flow.id);
  if (pause?.mode === 'refuse') return { kind: 'busy', reason: 'paused', why: pause.why, retryAfterSeconds: secondsOf(pause, clock.now()) };
  const waiting = pause ? heldRuns.waiting(env, plan.flow.id) : dispatcher.waitingIn(arrived);
  if (waiting >= shareOf(arriving) * plan.flow.settings.backlog) return { kind: 'busy', reason: 'backlog', retryAfterSeconds: 5 };
  if (resources.isFull(env)) return { kind: 'busy', reason: 'backlog', retryAfterSeconds: 5 };
  const rollout = plan.version === 0 ? undefined : resources.rollouts.of(env, plan);
  const unknown = resources.lanes.know(arrived);
  if (unknown) await unknown;
  const now = clock.now();
  const id = stream?.runId ?? arriving.runId ?? newRunId(now);
  const isLarge = arriving.bytes > inlineLimit && !stream;
  const sealed = seal.close(env, arriving.text);
  const given = { id, now, message: isLarge || stream ? null : sealed };
  const live = begin(resources, arriving, plan, given);
  const firstOfLive = await firstStage(resources, live.run);
  if ('failure' in firstOfLive) return storeIntakeFailure(resources, live.blank, live.run, firstOfLive.failure);
  const extraction = firstOfLive.header.extraction as Extraction;
  const coming = rollout && planThatTakes(rollout, arriving, extraction, id);
  // What the live version has computed of it is nobody's then; nothing has come of it.
  const { blank, run } = coming ? begin(resources, arriving, coming, given) : live;
  const first = coming ? await firstStage(resources, run) : firstOfLive;
  if ('failure' in first) return storeIntakeFailure(resources, blank, run, first.failure);
  const placed = coming ? placeOf(env, coming) : arrived;
  if (coming) await resources.lanes.know(placed);

  run.stage = 0;
  const shown = first.header.extraction as Extraction;
  const isHeld = pause !== null;
  const isOwned = !isHeld && dispatcher.canTake(placed);
  const orderKey = extraction.ordering === null ? null : orderKeyOf(env, plan.flow.id, extraction.ordering);
  const order =
    orderKey === null ? {} : { orderKey, orderTurn: orderKey, orderNumber: await resources.ordering.draw(env, plan.flow.id, orderKey) };
  const document: RunDocument = {
    ...blank,
    ...dedupeOf(arriving, extraction, id, now),
    ...(isHeld ? heldRuns.mark(env, plan.flow.id) : isOwned ? { owner: resources.lease.workerId } : due(blank, now)),
    correlationId: arriving.correlationId ?? shown.correlation ?? id,
    ...order,
    keys: shown.keys.map(([, value]) => value),
    shownKeys: JSON.stringify(shown.keys),
  };
  if (isLarge) await resources.blobs.put(`${id}/message`, sealed);
  const stored = await insert(resources, arriving, document);
  if (stored.kind === 'duplicate') {
    if (isLarge) await resources.blobs.remove(`${id}/`);
    return answerDuplicate(resources, arriving, stored.first, run.plan);
  }
  if (isHeld) return { kind: 'accepted', runId: id, correlationId: document.correlationId, duplicate: false };
  if (!isOwned) {
    dispatcher.offer(document);
    return plan.waitsForAnswer
      ? waitStored(resources, document)
      : { kind: 'accepted', runId: id, correlationId: document.correlationId, duplicate: false };
  }
  const { correlationId, shownKeys, orderNumber } = document;
  const active: ActiveRun = { ...run, correlationId, shownKeys, orderKey, orderNumber };
  const answered = plan.waitsForAnswer ? settled(resources, active, false) : undefined;
  dispatcher.start(active, document, first);
  return answered ?? { kind: 'accepted', runId: id, correlationId: document.correlationId, duplicate: false };
}

function placeOf(env: string, plan: Plan) {
  return { env, lane: plan.lane, priority: plan.flow.settings.priority, width: plan.laneWidth };
}

/** The run of the message as this version begins it. Nothing is stored. */
function begin(
  resources: Resources,
  arriving: Arriving,
  plan: Plan,
  { id, now, message }: { readonly id: string; readonly now: number; readonly message: Uint8Array | null },
) {
  const { env, stream } = arriving;
  const pinned: Pinned = {
    now: new Date(arriving.receivedAt ?? now).toISOString(),
    seed: id,
    headers: arriving.headers,
    query: arriving.query,
    ...(plan.lookups.length > 0 && { lookups: resources.tables.pin(env, plan.lookups) }),
    ...(plan.variables.length > 0 && { vars: resources.variables.pin(env, plan.variables) }),
    ...(arriving.caller && { caller: arriving.caller }),
    ...(stream && { stream: { length: stream.length } }),
  };
  const { bytes: messageBytes, contentType, bodyHash, correlationId, causationId, kind } = arriving;
  const blank = newRun({ id, plan, env, now, pinned, message, messageBytes, contentType, bodyHash, correlationId, causationId, kind });
  const run = activeRun(blank, plan, arriving.text);
  // Of a big text only its beginning is here: keys are drawn from it, nothing else is executed.
  if (stream) run.stage = -1;
  return { blank, run };
}

/** Of the backlog, the last fifth is for those who knock by themselves: a shop drops its subscription after some refusals, a schedule or poll comes again. */
function shareOf({ plan }: Arriving): number {
  return plan.binding?.kind === 'http' ? 1 : 0.8;
}

async function firstStage(resources: Resources, run: ActiveRun): Promise<FirstResponse | { failure: { code: string; message: string } }> {
  try {
    const response = readFrame<Response>(await runProgram(resources, run, regionRequest(run, true)));
    return response.header.intakeFailed ? { failure: response.header.intakeFailed } : response;
  } catch (error) {
    if (!(error instanceof SandboxError) || error.code === 'CLOSED') throw error;
    return { failure: { code: `SANDBOX_${error.code}`, message: error.message } };
  }
}

/** The sender did nothing that trying again would mend, so the message is kept as an exception and acknowledged. */
async function storeIntakeFailure(
  resources: Resources,
  blank: RunDocument,
  run: ActiveRun,
  failure: { code: string; message: string },
): Promise<Accepted> {
  const now = resources.clock.now();
  const error = {
    code: failure.code,
    message: `The message could not be read: ${failure.message} Nothing was sent on. Correct the flow or the message and replay.`,
  };
  const dead = [exception({ node: 0, item: '*', error }, 1)];
  const steps = [{ node: 0, status: 'failed' as const, in: 0, out: {}, failed: 1, ms: 0, startedAt: 0, error }];
  const progress = JSON.stringify({ stage: 0, steps, ledger: [], dead, runFailed: error });
  if (blank.message === null && !run.pinned.stream)
    await resources.blobs.put(`${blank.id}/message`, resources.seal.close(blank.env, run.message));
  const { plan, kind, pinned } = run;
  const follow = followOf({ ...plan, status: 'failed', settings: plan.flow.settings, flow: plan.flow.id, kind, pinned, plan, ledger: [] });
  await resources.runs.insert({ ...blank, status: 'failed', finishedAt: now, openExceptions: 1, progress, follow });
  if (follow !== null) resources.followUp(blank.id);
  resources.changed({ ...run, status: 'failed', finishedAt: now, runFailed: error, dead });
  return { kind: 'accepted', runId: blank.id, correlationId: blank.correlationId, duplicate: false };
}

function dedupeOf(
  { plan, env, sender, idempotencyKey, windowMs, deliveryId }: Arriving,
  extraction: Extraction,
  id: string,
  now: number,
): { dedupe: string; dedupeUntil: number | null } {
  const key =
    idempotencyKey !== undefined
      ? `i:${idempotencyKey}`
      : extraction.dedupe !== null
        ? `k:${extraction.dedupe}`
        : deliveryId !== undefined
          ? `d:${deliveryId}`
          : null;
  return key === null
    ? { dedupe: id, dedupeUntil: null }
    : { dedupe: `${env}/${plan.flow.id}/${sender}/${key}`, dedupeUntil: now + (windowMs ?? plan.dedupe?.windowMs ?? defaultWindowMs) };
}

/** Inserts; a taken key is the first run of the same message, unless its window is over: then that run gives the key up, by compare-and-set. */
async function insert(
  resources: Resources,
  arriving: Arriving,
  document: RunDocument,
): Promise<{ kind: 'stored' } | { kind: 'duplicate'; first: RunDocument }> {
  for (;;) {
    try {
      await resources.runs.insert(document);
      return { kind: 'stored' };
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
      const first = await resources.runs.findOne({ dedupe: document.dedupe });
      if (!first) continue;
      if (first.dedupeUntil !== null && first.dedupeUntil <= document.createdAt) {
        await resources.runs.update(first.id, {
          where: { dedupe: first.dedupe },
          set: { dedupe: `${first.id} past window`, dedupeUntil: null },
        });
        continue;
      }
      if (
        arriving.idempotencyKey === undefined &&
        first.bodyHash !== document.bodyHash &&
        arriving.plan.dedupe?.onDifferentBody === 'new-run'
      ) {
        await resources.runs.insert({ ...document, dedupe: document.id, dedupeUntil: null });
        return { kind: 'stored' };
      }
      return { kind: 'duplicate', first };
    }
  }
}

/** @param plan of the version that would have executed it */
async function answerDuplicate(resources: Resources, arriving: Arriving, first: RunDocument, plan: Plan): Promise<Accepted> {
  if (first.bodyHash !== arriving.bodyHash) {
    if (arriving.idempotencyKey !== undefined) return { kind: 'key reused', runId: first.id };
    if (arriving.plan.dedupe?.onDifferentBody === 'exception') await storeDifferentBody(resources, { ...arriving, plan }, first);
  }
  const known = { runId: first.id, correlationId: first.correlationId, duplicate: true };
  if (!arriving.plan.waitsForAnswer) return { kind: 'accepted', ...known };
  const active = resources.dispatcher.active(first.id);
  if (active) return settled(resources, active, true);
  if (first.status === 'failed') {
    await resources.dispatcher.reopen(first.id);
    return waitStored(resources, first, true);
  }
  if (first.answer !== null) return { kind: 'answered', ...known, answer: JSON.parse(first.answer) as StoredAnswer };
  if (first.status === 'parked')
    return parkedOf((JSON.parse(first.progress) as Progress).ledger, first.dueAt, known, resources.clock.now());
  return isFinal(first.status) ? { kind: 'accepted', ...known } : waitStored(resources, first, true);
}

async function storeDifferentBody(resources: Resources, arriving: Arriving, first: RunDocument): Promise<void> {
  const now = resources.clock.now();
  const { stream } = arriving;
  const id = stream?.runId ?? newRunId(now);
  const pinned = {
    now: new Date(now).toISOString(),
    seed: id,
    headers: arriving.headers,
    query: arriving.query,
    ...(stream && { stream: { length: stream.length } }),
  };
  const sealed = resources.seal.close(arriving.env, arriving.text);
  const isLarge = arriving.bytes > inlineLimit && !stream;
  const blank = newRun({ ...arriving, id, now, pinned, message: isLarge || stream ? null : sealed, messageBytes: arriving.bytes });
  const error = {
    code: 'SAME_KEY_OTHER_BODY',
    message: `A message with the same key arrived before as run ${first.id}, with another content. This one was not executed. Compare both, then replay this one or dismiss it.`,
  };
  const progress = JSON.stringify({
    stage: 0,
    steps: [],
    ledger: [],
    dead: [exception({ node: 0, item: '*', error }, 1)],
    runFailed: error,
  });
  if (isLarge) await resources.blobs.put(`${id}/message`, sealed);
  await resources.runs.insert({
    ...blank,
    status: 'failed',
    finishedAt: now,
    openExceptions: 1,
    keys: first.keys,
    shownKeys: first.shownKeys,
    causationId: first.id,
    progress,
  });
}
