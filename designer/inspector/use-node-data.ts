import type { FlowEdge } from '@crossdock/flows/document/flow';
import { useEffect, useMemo } from 'react';
import { useSample } from '../editor/use-test-run.ts';
import { usePins } from '../server/pins.ts';
import { useRunFlow, useStep } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Pin, RunDetail, ShownItem, Step, StepDetail } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { receivedRecords } from '../test-cases/received-records.ts';
import { itemsArriving, plainItem } from './arriving.ts';
import { type Staleness, stalenessOf } from './staleness.ts';
import { useDataRun } from './use-data-run.ts';
import { useOutputsOf } from './use-outputs-of.ts';

/** Where the data beside the form come from. */
export type DataSource =
  | { readonly kind: 'test' | 'run'; readonly title: string; readonly at: string }
  | { readonly kind: 'sample'; readonly title: string }
  | { readonly kind: 'pin'; readonly by: string; readonly at: string };

export type Ports = Readonly<Record<string, readonly ShownItem[]>>;

export type NodeData = {
  /** By input port. */
  readonly input: Ports;
  readonly inputFrom: DataSource | null;
  /** By output port; null: the step has not run. */
  readonly output: Ports | null;
  readonly outputFrom: DataSource | null;
  readonly run: RunDetail | null;
  readonly step: Step | null;
  readonly detail: StepDetail | null;
  readonly pin: Pin | null;
  /** Whether the draft would still give this data. */
  readonly staleness: Staleness;
  /** The step at which the run ended before it came here. */
  readonly stoppedAt: Step | null;
  readonly isLoading: boolean;
};

const fresh: Staleness = { kind: 'fresh' };

/** What came in and what went out of a step last: of a run, else what the steps before it gave, else of the sample. A pin stands for the output. */
export function useNodeData(nodeId: string): NodeData {
  const { flowId } = useEditor();
  const flow = useDocument((state) => state.flow);
  const upstream = useMemo(() => flow.edges.filter((edge) => edge.to.node === nodeId), [flow.edges, nodeId]);
  const data = useDataRun(nodeId);
  const step = data?.step ?? null;
  const run = data?.run ?? null;
  const detail = useStep(run?.id ?? '', step ? nodeId : null);
  const runId = run?.id ?? null;
  const finishedAt = run?.finishedAt ?? null;
  // What was read while the run was under way may lack what came out last.
  useEffect(() => {
    if (runId !== null && finishedAt !== null) void queryClient.invalidateQueries({ queryKey: queryKeys.step(runId, nodeId) });
  }, [runId, finishedAt, nodeId]);
  const before = useOutputsOf(step ? null : run, upstream);
  const sampled = useSampled(upstream);
  const pins = usePins(flowId).data;
  const ran = useRunFlow(run?.id ?? null).data;
  const staleness = useMemo(() => (ran ? stalenessOf(ran, flow, nodeId) : fresh), [ran, flow, nodeId]);
  const pin = pins?.find((each) => each.nodeId === nodeId) ?? null;
  const pinned = useMemo(() => pin && portsOfPin(pin), [pin]);
  const pinnedBefore = useMemo(() => {
    const sources = (pins ?? []).filter((each) => upstream.some((edge) => edge.from.node === each.nodeId));
    return sources.length === 0 ? {} : itemsArriving(upstream, new Map(sources.map((each) => [each.nodeId, portsOfPin(each)])));
  }, [pins, upstream]);

  const source = run && sourceOf(run);
  const base = { run, step, detail: detail.data ?? null, pin, staleness, stoppedAt: data?.stoppedAt ?? null };
  const out = (output: Ports | null, from: DataSource | null) =>
    pin && pinned
      ? { output: pinned, outputFrom: { kind: 'pin', by: pin.by, at: pin.at } as const }
      : { output, outputFrom: output ? from : null };

  if (step) {
    const { input = {}, output = null } = detail.data ?? {};
    return { ...base, input, inputFrom: source, ...out(output, source), isLoading: detail.isPending };
  }
  const rest = { ...base, ...out(null, null), isLoading: before.isLoading };
  if (Object.keys(before.items).length > 0) return { ...rest, input: before.items, inputFrom: source };
  const firstPin = pins?.find((each) => upstream.some((edge) => edge.from.node === each.nodeId));
  if (firstPin && Object.keys(pinnedBefore).length > 0)
    return { ...rest, input: pinnedBefore, inputFrom: { kind: 'pin', by: firstPin.by, at: firstPin.at } };
  return sampled ? { ...rest, ...sampled } : { ...rest, input: {}, inputFrom: null };
}

function portsOfPin(pin: Pin): Ports {
  return Object.fromEntries(
    Object.entries(pin.outputs).map(([port, records]) => [port, records.map((json, index) => plainItem(String(index), json))]),
  );
}

/** Right behind a trigger the records of the sample's message are what comes in. */
function useSampled(upstream: readonly FlowEdge[]): Pick<NodeData, 'input' | 'inputFrom'> | null {
  const { catalog } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const sample = useSample();
  const triggers = upstream.flatMap((edge) => {
    const node = nodes.find((candidate) => candidate.id === edge.from.node);
    return node && catalog.get(node.type, node.version)?.kind === 'trigger' ? [{ config: node.config, port: edge.to.port }] : [];
  });
  const { config, port } = triggers[0] ?? {};
  return useMemo(() => {
    if (!config || port === undefined || !sample) return null;
    const items = receivedRecords(sample.message, config).map((json, index) => plainItem(String(index), json));
    return items.length === 0 ? null : { input: { [port]: items }, inputFrom: { kind: 'sample', title: sample.name } };
  }, [config, port, sample]);
}

function sourceOf(run: RunDetail): DataSource {
  return { kind: run.isTest ? 'test' : 'run', title: run.title, at: run.createdAt };
}
