import type { BatchOutcome, EffectAnswer } from '@crossdock/nodes/contract/define-node';
import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { Clock } from '../../clock/clock.ts';
import { ConnectionUnusable } from '../../connections/connection-unusable.ts';
import { quotaIn } from '../../connections/flow/quota.ts';
import { toFailure } from '../../sandbox/region/failure.ts';
import type { PlanNode, PlannedCall } from '../plan/plan.ts';
import { type DueCall, requestOf } from './due-call.ts';
import { type Exchange, shownHeaders, urlOf } from './exchange.ts';
import { httpOfCall, type Sent, type Target } from './open-targets.ts';

/** The worker's lease, as far as calls need it. */
export type CallLease = { isHeld(): boolean; readonly lost: AbortSignal | undefined };

/** What came of one call: an outcome per item, in their order. */
export type Answered = {
  readonly outcomes: readonly BatchOutcome[];
  readonly sent: Sent;
  /** The other side was asked and knows nothing of an earlier call. */
  readonly wasAbsent: boolean;
  /** Nothing can be sent until somebody does something about the connection. */
  readonly unusable: ConnectionUnusable | undefined;
  readonly exchange: Exchange;
};

/** Sends one call, for one item or for those of a batch, and tells the connection how it went. Never rejects. */
export async function sendCall(given: {
  readonly clock: Clock;
  readonly lease: CallLease | undefined;
  readonly target: Target;
  readonly planNode: PlanNode;
  readonly calls: readonly DueCall[];
  readonly key: string;
  readonly attempt: number;
  readonly looksUp: boolean;
  readonly isProbe: boolean;
}): Promise<Answered> {
  const { clock, target, planNode, calls, key, attempt, isProbe } = given;
  const planned = planNode.call as PlannedCall;
  const { definition, config } = planned;
  const [first] = calls as [DueCall];
  const request = requestOf(first);
  const at = clock.now();
  const started = clock.monotonic();
  const sent: Sent = { count: 0, body: undefined, last: undefined };
  const timeoutMs = Math.min(planNode.onFailure.timeoutSeconds, target.connection.policy.timeoutSeconds) * 1000;
  const signal = given.lease?.lost;
  const input = {
    config,
    request,
    http: httpOfCall(target, { timeoutMs, signal }, sent),
    idempotencyKey: key,
    attempt,
    signal: signal ?? neverAborted,
  };
  let outcomes: readonly BatchOutcome[] | undefined;
  let wasAbsent = false;
  let thrown: Error | undefined;
  try {
    if (given.looksUp) {
      const answer = await definition.lookUp?.(input);
      if (answer === undefined || answer === 'unknown') throw new OutcomeUnknown('LOOK_UP_UNDECIDED', undecided(planned.connection));
      wasAbsent = answer === 'absent';
      if (answer !== 'absent') outcomes = [{ answer: { ...answer.found, seenBefore: true } }];
    }
    outcomes ??= definition.batch
      ? await definition.batch.call({ ...input, members: calls.map((call) => ({ request: requestOf(call) })) })
      : [{ answer: await definition.call(input) }];
  } catch (error) {
    thrown = error instanceof Error ? error : new Error(String(error));
  }
  const unusable = thrown instanceof ConnectionUnusable ? thrown : undefined;
  const health = signal?.aborted || unusable || isNotSent(thrown) ? 'none' : healthOf(sent);
  const quota = (outcomes ? quotaOf(outcomes) : undefined) ?? (sent.last && quotaIn(sent.last.headers));
  target.flow.ended({
    isProbe,
    isRepeat: attempt > 1,
    health,
    why: thrown ? toFailure(thrown).message : '',
    rest: thrown instanceof RetryLater && thrown.isForAll ? (thrown.after ?? 0) : 0,
    quota,
  });
  const { status = null, headers = {}, body = '' } = sent.last ?? {};
  return {
    outcomes: outcomes ?? calls.map(() => ({ error: thrown as Error })),
    sent,
    wasAbsent,
    unusable,
    exchange: {
      node: first.pending.node,
      item: first.pending.item,
      attempt,
      at,
      ms: Math.round((clock.monotonic() - started) * 100) / 100,
      method: request.method,
      url: urlOf(target.connection.address, request),
      requestHeaders: request.headers ?? {},
      requestBody: sent.body ?? request.body ?? '',
      key: planned.idempotency === 'read' ? null : key,
      status,
      answerHeaders: shownHeaders(headers),
      answerBody: body,
      error: null,
    },
  };
}

/** The address may not be called: that says nothing of the system. */
function isNotSent(thrown: Error | undefined): boolean {
  return thrown instanceof NodeError && thrown.code === 'EGRESS_DENIED';
}

const neverAborted = new AbortController().signal;

/** Whether the system works, whatever it thinks of the request. */
function healthOf({ count, last }: Sent): 'ok' | 'failed' | 'none' {
  if (count === 0) return 'none';
  return last && last.status < 500 ? 'ok' : 'failed';
}

function quotaOf(outcomes: readonly BatchOutcome[]): EffectAnswer['quota'] {
  for (const outcome of outcomes) if (outcome !== 'again' && 'answer' in outcome) return outcome.answer.quota;
  return undefined;
}

function undecided(connection: string): string {
  return `${connection} was asked whether an earlier call took effect, and could not say. It was not sent again.`;
}
