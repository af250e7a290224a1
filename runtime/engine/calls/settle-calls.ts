import { hash } from 'node:crypto';
import type { EffectAnswer } from '@crossdock/nodes/contract/define-node';
import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { Http, HttpRequest } from '@crossdock/nodes/contract/http';
import type { Clock } from '../../clock/clock.ts';
import type { Connections, OpenConnection } from '../../connections/connections.ts';
import { toFailure } from '../../sandbox/region/failure.ts';
import type { Failure, PendingCall } from '../../sandbox/region/protocol.ts';
import type { PlanNode, PlannedCall } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { type CallFailure, decideFailure } from './decide-failure.ts';
import { effectKey } from './effect-key.ts';
import { createGate, type Gate } from './gate.ts';
import { secretHider } from './hide-secrets.ts';
import type { Transport } from './http-transport.ts';

/** One request and its answer, as people see it. Bodies are texts. */
export type Exchange = {
  readonly node: number;
  readonly item: string;
  readonly attempt: number;
  readonly at: number;
  readonly ms: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly key: string | null;
  readonly status: number | null;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
  readonly error: { readonly code: string; readonly message: string } | null;
};

export type CallContext = { readonly env: string; readonly lineage: string; readonly nodes: readonly PlanNode[] };
export type CallResult = { readonly entry: LedgerEntry; readonly answer: string | undefined; readonly exchange: Exchange | undefined };

export type Caller = {
  /** Makes one call for one item. Never rejects: what happened is in the entry. */
  call(context: CallContext, pending: PendingCall, body: string | undefined, before: LedgerEntry | undefined): Promise<CallResult>;
  close(): Promise<void>;
};

export function createCaller(resources: {
  readonly connections: Connections;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random?: () => number;
}): Caller {
  const { connections, transport, clock } = resources;
  const random = resources.random ?? Math.random;
  const opened = new Map<string, { connection: OpenConnection; gate: Gate; http: Http; hide: (text: string) => string }>();
  const stop = connections.onChange((env, name) => opened.delete(`${env}/${name}`));

  const open = (env: string, name: string) => {
    let entry = opened.get(`${env}/${name}`);
    if (!entry) {
      const connection = connections.open(env, name);
      if (!connection) return undefined;
      entry = {
        connection,
        gate: createGate(connection.policy.concurrency),
        http: transport.http(connection),
        hide: secretHider(connection),
      };
      opened.set(`${env}/${name}`, entry);
    }
    return entry;
  };

  return {
    async call(context, pending, body, before) {
      const planNode = context.nodes[pending.node] as PlanNode;
      const planned = planNode.call as PlannedCall;
      const request: HttpRequest = body === undefined ? pending.request : { ...pending.request, body };
      const generation = before?.generation ?? 0;
      const key = before?.key ?? effectKey({ lineage: context.lineage, node: planNode.node.id, item: pending.item, generation });
      const attempts = (before?.attempts ?? 0) + 1;
      const base = {
        node: pending.node,
        item: pending.item,
        ...(pending.key !== undefined && { businessKey: pending.key }),
        ...(pending.group !== undefined && { group: pending.group }),
        key,
        generation,
        requestHash: hash('sha256', `${request.method} ${request.path}\n${body ?? ''}`, 'hex').slice(0, 16),
      };
      if (pending.error)
        return {
          entry: {
            ...base,
            state: 'failed',
            attempts: before?.attempts ?? 0,
            firstSentAt: null,
            settledAt: clock.now(),
            retryAt: null,
            error: pending.error,
          },
          answer: undefined,
          exchange: undefined,
        };
      const target = open(context.env, planned.connection);
      const firstSentAt = before?.firstSentAt ?? clock.now();
      const started = clock.monotonic();
      const at = clock.now();
      const exchange = (
        status: number | null,
        answerHeaders: Readonly<Record<string, string>>,
        answerBody: string,
        error: Exchange['error'],
      ): Exchange => ({
        node: pending.node,
        item: pending.item,
        attempt: attempts,
        at,
        ms: Math.round((clock.monotonic() - started) * 100) / 100,
        method: request.method,
        url: `${target?.connection.address ?? ''}${request.path}${request.query && Object.keys(request.query).length > 0 ? `?${new URLSearchParams(request.query)}` : ''}`,
        requestHeaders: request.headers ?? {},
        requestBody: body ?? '',
        key: planned.idempotency === 'read' ? null : key,
        status,
        answerHeaders,
        answerBody,
        error,
      });
      let last: { status: number; headers: Readonly<Record<string, string>>; body: string } | undefined;
      try {
        if (!target)
          throw new NodeError(
            'NO_CONNECTION',
            `There is no connection "${planned.connection}" in ${context.env}. Nothing was sent. Create it under Connections, or choose another in the step's settings, and replay.`,
          );
        const entered = target.gate.enter();
        if (entered) await entered;
        let answer: EffectAnswer;
        try {
          const http: Http = {
            async send(sent) {
              last = undefined;
              const answer = await target.http.send(sent);
              // Before anybody sees it: the node, the flow, the records.
              const body = target.hide(answer.body);
              last = body === answer.body ? answer : { ...answer, body };
              return last;
            },
          };
          answer = await planned.definition.call({
            config: planned.config,
            request,
            http,
            idempotencyKey: key,
            attempt: attempts,
            signal: neverAborted,
          });
        } finally {
          target.gate.leave();
        }
        const entry: LedgerEntry = {
          ...base,
          state: 'confirmed',
          attempts,
          firstSentAt,
          settledAt: clock.now(),
          retryAt: null,
          status: answer.status,
          headers: shownHeaders(answer.headers),
          ...(answer.seenBefore && { seenBefore: true }),
        };
        return { entry, answer: answer.body, exchange: exchange(answer.status, shownHeaders(answer.headers), answer.body, null) };
      } catch (thrown) {
        const failure = toFailure(thrown);
        const decision = decideFailure({
          failure: kindOf(thrown),
          attempts,
          policy: planNode.onFailure.retry,
          idempotency: planned.idempotency,
          firstSentAt,
          now: clock.now(),
          random: random(),
        });
        const kind = kindOf(thrown).kind;
        const error =
          decision.do === 'give up' && kind !== 'permanent'
            ? givenUp(failure, { isUnknown: kind === 'unknown', attempts, target: planned.connection })
            : failure;
        const common = { ...base, attempts, firstSentAt, error };
        const entry: LedgerEntry =
          decision.do === 'retry'
            ? { ...common, state: thrown instanceof OutcomeUnknown ? 'unknown' : 'pending', settledAt: null, retryAt: decision.at }
            : { ...common, state: decision.outcome, settledAt: clock.now(), retryAt: null };
        return {
          entry,
          answer: undefined,
          exchange: exchange(last?.status ?? null, shownHeaders(last?.headers ?? {}), last?.body ?? '', error),
        };
      }
    },
    async close() {
      stop();
      await transport.close();
    },
  };
}

const neverAborted = new AbortController().signal;

function kindOf(thrown: unknown): CallFailure {
  if (thrown instanceof RetryLater) return { kind: 'transient', after: thrown.after };
  if (thrown instanceof OutcomeUnknown) return { kind: 'unknown' };
  return { kind: 'permanent' };
}

/** Adds what it means that nothing more is tried, and what to do. */
function givenUp(failure: Failure, { isUnknown, attempts, target }: { isUnknown: boolean; attempts: number; target: string }): Failure {
  const tries = attempts === 1 ? 'once' : `${attempts} times`;
  const meaning = isUnknown
    ? `Tried ${tries}; whether it took effect is not known. It waits as an exception: look it up in ${target} before you enter it there by hand. A replay sends the same key, so it cannot happen twice where keys are honoured.`
    : `Tried ${tries}; it did not take effect and waits as an exception. Replay it when ${target} answers again.`;
  return { ...failure, message: `${failure.message} ${meaning}` };
}

/** Recorded by allow-list: answers may set cookies or echo credentials. */
const recordedHeaders = [
  'content-type',
  'content-length',
  'retry-after',
  'location',
  'link',
  'etag',
  'x-request-id',
  'idempotent-replayed',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-shopify-shop-api-call-limit',
];

function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const name of recordedHeaders) if (headers[name] !== undefined) shown[name] = headers[name];
  return shown;
}
