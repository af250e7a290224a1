import type { BatchOutcome } from '@crossdock/nodes/contract/define-node';
import { OutcomeUnknown } from '@crossdock/nodes/contract/errors';
import type { Clock } from '../../clock/clock.ts';
import type { Connections } from '../../connections/connections.ts';
import type { Admission } from '../../connections/flow/connection-flow.ts';
import type { FlowControl } from '../../connections/flow/flow-control.ts';
import { toFailure } from '../../sandbox/region/failure.ts';
import type { Failure } from '../../sandbox/region/protocol.ts';
import type { PlanNode, PlannedCall } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { confirmed, heldBack, kindOf, mayHaveTakenEffect, noConnection, settledUnsent } from './call-entries.ts';
import { createIntents } from './call-intents.ts';
import { assertNever, decideFailure } from './decide-failure.ts';
import { decideSend, isInDoubt } from './decide-send.ts';
import { baseOf, type CallContext, type DueCall, type EntryBase, withoutBatch } from './due-call.ts';
import type { Exchange } from './exchange.ts';
import { givenUp, parkedBecause, personDecides } from './failure-words.ts';
import { groupCalls } from './group-calls.ts';
import type { Transport } from './http-transport.ts';
import { openTargets, type Sent, type Target } from './open-targets.ts';
import { type Answered, type CallLease, sendCall } from './send-call.ts';

export type CallResult = { readonly entry: LedgerEntry; readonly answer: string | undefined; readonly exchange: Exchange | undefined };

export type Caller = {
  /** What has to be durable before these calls are made: their keys and, for batches, which items go together. Same order. */
  intents(context: CallContext, calls: readonly DueCall[]): readonly LedgerEntry[];
  /** Makes one call: for one item, or for the items of a batch. Never rejects: what happened is in the entries. Same order. */
  call(context: CallContext, calls: readonly DueCall[]): Promise<readonly CallResult[]>;
  /** Makes the calls, those of a batch in one, and tells each result as it comes. Never rejects. */
  callAll(context: CallContext, calls: readonly DueCall[], done: (call: DueCall, result: CallResult) => void): Promise<void>;
  close(): Promise<void>;
};

/** Runs of a connection that cannot be used look again after this time, should nobody have woken them. ms */
const unusableLook = 300_000;

export function createCaller(resources: {
  readonly connections: Connections;
  readonly transport: Transport;
  readonly flowControl: FlowControl;
  readonly clock: Clock;
  /** Default: held for ever. */
  readonly lease?: CallLease | undefined;
  readonly random?: () => number;
}): Caller {
  const { transport, clock, flowControl, lease } = resources;
  const random = resources.random ?? Math.random;
  const targets = openTargets(resources);
  const intents = createIntents(clock);

  /** One call: for one item, or for the items of a batch. */
  async function call(context: CallContext, calls: readonly DueCall[]): Promise<readonly CallResult[]> {
    const [{ pending, before }] = calls as [DueCall];
    const planNode = context.nodes[pending.node] as PlanNode;
    const planned = planNode.call as PlannedCall;
    const isFresh = intents.isFresh(before);
    const bases = calls.map((one) => baseOf(context, one, intents.isFresh(one.before)));
    const doubtful = isInDoubt(before, isFresh);
    const settled = (error: Failure) =>
      calls.map((one, i) => unsent(settledUnsent(bases[i] as EntryBase, one.before, { error, isInDoubt: doubtful, now: clock.now() })));
    if (pending.error) return settled(pending.error);
    // Of a batch that is in doubt some items are missing: the request cannot be repeated as it was.
    const isWhole = before?.batch === undefined || before.batch.of === calls.length;
    const idempotency = isWhole || planned.idempotency === 'read' ? planned.idempotency : 'none';
    const canLookUp = planned.definition.lookUp !== undefined && calls.length === 1;
    const verdict = decideSend({ before, isFresh, idempotency, canLookUp, now: clock.now() });
    if (verdict === 'ask a person') return settled(personDecides(planned.connection));
    const target = await targetOf(context.env, planned.connection);
    if (!target) return settled(noConnection(planned.connection, context.env));

    const attempts = before?.attempts ?? 0;
    const admission = target.flow.admit(attempts > 0);
    const admitted = admission instanceof Promise ? await admission.catch(storeIsSilent) : admission;
    const hold = (held: Pick<Parameters<typeof heldBack>[2], 'hold' | 'until' | 'error'>) =>
      calls.map((one, i) => {
        const base = bases[i] as EntryBase;
        return unsent(heldBack(doubtful ? base : withoutBatch(base), one.before, { ...held, isInDoubt: doubtful }));
      });
    const park = ({ by, until }: Pick<Refused, 'by' | 'until'>) =>
      hold({
        hold: by === 'budget' ? 'retry' : 'parked',
        until,
        error: parkedBecause(by, planned.connection, flowControl.state(`${context.env}/${planned.connection}`)),
      });
    if (!admitted.isAdmitted) return park(admitted);
    if (lease && !lease.isHeld()) {
      target.flow.ended({ isProbe: false, isRepeat: false, health: 'none', why: '', rest: 0 });
      return park({ by: 'hold', until: clock.now() + 1000 });
    }
    const now = clock.now();
    const firstSentAt = before?.generation === bases[0]?.generation ? (before?.firstSentAt ?? now) : now;
    const answered = await sendCall({
      clock,
      lease,
      target,
      planNode,
      calls,
      key: (bases[0] as EntryBase).key,
      attempt: attempts + 1,
      looksUp: verdict === 'look up',
      isProbe: admitted.isProbe,
    });
    // A call of several requests that got an answer before is no longer one that was never sent.
    if (answered.unusable && answered.sent.count <= 1)
      return hold({
        hold: 'parked',
        until: clock.now() + unusableLook + Math.round(random() * 60_000),
        error: toFailure(answered.unusable),
      });
    const facts = { planNode, target, idempotency, canLookUp, firstSentAt, wasInDoubt: doubtful && !answered.wasAbsent };
    return calls.map((one, i) =>
      result(one, bases[i] as EntryBase, outcomeAt(answered, i, planned.connection), { ...facts, answered, isFirst: i === 0 }),
    );
  }

  /** One that is not known may have been made by another process a moment ago. */
  async function targetOf(env: string, name: string): Promise<Target | undefined> {
    const known = targets.open(env, name);
    if (known) return known;
    await resources.connections.reload?.().catch(() => {});
    return targets.open(env, name);
  }

  /** The store did not say whether it may be sent: then it may not. */
  function storeIsSilent(): Refused {
    return { isAdmitted: false, by: 'hold', until: clock.now() + 2000 };
  }

  type Facts = {
    readonly planNode: PlanNode;
    readonly target: Target;
    readonly idempotency: PlannedCall['idempotency'];
    readonly canLookUp: boolean;
    readonly firstSentAt: number;
    readonly wasInDoubt: boolean;
  };

  function result(
    { before }: DueCall,
    base: EntryBase,
    outcome: BatchOutcome,
    facts: Facts & { readonly answered: Answered; readonly isFirst: boolean },
  ): CallResult {
    const { answered, firstSentAt } = facts;
    const attempts = (before?.attempts ?? 0) + 1;
    const now = clock.now();
    // The request of a batch is shown once, with its first item.
    const shown = (error: Failure | null) => (facts.isFirst ? { ...answered.exchange, error } : undefined);
    if (outcome === 'again') {
      const entry = {
        ...withoutBatch(base),
        state: 'pending',
        attempts: attempts - 1,
        firstSentAt,
        settledAt: null,
        retryAt: now,
      } as const;
      return { entry, answer: undefined, exchange: shown(null) };
    }
    if ('answer' in outcome)
      return { entry: confirmed(base, outcome.answer, { attempts, firstSentAt, now }), answer: outcome.answer.body, exchange: shown(null) };
    const entry = failed(base, attempts, outcome.error, facts, answered.sent);
    return { entry, answer: undefined, exchange: shown(entry.error ?? null) };
  }

  function failed(base: EntryBase, attempts: number, thrown: Error, facts: Facts, sent: Sent): LedgerEntry {
    const { planNode, target, idempotency, canLookUp, firstSentAt, wasInDoubt } = facts;
    const failure = kindOf(thrown);
    const mayHaveHappened = idempotency !== 'read' && mayHaveTakenEffect(failure, sent, wasInDoubt);
    const decision = decideFailure({
      failure,
      attempts,
      policy: planNode.onFailure.retry,
      idempotency,
      canLookUp,
      mayHaveHappened,
      firstSentAt,
      blockedUntil: target.flow.blockedUntil(),
      now: clock.now(),
      random: random(),
    });
    const common = { ...base, attempts, firstSentAt, ...(mayHaveHappened && { mayHaveHappened }), error: toFailure(thrown) };
    const state = failure.kind === 'unknown' || (wasInDoubt && mayHaveHappened) ? 'unknown' : 'pending';
    // What certainly had no effect may go with other items the next time.
    const open = { ...(mayHaveHappened ? common : withoutBatch(common)), state, settledAt: null } as const;
    switch (decision.do) {
      case 'retry':
        return { ...open, retryAt: decision.at };
      case 'park':
        return { ...open, retryAt: target.flow.returnAt(decision.until), hold: 'parked' };
      case 'give up': {
        const isUnknown = decision.outcome === 'unknown';
        const words = { isUnknown, attempts, target: target.connection.name };
        const error = failure.kind === 'permanent' && !isUnknown ? common.error : givenUp(common.error, words);
        return { ...common, error, state: decision.outcome, settledAt: clock.now(), retryAt: null };
      }
      default:
        return assertNever(decision);
    }
  }

  return {
    intents: intents.write,
    call,
    async callAll(context, calls, done) {
      const one = async (group: readonly DueCall[]) => {
        const results = await call(context, group);
        group.forEach((due, i) => {
          done(due, results[i] as CallResult);
        });
      };
      if (calls.length === 1) return one(calls);
      await Promise.all(
        groupCalls(calls).map(async (groups) => {
          for (const group of groups) await one(group);
        }),
      );
    },
    async close() {
      targets.close();
      await transport.close();
    },
  };
}

type Refused = Extract<Admission, { isAdmitted: false }>;

function unsent(entry: LedgerEntry): CallResult {
  return { entry, answer: undefined, exchange: undefined };
}

/** What came of one item. `again` for all of them would go round for ever. */
function outcomeAt({ outcomes }: Answered, at: number, connection: string): BatchOutcome {
  const outcome = outcomes[at];
  if (outcome === undefined) return { error: new OutcomeUnknown('NO_OUTCOME', `${connection} did not say what became of this item.`) };
  if (outcome === 'again' && outcomes.every((other) => other === 'again'))
    return { error: new OutcomeUnknown('NO_OUTCOME', `${connection} decided about none of the items.`) };
  return outcome;
}
