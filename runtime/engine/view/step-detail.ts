import type { Item, Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import { gather, type Outputs } from '../../sandbox/region/items.ts';
import type { ProgramNode } from '../../sandbox/region/program.ts';
import type { RecordedItem, StepRecord } from '../../sandbox/region/protocol.ts';
import type { Exchange } from '../calls/exchange.ts';
import type { Plan, PlanNode } from '../plan/plan.ts';
import type { StepDetail } from '../run-service.ts';
import { redact, redactionOf, redactText } from './redact.ts';

type Shown = StepDetail['input'][string][number];
/** An item whose body was too large to keep whole carries its beginning. */
type Cut = { readonly cut: string; readonly chars: number };

/**
 * The items that went into and came out of one step. Only outputs are recorded: inputs are gathered from the steps before, exactly as the run did it, and a
 * body that came in unchanged is found there.
 */
export function stepDetail(given: {
  readonly plan: Plan;
  readonly nodeId: string;
  readonly records: ReadonlyMap<number, StepRecord> | null;
  readonly exchanges: readonly Exchange[];
  readonly message: string;
  /** Of a replay: bodies that people have corrected. */
  readonly corrected?: readonly Corrected[];
}): StepDetail | null {
  const { plan, records } = given;
  const planned = plan.nodes.find((candidate) => candidate.node.id === given.nodeId);
  if (!planned) return null;
  const hidden = redactionOf(plan.flow.settings.redact);
  const exchanges = given.exchanges
    .filter((exchange) => exchange.node === planned.index)
    .map((exchange) => shownExchange(exchange, hidden));
  if (!records) return { nodeId: given.nodeId, input: {}, output: {}, exchanges, isCaptured: false };
  const here = given.corrected?.find(({ node }) => node === given.nodeId);
  const outputs = outputsOf(plan, records, planned.index, given.message, given.corrected);
  const record = records.get(planned.index);
  const errors = new Map((record?.failed ?? []).map((failure) => [failure.item, failure.error]));
  const show = (item: Item, withNote: boolean): Shown => {
    const { json } = item;
    const cut = isCut(json) ? json : undefined;
    const error = withNote ? undefined : errors.get(item.id);
    return {
      id: item.id,
      key: item.key ?? null,
      from: [...(item.from ?? [])],
      json: cut ? cut.cut : redact(json, hidden),
      isCut: cut !== undefined,
      correctedBy: !withNote && here && Object.hasOwn(here.items, item.id) ? here.by : null,
      bytes: cut ? cut.chars : (JSON.stringify(json)?.length ?? 0),
      note: withNote ? (record?.notes?.[item.id] ?? null) : null,
      error: error ?? null,
    };
  };
  const nodes = plan.nodes.map((other) => ({ id: other.node.id, inputs: other.inputs })) as unknown as readonly ProgramNode[];
  const input = Object.fromEntries(
    planned.inputs.map(({ port }) => [
      port,
      gather(nodes[planned.index] as ProgramNode, port, nodes, outputs).map((item) => show(correctedItem(item, here), false)),
    ]),
  );
  const output = Object.fromEntries(
    Object.entries(outputs[planned.index] ?? {}).map(([port, items]) => [port, items.map((item) => show(item, true))]),
  );
  return { nodeId: given.nodeId, input, output, exchanges, isCaptured: true };
}

/** What a person has corrected at a step: bodies by item. */
export type Corrected = { readonly node: string; readonly by: string; readonly items: Readonly<Record<string, Json>> };

function correctedItem(item: Item, here: Corrected | undefined): Item {
  return here && Object.hasOwn(here.items, item.id) ? { ...item, json: here.items[item.id] as Json } : item;
}

/** The items on the inputs of a step as they were, with nothing hidden: for what goes on in the runtime, not for people. */
export function inputItems(given: {
  readonly plan: Plan;
  readonly index: number;
  readonly records: ReadonlyMap<number, StepRecord>;
  readonly message: string;
}): { readonly id: string; readonly json: Json; readonly isCut: boolean }[] {
  const { plan, index, records } = given;
  const outputs = outputsOf(plan, records, index, given.message);
  const nodes = plan.nodes.map((other) => ({ id: other.node.id, inputs: other.inputs })) as unknown as readonly ProgramNode[];
  return (plan.nodes[index]?.inputs ?? []).flatMap(({ port }) =>
    gather(nodes[index] as ProgramNode, port, nodes, outputs).map(({ id, json }) => ({ id, json, isCut: isCut(json) })),
  );
}

/** Rebuilds what the nodes up to this one emitted. */
export function outputsOf(
  plan: Plan,
  records: ReadonlyMap<number, StepRecord>,
  last: number,
  message: string,
  corrected: readonly Corrected[] = [],
): Outputs {
  const outputs: Outputs = [];
  const nodes = plan.nodes.map((planned) => ({ id: planned.node.id, inputs: planned.inputs })) as unknown as readonly ProgramNode[];
  for (const planned of plan.nodes as readonly PlanNode[]) {
    if (planned.index > last) break;
    const record = records.get(planned.index);
    if (!record) continue;
    const inputs = new Map(
      planned.inputs.flatMap(({ port }) =>
        gather(nodes[planned.index] as ProgramNode, port, nodes, outputs).map(
          (item) =>
            [
              item.id,
              correctedItem(
                item,
                corrected.find(({ node }) => node === planned.node.id),
              ),
            ] as const,
        ),
      ),
    );
    outputs[planned.index] = Object.fromEntries(
      Object.entries(record.out).map(([port, items]) => [port, items.map((item) => rebuilt(item, inputs, message))]),
    );
  }
  return outputs;
}

function rebuilt(recorded: RecordedItem, inputs: ReadonlyMap<string, Item>, message: string): Item {
  const base = { id: recorded.id, ...(recorded.key !== undefined && { key: recorded.key }), ...(recorded.from && { from: recorded.from }) };
  if ('same' in recorded) return inputs.get(recorded.same) ?? { ...base, json: null };
  if ('message' in recorded) return { ...base, json: message === '' ? null : (parseExact(message) as Json) };
  if ('base' in recorded) return { ...base, json: changed(inputs.get(recorded.base)?.json, recorded) };
  if ('cut' in recorded) return { ...base, json: { cut: recorded.cut, chars: recorded.chars, [cutMark]: true } as unknown as Json };
  return { ...base, json: recorded.json };
}

function changed(
  before: Json | undefined,
  { set, unset = [] }: { readonly set: Readonly<Record<string, Json>>; readonly unset?: readonly string[] },
): Json {
  const after = { ...(before as Record<string, Json> | undefined), ...set };
  for (const name of unset) delete after[name];
  return after;
}

const cutMark = '\u0000cut';

function isCut(json: Json): json is Json & Cut {
  return json !== null && typeof json === 'object' && !Array.isArray(json) && cutMark in json;
}

function shownExchange(exchange: Exchange, hidden: ReadonlySet<string>): StepDetail['exchanges'][number] {
  return {
    itemId: exchange.item,
    attempt: exchange.attempt,
    at: new Date(exchange.at).toISOString(),
    durationMs: exchange.ms,
    request: {
      method: exchange.method,
      url: exchange.url,
      headers: redact(exchange.requestHeaders, hidden) as Record<string, string>,
      body: redactText(exchange.requestBody, hidden),
    },
    answer:
      exchange.status === null
        ? null
        : { status: exchange.status, headers: { ...exchange.answerHeaders }, body: redactText(exchange.answerBody, hidden) },
    error: exchange.error,
    idempotencyKey: exchange.key,
  };
}
