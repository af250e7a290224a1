import { nextPage, type PagingRule } from '@crossdock/nodes/connector/paging';
import type { EffectNode } from '@crossdock/nodes/contract/define-node';
import { NodeError } from '@crossdock/nodes/contract/errors';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { PollBinding } from '@crossdock/nodes/contract/intake';
import type { Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import { parsePath, valueAt } from '@crossdock/nodes/library/path';
import type { Caller, CallResult } from '../calls/settle-calls.ts';
import type { Plan, PlanNode } from '../plan/plan.ts';

export type ReadPage = { readonly records: readonly Json[]; readonly body: unknown; readonly next: HttpRequest | undefined };

/** A page could not be read. `after`: how long the other side or its connection's limits ask to wait, ms. */
export class PageFailed extends Error {
  override readonly name = 'PageFailed';
  readonly code: string;
  readonly after: number | undefined;
  constructor(error: { readonly code: string; readonly message: string }, after?: number) {
    super(error.message);
    this.code = error.code;
    this.after = after;
  }
}

/** Reads one page as a step would: through the caller, so with the connection's credentials, width, rate and breaker around it. */
export async function readPage(given: {
  readonly caller: Caller;
  readonly read: EffectNode;
  readonly plan: Plan;
  readonly env: string;
  readonly poll: PollBinding;
  readonly request: HttpRequest;
  /** Pages read before this one. */
  readonly pages: number;
  readonly now: number;
}): Promise<ReadPage> {
  const { poll, request } = given;
  const { body: _none, ...bodiless } = request;
  const context = { env: given.env, lineage: `poll ${given.plan.flow.id}`, nodes: [readNode(given.plan, poll, given.read)] };
  const pending = { node: 0, item: `page ${given.pages + 1}`, request: bodiless };
  let result: CallResult | undefined;
  await given.caller.callAll(context, [{ pending, body: undefined, before: undefined }], (_call, told) => {
    result = told;
  });
  const told = result as CallResult | undefined;
  if (!told) throw new PageFailed({ code: 'NOT_READ', message: 'The page was not read.' });
  const { entry } = told;
  if (entry.state !== 'confirmed')
    throw new PageFailed(
      entry.error ?? { code: 'NOT_READ', message: 'The page could not be read.' },
      entry.retryAt === null ? undefined : Math.max(0, entry.retryAt - given.now),
    );
  const text = told.answer ?? '';
  const body = parsed(text, poll.connection);
  const records = poll.records === '' ? body : valueAt(body, parsePath(poll.records));
  if (!Array.isArray(records))
    throw new NodeError(
      'NO_RECORDS',
      `The answer of ${poll.connection} has no list ${poll.records === '' ? 'as its content' : `at "${poll.records}"`}. Nothing was taken. Correct "Records are at" in the trigger.`,
    );
  const answer = { status: entry.status ?? 200, headers: entry.headers ?? {}, body: text };
  const rule = ruleOf(poll);
  const next = rule && nextPage(rule, request, answer, given.pages + 1);
  return { records: records as Json[], body, next };
}

function ruleOf({ paging, records }: PollBinding): PagingRule | undefined {
  if (paging.kind === 'off') return undefined;
  return paging.kind === 'page' ? { ...paging, records } : paging;
}

/** The poll's request as a step of its own. It is tried once: when to try again is the poll's decision. */
function readNode(plan: Plan, poll: PollBinding, read: EffectNode): PlanNode {
  const trigger = plan.nodes.find((planned) => planned.definition.kind === 'trigger') as PlanNode;
  const config = read.config.parse({ connection: poll.connection }) as Record<string, unknown>;
  return {
    ...trigger,
    index: 0,
    onFailure: { ...trigger.onFailure, retry: { ...trigger.onFailure.retry, attempts: 1 } },
    call: { definition: read, config, connection: poll.connection, idempotency: 'read', needsIntent: false },
  };
}

function parsed(text: string, from: string): unknown {
  try {
    return parseExact(text);
  } catch {
    throw new NodeError('ANSWER_NOT_JSON', `The answer of ${from} is not JSON. Nothing was taken. It begins: ${text.slice(0, 120)}`);
  }
}
