import type { FlowEdge } from '@crossdock/flows/document/flow';
import { useQueries } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { RunDetail, ShownItem, StepDetail } from '../server/shapes.ts';
import { itemsArriving } from './arriving.ts';

/** What the steps before gave in a run that did not come further, by input port. */
export function useOutputsOf(
  run: RunDetail | null,
  upstream: readonly FlowEdge[],
): { readonly items: Record<string, ShownItem[]>; readonly isLoading: boolean } {
  const sources = [...new Set(upstream.map((edge) => edge.from.node))];
  const done = run ? sources.filter((id) => run.steps.some((step) => step.nodeId === id && step.status === 'done')) : [];
  const queries = useQueries({
    queries: done.map((id) => ({ queryKey: queryKeys.step(run?.id ?? '', id), queryFn: () => load(run?.id ?? '', id) })),
  });
  const outputs = new Map(queries.flatMap((query) => (query.data ? [[query.data.nodeId, query.data.output] as const] : [])));
  return { items: itemsArriving(upstream, outputs), isLoading: queries.some((query) => query.isLoading) };
}

function load(runId: string, nodeId: string): Promise<StepDetail> {
  return reply(client.GET('/api/runs/{id}/steps/{nodeId}', { params: { path: { id: runId, nodeId } } }));
}
