import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { parsedBody } from '../editor/message-body.ts';
import { useSample } from '../editor/use-test-run.ts';
import { client, reply } from '../server/client.ts';
import { useRun, useRuns, useStep } from '../server/queries.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { RunDetail, ShownItem, Step, StepDetail } from '../server/shapes.ts';
import { useDocument, useEditor, useView } from '../state/editor-context.tsx';

/** Where the data beside the form come from. */
export type DataSource =
  | { readonly kind: 'test' | 'run'; readonly title: string; readonly at: string }
  | { readonly kind: 'sample'; readonly title: string };

export type NodeData = {
  /** By input port. */
  readonly input: Readonly<Record<string, readonly ShownItem[]>>;
  readonly inputFrom: DataSource | null;
  /** By output port; null: the step has not run. */
  readonly output: Readonly<Record<string, readonly ShownItem[]>> | null;
  readonly outputFrom: DataSource | null;
  readonly step: Step | null;
  readonly detail: StepDetail | null;
  readonly isLoading: boolean;
};

/** What came in and what went out of a step last: of the newest test of this draft, else of the newest run, else of the sample. */
export function useNodeData(nodeId: string): NodeData {
  const { flowId, env, catalog } = useEditor();
  const flow = useDocument((state) => state.flow);
  const testRunId = useView((view) => view.testRunId);
  const sample = useSample();
  const newest = useRuns({ env, flow: flowId, status: [], key: '', hours: null, tests: 'with' });
  const runId = testRunId ?? newest.data?.pages[0]?.items[0]?.id ?? null;
  const run = useRun(runId).data ?? null;
  const step = run?.steps.find((candidate) => candidate.nodeId === nodeId) ?? null;
  const hasRun = step !== null && (step.itemsIn > 0 || Object.keys(step.itemsOut).length > 0);
  const detail = useStep(runId ?? '', hasRun ? nodeId : null);

  const upstream = useMemo(() => flow.edges.filter((edge) => edge.to.node === nodeId), [flow.edges, nodeId]);
  const sources = [...new Set(upstream.map((edge) => edge.from.node))].filter((id) =>
    run?.steps.some((candidate) => candidate.nodeId === id && candidate.status === 'done'),
  );
  const before = useQueries({
    queries:
      hasRun || runId === null ? [] : sources.map((id) => ({ queryKey: queryKeys.step(runId, id), queryFn: () => loadStep(runId, id) })),
  });

  const source = run ? sourceOf(run) : null;
  const base = { step: hasRun ? step : null, detail: detail.data ?? null };
  if (hasRun) {
    return {
      ...base,
      input: detail.data?.input ?? {},
      inputFrom: source,
      output: detail.data?.output ?? null,
      outputFrom: source,
      isLoading: detail.isPending,
    };
  }
  const arriving = itemsArriving(
    upstream,
    before.flatMap((query) => (query.data ? [query.data] : [])),
  );
  const fromTrigger = upstream.some((edge) => {
    const node = flow.nodes.find((candidate) => candidate.id === edge.from.node);
    return node !== undefined && catalog.get(node.type, node.version)?.kind === 'trigger';
  });
  const nothing = { ...base, output: null, outputFrom: null, isLoading: before.some((query) => query.isLoading) };
  if (Object.keys(arriving).length > 0) return { ...nothing, input: arriving, inputFrom: source };
  const body = sample && parsedBody(sample.message);
  if (fromTrigger && sample && body !== undefined) {
    return {
      ...nothing,
      input: { [upstream[0]?.to.port ?? 'in']: [itemOf(body)] },
      inputFrom: { kind: 'sample', title: sample.name },
    };
  }
  return { ...nothing, input: {}, inputFrom: null };
}

/** The first record that comes in: what expressions are tried on. */
export function sampleItem(data: NodeData): unknown {
  for (const items of Object.values(data.input)) {
    const whole = items.find((item) => !item.isCut);
    if (whole) return whole.json;
  }
  return undefined;
}

function loadStep(runId: string, nodeId: string): Promise<StepDetail> {
  return reply(client.GET('/api/runs/{id}/steps/{nodeId}', { params: { path: { id: runId, nodeId } } }));
}

function itemsArriving(
  upstream: readonly { from: { node: string; port: string }; to: { port: string } }[],
  details: readonly StepDetail[],
): Record<string, ShownItem[]> {
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

function itemOf(json: unknown): ShownItem {
  return { id: '0', key: null, from: [], json, isCut: false, bytes: 0, note: null, error: null };
}
