import type { FlowEdge } from '@crossdock/flows/document/flow';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { parsedBody } from '../editor/message-body.ts';
import { useSample } from '../editor/use-test-run.ts';
import { client, reply } from '../server/client.ts';
import { useStep } from '../server/queries.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { RunDetail, ShownItem, Step, StepDetail } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { useDataRun } from './use-data-run.ts';

/** Where the data beside the form come from. */
export type DataSource =
  | { readonly kind: 'test' | 'run'; readonly title: string; readonly at: string }
  | { readonly kind: 'sample'; readonly title: string };

type Ports = Readonly<Record<string, readonly ShownItem[]>>;

export type NodeData = {
  /** By input port. */
  readonly input: Ports;
  readonly inputFrom: DataSource | null;
  /** By output port; null: the step has not run. */
  readonly output: Ports | null;
  readonly outputFrom: DataSource | null;
  readonly step: Step | null;
  readonly detail: StepDetail | null;
  /** The step at which the run ended before it came here. */
  readonly stoppedAt: Step | null;
  readonly isLoading: boolean;
};

/** What came in and what went out of a step last: of a run, else what the steps before it gave, else of the sample. */
export function useNodeData(nodeId: string): NodeData {
  const edges = useDocument((state) => state.flow.edges);
  const upstream = useMemo(() => edges.filter((edge) => edge.to.node === nodeId), [edges, nodeId]);
  const data = useDataRun(nodeId);
  const step = data?.step ?? null;
  const detail = useStep(data?.run.id ?? '', step ? nodeId : null);
  const before = useOutputsOf(step ? null : (data?.run ?? null), upstream);
  const sampled = useSampled(upstream);
  const source = data ? sourceOf(data.run) : null;
  const base = { step, detail: detail.data ?? null, stoppedAt: data?.stoppedAt ?? null };

  if (step) {
    const { input = {}, output = null } = detail.data ?? {};
    return { ...base, input, inputFrom: source, output, outputFrom: source, isLoading: detail.isPending };
  }
  const nothing = { ...base, output: null, outputFrom: null, isLoading: before.isLoading };
  const arriving = itemsArriving(upstream, before.details);
  if (Object.keys(arriving).length > 0) return { ...nothing, input: arriving, inputFrom: source };
  return sampled ? { ...nothing, ...sampled } : { ...nothing, input: {}, inputFrom: null };
}

/** The first record that comes in: what expressions are tried on. */
export function sampleItem(data: NodeData): unknown {
  for (const items of Object.values(data.input)) {
    const whole = items.find((item) => !item.isCut);
    if (whole) return whole.json;
  }
  return undefined;
}

/** What the steps before gave in a run that did not come further. */
function useOutputsOf(run: RunDetail | null, upstream: readonly FlowEdge[]): { details: StepDetail[]; isLoading: boolean } {
  const sources = [...new Set(upstream.map((edge) => edge.from.node))];
  const done = run ? sources.filter((id) => run.steps.some((step) => step.nodeId === id && step.status === 'done')) : [];
  const queries = useQueries({
    queries: done.map((id) => ({ queryKey: queryKeys.step(run?.id ?? '', id), queryFn: () => loadStep(run?.id ?? '', id) })),
  });
  return { details: queries.flatMap((query) => (query.data ? [query.data] : [])), isLoading: queries.some((query) => query.isLoading) };
}

/** Right behind a trigger the message of the sample is what comes in. */
function useSampled(upstream: readonly FlowEdge[]): Pick<NodeData, 'input' | 'inputFrom'> | null {
  const { catalog } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const sample = useSample();
  const json = useMemo(() => sample && parsedBody(sample.message), [sample]);
  const edge = upstream.find(({ from }) => {
    const node = nodes.find((candidate) => candidate.id === from.node);
    return node !== undefined && catalog.get(node.type, node.version)?.kind === 'trigger';
  });
  return useMemo(() => {
    if (!edge || !sample || json === undefined) return null;
    const item: ShownItem = { id: '0', key: null, from: [], json, isCut: false, correctedBy: null, bytes: 0, note: null, error: null };
    return { input: { [edge.to.port]: [item] }, inputFrom: { kind: 'sample', title: sample.name } };
  }, [edge, sample, json]);
}

function loadStep(runId: string, nodeId: string): Promise<StepDetail> {
  return reply(client.GET('/api/runs/{id}/steps/{nodeId}', { params: { path: { id: runId, nodeId } } }));
}

function itemsArriving(upstream: readonly FlowEdge[], details: readonly StepDetail[]): Record<string, ShownItem[]> {
  const arriving: Record<string, ShownItem[]> = {};
  for (const edge of upstream) {
    const items = details.find((detail) => detail.nodeId === edge.from.node)?.output[edge.from.port] ?? [];
    if (items.length > 0) arriving[edge.to.port] = [...(arriving[edge.to.port] ?? []), ...items];
  }
  return arriving;
}

function sourceOf(run: RunDetail): DataSource {
  return { kind: run.isTest ? 'test' : 'run', title: run.title, at: run.createdAt };
}
