import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import type { WholeRun } from '../../engine/view/whole-run.ts';
import { type Sent, sentOf } from './sent.ts';

/** What came of a run, as far as two versions are compared by it. */
export type Facts = {
  readonly status: string;
  /** Why the run as such failed. */
  readonly error: string | null;
  /** By step, in the order they were sent. */
  readonly requests: Readonly<Record<string, readonly Sent[]>>;
  /** Records that leave the flow, by `step.port`. What follows a call is told by its request. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
  /** Codes of what failed for good, by step. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** What decision tables gave, by step: of each record the fields that the table sets. */
  readonly decisions: Readonly<Record<string, readonly unknown[]>>;
};

/** Which steps send something. */
export type IsCalling = (node: FlowNode) => boolean;

export function factsOf(run: WholeRun, flow: Flow, isCalling: IsCalling): Facts {
  const wired = new Set(flow.edges.map(({ from }) => `${from.node}.${from.port}`));
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const outputs: Record<string, readonly unknown[]> = {};
  const decisions: Record<string, unknown[]> = {};
  for (const [place, records] of Object.entries(run.outputs)) {
    const node = nodes.get(place.slice(0, place.lastIndexOf('.')));
    if (!node) continue;
    const fields = decidedFields(node);
    if (fields.length > 0)
      decisions[node.id] = [
        ...(decisions[node.id] ?? []),
        ...records.map((record) => Object.fromEntries(fields.map((field) => [field, at(record, field)]))),
      ];
    if (!wired.has(place) && !isCalling(node)) outputs[place] = records;
  }
  return {
    status: run.status,
    error: run.error,
    requests: Object.fromEntries(Object.entries(run.exchanges).map(([node, exchanges]) => [node, exchanges.map(sentOf)])),
    outputs,
    errors: run.errors,
    decisions,
  };
}

/** The fields that a decision table sets. */
function decidedFields({ type, config }: FlowNode): readonly string[] {
  if (type !== 'rule.decision-table') return [];
  const { outputs = [] } = (config.table ?? {}) as { readonly outputs?: readonly { readonly name?: unknown }[] };
  return outputs.flatMap(({ name }) => (typeof name === 'string' && name !== '' ? [name] : []));
}

function at(record: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined),
      record,
    );
}
