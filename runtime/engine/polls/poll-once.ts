import { createHash } from 'node:crypto';
import type { EffectNode } from '@crossdock/nodes/contract/define-node';
import { NodeError } from '@crossdock/nodes/contract/errors';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { PollBinding } from '@crossdock/nodes/contract/intake';
import type { Json } from '@crossdock/nodes/contract/item';
import { parsePath, valueAt } from '@crossdock/nodes/library/path';
import type { Clock } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { VariableSource } from '../../variables/variable-source.ts';
import type { Caller } from '../calls/settle-calls.ts';
import type { Claim } from '../claim/claim.ts';
import type { Plan } from '../plan/plan.ts';
import type { TriggerState } from '../schedules/trigger-state.ts';
import { type DescribedRecord, pollProgram } from './poll-program.ts';
import { PageFailed, readPage } from './read-page.ts';
import { firstWatermark, isReadAgain, larger, readFrom } from './watermark.ts';

/** What a poll found: one message. */
export type Polled = { readonly text: string; readonly key: string; readonly windowMs: number };

export type PollResources = {
  readonly caller: Caller;
  readonly sandbox: Sandbox;
  readonly variables: VariableSource;
  readonly clock: Clock;
  /** The node type that makes the requests. */
  readonly read: EffectNode;
  /** Resolves to whether it is new, when the message is durable. Rejects when it cannot be taken now. */
  readonly deliver: (polled: { readonly env: string; readonly plan: Plan } & Polled) => Promise<boolean>;
};

/** What the state becomes. */
export type PollOutcome = Pick<TriggerState, 'watermark' | 'recent' | 'taken'>;

/** Messages under way at once. */
const width = 16;
/** Hashes of records that are kept to know them again; the messages' own keys know the others. */
const mostRecent = 5000;

/**
 * Reads from the watermark to the end, page by page; each page's messages are durable before the next page is asked for. Resolves to how far it came: the
 * caller writes that down, so a process that dies before reads the same again, and what it took is known by its keys.
 */
export async function pollOnce(
  resources: PollResources,
  given: {
    readonly env: string;
    readonly plan: Plan;
    readonly poll: PollBinding;
    readonly state: TriggerState;
    readonly claim: Pick<Claim<TriggerState>, 'isHeld'>;
  },
): Promise<PollOutcome> {
  const { env, plan, poll, state, claim } = given;
  const rule = poll.watermark;
  const now = resources.clock.now();
  const first = state.watermark === null && state.polledAt === null ? firstWatermark(rule, state.startedAt) : undefined;
  const before = first ? first.value : state.watermark;
  const from = readFrom(rule, before);
  const program = pollProgram(resources.sandbox, poll, { flow: plan.flow.id, version: plan.version, env, now }, resources.variables);
  const templates = await program.request(from);
  const parameter = rule.kind === 'off' || from === null ? '' : rule.parameter;
  const known = new Set(state.recent === '' ? [] : state.recent.split(' '));
  const read: { readonly hash: string; readonly mark: string | null }[] = [];
  let watermark = before;
  let taken = 0;
  let request: HttpRequest | undefined = withFirstPage(poll, {
    method: 'GET',
    path: templates.path,
    query: { ...templates.query, ...(parameter !== '' && { [parameter]: from ?? '' }) },
    headers: templates.headers,
  });
  for (let pages = 0; request; pages++) {
    const page = await readPage({ ...resources, env, plan, poll, request, pages, now: resources.clock.now() });
    if (!claim.isHeld()) throw new PageFailed({ code: 'CLAIM_LOST', message: 'Another server has taken the poll over.' });
    const described = await program.describe(page.records);
    const records = page.records.map((json, i) => identified(json, described[i]));
    const fresh = first?.isBaseline ? [] : records.filter((record) => !known.has(record.hash));
    taken += poll.emit === 'record' ? await deliverRecords(resources, given, fresh) : await deliverPage(resources, given, fresh);
    for (const { hash, mark } of records) {
      known.add(hash);
      read.push({ hash, mark });
      if (rule.kind === 'record') watermark = larger(rule, watermark, mark);
    }
    if (rule.kind === 'cursor') watermark = cursorAt(page.body, rule.next) ?? watermark;
    if (page.next && pages + 1 >= poll.paging.pageLimit)
      throw new NodeError(
        'TOO_MANY_PAGES',
        `There are more than ${poll.paging.pageLimit} pages. What was read is taken; the rest is not reached. Raise the limit in the trigger's paging, or ask for less.`,
      );
    request = page.next;
  }
  const again = readFrom(rule, watermark);
  const recent = read.filter(({ mark }) => isReadAgain(rule, mark, again)).slice(-mostRecent);
  // Without a new record the ones known from before are still those that will be read again.
  const hashes = recent.length > 0 ? recent.map(({ hash }) => hash) : [...known].slice(-mostRecent);
  return { watermark, recent: [...new Set(hashes)].join(' '), taken: state.taken + taken };
}

type Identified = { readonly json: Json; readonly text: string; readonly hash: string; readonly mark: string | null };

function identified(json: Json, described: DescribedRecord | undefined): Identified {
  const text = JSON.stringify(json);
  const identity = described?.key ?? text;
  return { json, text, hash: digest(identity), mark: described?.mark ?? null };
}

type Delivery = { readonly env: string; readonly plan: Plan; readonly poll: PollBinding };

async function deliverRecords(resources: PollResources, given: Delivery, records: readonly Identified[]): Promise<number> {
  let taken = 0;
  for (let i = 0; i < records.length; i += width) {
    const news = await Promise.all(records.slice(i, i + width).map((record) => deliver(resources, given, record.text, record.hash)));
    taken += news.filter(Boolean).length;
  }
  return taken;
}

async function deliverPage(resources: PollResources, given: Delivery, records: readonly Identified[]): Promise<number> {
  if (records.length === 0) return 0;
  const text = `[${records.map((record) => record.text).join(',')}]`;
  return (await deliver(resources, given, text, digest(records.map((record) => record.hash).join(' ')))) ? records.length : 0;
}

function deliver(resources: PollResources, { env, plan, poll }: Delivery, text: string, hash: string): Promise<boolean> {
  return resources.deliver({ env, plan, text, key: `poll@${hash}`, windowMs: poll.rememberMs });
}

function withFirstPage({ paging }: PollBinding, request: HttpRequest): HttpRequest {
  if (paging.kind !== 'page') return request;
  return { ...request, query: { [paging.parameter]: String(paging.first), ...request.query } };
}

function cursorAt(body: unknown, path: string): string | undefined {
  const value = valueAt(body, parsePath(path));
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
