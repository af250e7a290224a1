import type { SampleMessage } from '@crossdock/flows/document/flow';
import type { Exchange } from '../calls/exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { noProgress, type Progress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import type { RunRecord } from '../run/run-record.ts';
import { outputsOf } from './step-detail.ts';
import { waitEndsOf } from './wait-ends.ts';

/** A run that has ended with what it got and gave, nothing hidden: for what goes on in the runtime, never for people. */
export type WholeRun = {
  readonly id: string;
  readonly status: RunDocument['status'];
  /** Why the run as such failed; null: it did not, or only some of its records. */
  readonly error: string | null;
  readonly receivedAt: string;
  readonly message: SampleMessage;
  /** False: what its steps gave was not kept. */
  readonly isCaptured: boolean;
  /** By `step.port`. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
  /** By step, in the order they were sent. */
  readonly exchanges: Readonly<Record<string, readonly Exchange[]>>;
  /** Codes of the records that failed for good, by step. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** How its waits ended, in turn, by step. */
  readonly waits: Readonly<Record<string, readonly unknown[]>>;
};

/** Everything of it at once, from its document and its record. */
export function wholeRun(given: {
  readonly document: RunDocument;
  readonly plan: Plan;
  readonly progress: Progress | null;
  readonly record: RunRecord | undefined;
  readonly message: string;
}): WholeRun {
  const { document, record, message } = given;
  const progress = given.progress ?? noProgress;
  const plan = withNothingHidden(given.plan);
  const { headers, query, now } = JSON.parse(document.pinned) as Pinned;
  const idOf = (index: number) => plan.nodes[index]?.node.id ?? '';
  const outputs: Record<string, readonly unknown[]> = {};
  if (record?.steps)
    for (const [index, ports] of outputsOf(plan, record.steps, plan.nodes.length - 1, message).entries())
      for (const [port, items] of Object.entries(ports ?? {}))
        if (items.length > 0) outputs[`${idOf(index)}.${port}`] = items.map(({ json }) => json);
  return {
    id: document.id,
    status: document.status,
    error: progress.runFailed?.code ?? null,
    receivedAt: now,
    message: { text: message, contentType: document.contentType, headers: { ...headers }, query: { ...query } },
    isCaptured: record?.steps != null,
    outputs,
    exchanges: Object.groupBy(
      [...(record?.exchanges ?? [])].sort((a, b) => a.at - b.at),
      ({ node }) => idOf(node),
    ) as WholeRun['exchanges'],
    errors: Object.fromEntries(
      Object.entries(Object.groupBy(progress.dead, ({ node }) => idOf(node))).map(([node, dead]) => [
        node,
        (dead ?? []).map(({ error }) => error.code),
      ]),
    ),
    waits: waitEndsOf(plan, progress, record?.answers ?? new Map()),
  };
}

function withNothingHidden(plan: Plan): Plan {
  return { ...plan, flow: { ...plan.flow, settings: { ...plan.flow.settings, redact: [] } } };
}
